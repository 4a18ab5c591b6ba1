import { tOr } from '../../i18n';
import type { Step } from '../../oauth/model';
import { SENTENCES } from '../../oauth/sentences';

const ids = new Map<string, string>(Object.entries(SENTENCES).map(([id, text]) => [text, id]));

/**
 * A sentence of the model's own (why something is not visible) in the language of the interface. What a server said
 * is nobody's to translate and stays as it is.
 */
export function sentence(said: string): string {
  const id = ids.get(said);
  return id ? tOr(said, `errors.unseen.${id}`) : said;
}

/** What of a step could not be seen, each sentence once. */
export function unseenOf({ outcome, unseen }: Pick<Step, 'outcome' | 'unseen'>): string[] {
  const all = outcome.state === 'not-visible' ? [outcome.reason, ...unseen] : unseen;
  return [...new Set(all)].map(sentence);
}
