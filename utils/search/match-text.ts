import type { Query } from './expression';
import { judge } from './subject';

/**
 * Whether a text of ours answers the words of a query, whatever the case. Parts that ask something else ask nothing
 * here, and neither do regular expressions: this runs where the panel is drawn, and one that never ends would stop it.
 */
export function matchesText({ expression }: Pick<Query, 'expression'>, text: string): boolean {
  if (!expression) return true;
  const lower = text.toLowerCase();
  return judge(expression, (leaf) => (leaf.kind === 'word' ? lower.includes(leaf.word) : undefined)) ?? true;
}
