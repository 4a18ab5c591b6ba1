/** Two lists in their order, each item with its counterpart: the longest way through both in which names agree. */
export function align<T>(here: readonly T[], there: readonly T[], nameOf: (item: T) => string): [T?, T?][] {
  const a = here.map(nameOf);
  const b = there.map(nameOf);
  const rows = a.length + 1;
  const columns = b.length + 1;
  // Longest common subsequence: lengths from each position to the end.
  const lengths = new Uint32Array(rows * columns);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * columns + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * columns + j + 1]! + 1
          : Math.max(lengths[(i + 1) * columns + j]!, lengths[i * columns + j + 1]!);
    }
  }
  const pairs: [T?, T?][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) pairs.push([here[i++], there[j++]]);
    else if (
      j >= b.length ||
      (i < a.length && lengths[(i + 1) * columns + j]! >= lengths[i * columns + j + 1]!)
    )
      pairs.push([here[i++], undefined]);
    else pairs.push([undefined, there[j++]]);
  }
  return pairs;
}

/** Items of one name by their order among each other: for lists too long to be aligned. */
export function pairByOrder<T>(
  here: readonly T[],
  there: readonly T[],
  nameOf: (item: T) => string,
): [T?, T?][] {
  const waiting = Map.groupBy(there, nameOf);
  const pairs: [T?, T?][] = here.map((item) => [item, waiting.get(nameOf(item))?.shift()]);
  for (const rest of waiting.values()) for (const item of rest) pairs.push([undefined, item]);
  return pairs;
}
