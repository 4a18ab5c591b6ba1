import type { Marked } from './observations';

const sameFrame = (a: Marked['frame'], b: Marked['frame']): boolean =>
  a !== undefined && b !== undefined && a.socket === b.socket && a.seq === b.seq;

/** The marks with one more: of the notes on one frame only the latest is kept, in whatever order they come. */
export function addMark(marks: readonly Marked[], mark: Marked): Marked[] {
  if (!mark.frame) return [...marks, mark];
  const before = marks.find(({ frame }) => sameFrame(frame, mark.frame));
  if (before && before.at > mark.at) return [...marks];
  return [...marks.filter((one) => one !== before), mark];
}
