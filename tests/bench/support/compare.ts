import { median } from '../benchmark.ts';

/** What a variant costs, and how many times as much as the first one. */
export interface Compared {
  cost: number;
  ratio: number;
}

/**
 * Runs each variant once a round, beginning with another one each time, and gives medians. A ratio is taken
 * within its round: what slows the machine for a while slows both of its sides.
 *
 * @param variants the first one is what the others are held against
 */
export async function compare<Name extends string>(
  variants: Record<Name, () => Promise<number>>,
  rounds: number,
): Promise<Record<Name, Compared>> {
  const names = Object.keys(variants) as Name[];
  const base = names[0]!;
  const costs = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]!;
      costs[name].push(await variants[name]());
    }
  }
  const compared = (name: Name): Compared => ({
    cost: median(costs[name]),
    ratio: median(costs[name].map((cost, round) => cost / costs[base][round]!)),
  });
  return Object.fromEntries(names.map((name) => [name, compared(name)])) as Record<Name, Compared>;
}
