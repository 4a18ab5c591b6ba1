import type { ConversationRow } from './conversations';
import type { FrameList } from './frame-list';
import { lowerBound } from './frame-list';

/** A line of the view by operations: an operation, or one of its frames beneath it. */
export type ConversationLine =
  | { kind: 'operation'; row: ConversationRow; open: boolean; shown: number }
  | { kind: 'frame'; row: ConversationRow; index: number };

/** Frames of one operation that are laid out: a subscription may have a million. */
export const MOST_BENEATH = 2000;

/**
 * Operations with the frames of those that are open beneath them. Only frames of the list count: an operation of which
 * the filter leaves none is left out.
 */
export function conversationLines(
  rows: readonly ConversationRow[],
  list: FrameList,
  open: ReadonlySet<number>,
): ConversationLine[] {
  const lines: ConversationLine[] = [];
  const isListed = (index: number) => {
    const at = lowerBound(list.indices, index, list.count);
    return at < list.count && list.indices[at] === index;
  };
  for (const row of rows) {
    const isOpen = open.has(row.key);
    const shown: number[] = [];
    let count = 0;
    for (const index of row.frames) {
      if (!isListed(index)) continue;
      count++;
      if (isOpen && shown.length < MOST_BENEATH) shown.push(index);
    }
    if (count === 0) continue;
    lines.push({ kind: 'operation', row, open: isOpen, shown: count });
    for (const index of shown) lines.push({ kind: 'frame', row, index });
  }
  return lines;
}
