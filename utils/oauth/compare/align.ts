import type { Step } from '../model';

/** Two steps that stand for each other, or one that has no counterpart. */
export interface StepPair {
  a?: Step;
  b?: Step;
}

/** How well two steps stand for each other: 0 for different kinds, more for the same outcome too. */
function likeness(a: Step, b: Step): number {
  if (a.kind !== b.kind) return 0;
  return a.outcome.state === b.outcome.state ? 5 : 4;
}

/**
 * Pairs the steps of two flows by kind, keeping the order of both: the pairing that agrees in the most steps.
 * A request that was repeated stands beside the one with the same outcome. Quadratic: give it a bounded number.
 */
export function alignSteps(a: readonly Step[], b: readonly Step[]): StepPair[] {
  // best[i][j]: the most that can be had from a[i…] and b[j…].
  const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const alike = likeness(a[i]!, b[j]!);
      const paired = alike ? alike + best[i + 1]![j + 1]! : 0;
      best[i]![j] = Math.max(paired, best[i + 1]![j]!, best[i]![j + 1]!);
    }
  }
  const pairs: StepPair[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    const alike = left && right ? likeness(left, right) : 0;
    if (alike && best[i]![j] === alike + best[i + 1]![j + 1]!) {
      pairs.push({ a: left, b: right });
      i += 1;
      j += 1;
    } else if (left && (!right || best[i]![j] === best[i + 1]![j]!)) {
      pairs.push({ a: left });
      i += 1;
    } else {
      pairs.push({ b: right });
      j += 1;
    }
  }
  return pairs;
}
