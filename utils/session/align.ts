/** What leaving a member alone costs at most: more than any pair that is possible. */
export const UNPAIRED = 1_000_000;

/**
 * Pairs two sequences in order, where either may have members without a partner, at the least total cost.
 *
 * @param cost of pairing left[i] with right[j], or undefined where that is impossible
 * @param alone what it costs to leave left[i] without a partner, up to UNPAIRED; a right member costs UNPAIRED
 * @returns for each left member the index of its partner, or undefined
 */
export function align(
  left: number,
  right: number,
  cost: (i: number, j: number) => number | undefined,
  alone: (i: number) => number,
): (number | undefined)[] {
  const width = right + 1;
  const best = new Float64Array((left + 1) * width);
  for (let i = left; i >= 0; i--) {
    for (let j = right; j >= 0; j--) {
      const skipLeft = i < left ? best[(i + 1) * width + j]! + alone(i) : Number.POSITIVE_INFINITY;
      const skipRight = j < right ? best[i * width + j + 1]! + UNPAIRED : Number.POSITIVE_INFINITY;
      const pair = i < left && j < right ? cost(i, j) : undefined;
      const paired = pair === undefined ? Number.POSITIVE_INFINITY : best[(i + 1) * width + j + 1]! + pair;
      best[i * width + j] = i === left && j === right ? 0 : Math.min(skipLeft, skipRight, paired);
    }
  }

  const partners = new Array<number | undefined>(left).fill(undefined);
  for (let i = 0, j = 0; i < left && j < right; ) {
    const here = best[i * width + j]!;
    const pair = cost(i, j);
    if (pair !== undefined && here === best[(i + 1) * width + j + 1]! + pair) {
      partners[i++] = j++;
    } else if (here === best[(i + 1) * width + j]! + alone(i)) i++;
    else j++;
  }
  return partners;
}
