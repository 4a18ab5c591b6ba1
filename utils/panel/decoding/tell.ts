import { t, tOr } from '../../i18n';
import { SENTENCES } from './sentences';

/** The name under which a sentence's translation is found. */
export const sentenceKey = (sentence: string): string =>
  `decoding.said.${sentence.replaceAll(/[^A-Za-z0-9]+/g, '_')}`;

interface Pattern {
  sentence: string;
  pattern: RegExp;
  names: string[];
}

let patterns: readonly Pattern[] | undefined;

function patternOf(sentence: string): Pattern {
  const names = [...sentence.matchAll(/\{(\w)\}/g)].map(([, name]) => name!);
  const parts = sentence.split(/\{\w\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { sentence, names, pattern: new RegExp(`^${parts.join('([^\\n]*?)')}$`) };
}

/** A sentence of a decoder in the panel's language; one that nobody translated stays as it is. */
export function tell(said: string): string {
  patterns ??= SENTENCES.filter((one) => one.includes('{')).map(patternOf);
  for (const { sentence, pattern, names } of patterns) {
    const filled = pattern.exec(said);
    if (!filled) continue;
    return tOr(
      said,
      sentenceKey(sentence),
      Object.fromEntries(names.map((name, at) => [name, filled[at + 1]!])),
    );
  }
  return tOr(said, sentenceKey(said));
}

const NOT_DECODED = 'not decoded: ';

/** An error of a decoded message: why it was not decoded, or what a peer says in its own words. */
export const tellError = (error: string): string =>
  error.startsWith(NOT_DECODED)
    ? t('decoding.notDecoded', { why: tell(error.slice(NOT_DECODED.length)) })
    : error;
