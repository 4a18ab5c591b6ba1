/** Which frames of a socket have come: tells a repeat from a late one, and counts what is missing. */
export interface Sequence {
  /** True once for each number; false for a repeat. */
  take(seq: number): boolean;
  /** Numbers below the highest taken that have not come. */
  readonly missing: number;
  readonly next: number;
}

/** Numbers from 0. In order it costs one comparison; gaps are kept as ranges. */
export function createSequence(): Sequence {
  let next = 0;
  let missing = 0;
  /** Ascending, disjoint, [from, to). */
  const gaps: { from: number; to: number }[] = [];

  function fillGap(seq: number): boolean {
    let low = 0;
    let high = gaps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (gaps[middle]!.to <= seq) low = middle + 1;
      else high = middle;
    }
    const gap = gaps[low];
    if (!gap || seq < gap.from) return false;
    const rest = [
      { from: gap.from, to: seq },
      { from: seq + 1, to: gap.to },
    ].filter(({ from, to }) => from < to);
    gaps.splice(low, 1, ...rest);
    missing--;
    return true;
  }

  return {
    take(seq) {
      if (seq < next) return fillGap(seq);
      if (seq > next) {
        gaps.push({ from: next, to: seq });
        missing += seq - next;
      }
      next = seq + 1;
      return true;
    },
    get missing() {
      return missing;
    },
    get next() {
      return next;
    },
  };
}
