import type { Difference, Standing } from './model';

/** A name and its value in one session. */
export type Fact = readonly [what: string, value: string];

/** How two lists of the same facts stand to each other; one of them may be absent. */
export function between(
  here: readonly Fact[] | undefined,
  there: readonly Fact[] | undefined,
): { standing: Standing; differences: Difference[] } {
  if (!here || !there) return { standing: here ? 'only-here' : 'only-there', differences: [] };
  const differences = here.flatMap(([what, value], i): Difference[] =>
    value === there[i]![1] ? [] : [{ what, here: value, there: there[i]![1] }],
  );
  return { standing: differences.length > 0 ? 'differs' : 'same', differences };
}
