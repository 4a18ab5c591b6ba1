import type { Check } from '../../checks';
import { tOr } from '../../i18n';

/** A check's title in the reader's language; English stands beside the check itself. */
export const titleOf = ({ id, title }: Pick<Check, 'id' | 'title'>): string => titleOfId(id, title);
export const titleOfId = (id: string, title: string): string => tOr(title, `checks.${id}.title`);

/** What a check is about, for a person who is new to OAuth. */
export const explanationOf = ({ id, explanation }: Check): string =>
  tOr(explanation, `checks.${id}.explanation`);

/** How to mend what a check found. */
export const mendOf = ({ id, mend }: Check): string => tOr(mend, `checks.${id}.mend`);
