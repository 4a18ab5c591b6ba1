/** Costs of an alignment: leaving two things unpaired costs more than any pair that is possible. */
const UNPAIRED = 1_000_000;

/**
 * Pairs two sequences in order, where either may have members without a partner, at the least total cost.
 *
 * @param cost of pairing left[i] with right[j] (0 up to a million), or undefined where that is impossible
 * @returns for each left member the index of its partner, or undefined
 */
export function align(
  left: number,
  right: number,
  cost: (i: number, j: number) => number | undefined,
): (number | undefined)[] {
  const width = right + 1;
  const best = new Float64Array((left + 1) * width);
  for (let i = left; i >= 0; i--) {
    for (let j = right; j >= 0; j--) {
      if (i === left || j === right) {
        best[i * width + j] = (left - i + right - j) * UNPAIRED;
        continue;
      }
      const skip = Math.min(best[(i + 1) * width + j]!, best[i * width + j + 1]!) + UNPAIRED;
      const pair = cost(i, j);
      best[i * width + j] =
        pair === undefined ? skip : Math.min(skip, best[(i + 1) * width + j + 1]! + Math.min(pair, UNPAIRED));
    }
  }

  const partners = new Array<number | undefined>(left).fill(undefined);
  for (let i = 0, j = 0; i < left && j < right; ) {
    const here = best[i * width + j]!;
    const pair = cost(i, j);
    if (pair !== undefined && here === best[(i + 1) * width + j + 1]! + Math.min(pair, UNPAIRED)) {
      partners[i++] = j++;
    } else if (here === best[(i + 1) * width + j]! + UNPAIRED) i++;
    else j++;
  }
  return partners;
}
