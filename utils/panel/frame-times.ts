import { formatClock, formatDuration, formatSince } from './format';

/** Time of day; since the connection opened; since the row above; to the selected frame. */
export type TimeColumn = 'clock' | 'since-open' | 'delta' | 'to-selected';

export const TIME_COLUMNS: readonly TimeColumn[] = ['clock', 'since-open', 'delta', 'to-selected'];

/** Pixels that a column of times takes. */
export const TIME_WIDTH: Readonly<Record<TimeColumn, number>> = {
  clock: 92,
  'since-open': 88,
  delta: 80,
  'to-selected': 84,
};

/** What a frame's times are told from. Epoch ms. */
export interface TimeFacts {
  at: number;
  openedAt: number;
  previousAt: number | undefined;
  selectedAt: number | undefined;
}

/** One column's text for a frame; a dash where there is nothing to tell it from. */
export function frameTime(column: TimeColumn, { at, openedAt, previousAt, selectedAt }: TimeFacts): string {
  switch (column) {
    case 'clock':
      return formatClock(at);
    case 'since-open':
      return formatSince(at - openedAt);
    case 'delta':
      return previousAt === undefined ? '—' : signed(at - previousAt);
    case 'to-selected':
      return selectedAt === undefined ? '—' : signed(at - selectedAt);
  }
}

/** `+84 ms`, `−1.20 s`. */
const signed = (ms: number): string => (ms < 0 ? formatDuration(ms) : `+${formatDuration(ms)}`);

/**
 * The chosen columns, in their order, for which there is room beside the other columns; one at the least. Those at
 * the end give way first.
 */
export function timeColumnsFor(chosen: readonly string[], width: number): TimeColumn[] {
  const wanted = TIME_COLUMNS.filter((column) => chosen.includes(column));
  if (wanted.length === 0) wanted.push('since-open');
  let left = width;
  const shown: TimeColumn[] = [];
  for (const column of wanted) {
    left -= TIME_WIDTH[column];
    if (shown.length === 0 || left >= 0) shown.push(column);
  }
  return shown;
}
