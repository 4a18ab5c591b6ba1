/** One figure, as `.output/bench.json` holds it. */
export interface Measured {
  subject: 'hook' | 'frames' | 'decoders' | 'oauth' | 'panel' | 'session';
  name: string;
  /** Where it ran: `chromium`, `firefox` or `node`. */
  browser: string;
  value: number;
  unit: string;
  /** What it is held to, as people write it: `≤ 1.5`; `none` for a figure that is there for comparison. */
  target: string;
  met: boolean;
}

/** Default export of every `*.bench.ts`. */
export type Benchmark = () => Promise<Measured[]>;

/** A figure held to a bound, or to none where it stands beside another. */
export function measured(
  figure: Omit<Measured, 'target' | 'met'> & { atMost?: number; atLeast?: number },
): Measured {
  const { atMost = Infinity, atLeast = -Infinity, ...rest } = figure;
  const target = atLeast > -Infinity ? `≥ ${atLeast}` : atMost < Infinity ? `≤ ${atMost}` : 'none';
  return { ...rest, target, met: rest.value <= atMost && rest.value >= atLeast };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Runs each variant once a round, in turn and from another one each time, so that a machine that slows down
 * slows all of them; gives the median of each.
 */
export async function alternate<Name extends string>(
  variants: Record<Name, () => Promise<number> | number>,
  rounds: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(variants) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length]!;
      values[name].push(await variants[name]());
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(values[name])])) as Record<Name, number>;
}
