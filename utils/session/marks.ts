import type { Marked } from './observations';

const sameFrame = (a: Marked['frame'], b: Marked['frame']): boolean =>
  a !== undefined && b !== undefined && a.socket === b.socket && a.seq === b.seq;

/**
 * The marks with one more. Of the notes on one frame only the latest is kept, in whatever order they come; a mark with
 * an id that is known takes its place.
 */
export function addMark(marks: readonly Marked[], mark: Marked): Marked[] {
  if (mark.id !== undefined) return [...marks.filter(({ id }) => id !== mark.id), mark];
  if (!mark.frame) return [...marks, mark];
  const before = marks.find(({ frame }) => sameFrame(frame, mark.frame));
  if (before && before.at > mark.at) return [...marks];
  return [...marks.filter((one) => one !== before), mark];
}
