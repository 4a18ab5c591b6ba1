/** Firefox lays out no element taller than about 17.8 million px: a longer list scrolls in larger steps. */
export const TALLEST = 12_000_000;

/** What of a list of equal rows to draw, and where. Lengths in CSS px. */
export interface RowWindow {
  /** Rows `first` to `last`, the last one not included. */
  first: number;
  last: number;
  /** Top of row `first` within the scrolled content. */
  offset: number;
  /** Height of the scrolled content. */
  height: number;
}

export interface RowMetrics {
  count: number;
  rowHeight: number;
  /** Height of the part that is seen. */
  viewport: number;
  scrollTop: number;
  /** Rows drawn beyond either edge, so that a quick scroll shows no gap. */
  overscan?: number;
}

/** The rows that a scroll position shows. */
export function rowWindow({ count, rowHeight, viewport, scrollTop, overscan = 8 }: RowMetrics): RowWindow {
  const whole = count * rowHeight;
  const height = Math.min(whole, TALLEST);
  const top = toWhole(scrollTop, whole, height, viewport);
  const first = Math.max(0, Math.min(count, Math.floor(top / rowHeight)) - overscan);
  const last = Math.min(count, Math.ceil((top + viewport) / rowHeight) + overscan);
  return { first, last, offset: scrollTop + first * rowHeight - top, height };
}

/** The scroll position that shows the last rows. */
export function lastScrollTop({ count, rowHeight, viewport }: Omit<RowMetrics, 'scrollTop'>): number {
  return Math.max(0, Math.min(count * rowHeight, TALLEST) - viewport);
}

/** Where to scroll so that row `index` is wholly seen; the present position if it is. */
export function scrollToRow(index: number, metrics: RowMetrics): number {
  const { count, rowHeight, viewport, scrollTop } = metrics;
  const whole = count * rowHeight;
  const height = Math.min(whole, TALLEST);
  const top = toWhole(scrollTop, whole, height, viewport);
  const rowTop = index * rowHeight;
  if (rowTop >= top && rowTop + rowHeight <= top + viewport) return scrollTop;
  const wanted = rowTop < top ? rowTop : rowTop + rowHeight - viewport;
  return fromWhole(Math.max(0, wanted), whole, height, viewport);
}

function toWhole(scrollTop: number, whole: number, height: number, viewport: number): number {
  const room = height - viewport;
  const at = Math.max(0, scrollTop);
  return whole === height || room <= 0 ? at : Math.min(whole - viewport, (at / room) * (whole - viewport));
}

function fromWhole(top: number, whole: number, height: number, viewport: number): number {
  const room = whole - viewport;
  return whole === height || room <= 0 ? top : (top / room) * (height - viewport);
}

/** The row that a key goes to from `at` (−1: none chosen yet), or undefined for another key. */
export function rowForKey(key: string, at: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const to: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? last : at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: last,
  };
  const row = Object.hasOwn(to, key) ? to[key] : undefined;
  return row === undefined ? undefined : Math.min(last, Math.max(0, row));
}
