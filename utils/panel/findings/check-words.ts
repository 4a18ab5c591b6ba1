import type { Check, Finding, Said } from '../../checks';
import { sayPlain } from '../../checks/said';
import { tOr } from '../../i18n';
import { sentenceName } from '../../i18n/sentence';

/** A check's title in the reader's language; English stands beside the check itself. */
export const titleOf = ({ id, title }: Pick<Check, 'id' | 'title'>): string => titleOfId(id, title);
export const titleOfId = (id: string, title: string): string => tOr(title, `checks.${id}.title`);

/** What a check is about, for a person who is new to OAuth. */
export const explanationOf = ({ id, explanation }: Check): string =>
  tOr(explanation, `checks.${id}.explanation`);

/** How to mend what a check found. */
export const mendOf = ({ id, mend }: Check): string => tOr(mend, `checks.${id}.mend`);

/** What a finding says. Words that a sentence was filled with are looked up like sentences. */
export function messageOf({ message, said = sayPlain(message) }: Pick<Finding, 'message' | 'said'>): string {
  return inOtherWords(said);
}

function inOtherWords({ text, template, values }: Said): string {
  const words = values.map((value) => {
    if (typeof value === 'object') return inOtherWords(value);
    // As text: a close code is no number to be grouped.
    return typeof value === 'number' ? String(value) : inOtherWords(sayPlain(value));
  });
  return tOr(text, sentenceName(template), Object.fromEntries(words.entries()));
}
