import { t, tOr } from '../../i18n';
import { sentenceName } from '../../i18n/sentence';

interface Pattern {
  sentence: string;
  names: string[];
  pattern: RegExp;
}

function patternOf(sentence: string): Pattern {
  const names = [...sentence.matchAll(/\{(\w)\}/g)].map(([, name]) => name!);
  const parts = sentence.split(/\{\w\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { sentence, names, pattern: new RegExp(`^${parts.join('([^\\n]*?)')}$`) };
}

let known = { list: '', patterns: [] as readonly Pattern[] };

/** Sentences that are filled in, `{a}` for what with; a language that has them translated lists them. */
function patterns(): readonly Pattern[] {
  const list = tOr('', 'decoding.filled');
  if (known.list !== list) known = { list, patterns: list.split('\n').map(patternOf) };
  return known.patterns;
}

/**
 * A sentence of a decoder, which knows no language but English, in the panel's language; one that nobody translated
 * (`utils/i18n/prose/decoding.ko.json`, and `ko.json` of a protocol's folder) stays as it is.
 */
export function tell(said: string): string {
  for (const { sentence, pattern, names } of patterns()) {
    const filled = pattern.exec(said);
    if (!filled) continue;
    const values = Object.fromEntries(names.map((name, at) => [name, filled[at + 1]!]));
    return tOr(said, sentenceName(sentence), values);
  }
  return tOr(said, sentenceName(said));
}

const NOT_DECODED = 'not decoded: ';

/** An error of a decoded message: why it was not decoded, or what a peer says in its own words. */
export const tellError = (error: string): string =>
  error.startsWith(NOT_DECODED)
    ? t('decoding.notDecoded', { why: tell(error.slice(NOT_DECODED.length)) })
    : error;
