import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { lastScrollTop, type RowWindow, rowWindow, scrollToRow } from '@/utils/panel/window';

interface RowWindowOptions {
  count: number;
  rowHeight: number;
  /** Height in px of a sticky header within the scrolling box. */
  header?: number;
  /** The last rows are wanted, wherever the box was scrolled to. */
  atEnd?: boolean;
}

/** Rows drawn beyond what is in view, so that scrolling on finds them; and after a leap, whose every row is to be drawn anew. */
const BEYOND = 8;
const BEYOND_LEAP = 2;

/** A scrolling box of equal rows: what to draw, and how to bring a row into view. */
export function useRowWindow<E extends HTMLElement>(options: RowWindowOptions) {
  const { count, rowHeight, header = 0, atEnd } = options;
  const box = useRef<E>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(0);
  const metrics = { count, rowHeight, viewport: Math.max(0, height - header), scrollTop };
  const end = lastScrollTop(metrics);
  // Drawn where the box is about to be scrolled to: else the rows of two places are drawn and laid out.
  if (atEnd && height > 0) metrics.scrollTop = end;
  const before = useRef({ scrollTop: 0, overscan: BEYOND });
  const moved = Math.abs(metrics.scrollTop - before.current.scrollTop);
  // Drawn again where it is, it keeps its rows.
  const overscan = moved === 0 ? before.current.overscan : moved > metrics.viewport ? BEYOND_LEAP : BEYOND;
  before.current = { scrollTop: metrics.scrollTop, overscan };

  const watched = useRef<{ element: E; stop: () => void } | null>(null);

  // After every drawing: the box may come late, or be another one.
  useLayoutEffect(() => {
    const element = box.current;
    if (watched.current?.element === element) return;
    watched.current?.stop();
    watched.current = null;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    watched.current = { element, stop: () => observer.disconnect() };
  });
  useLayoutEffect(() => () => watched.current?.stop(), []);

  return {
    box,
    rows: rowWindow({ ...metrics, overscan }) as RowWindow,
    /** Where the box is scrolled to its end; undefined before it was measured. Px. */
    end: height > 0 ? end : undefined,
    /** Whole rows that fit; 0 before the box was measured. */
    page: Math.floor(metrics.viewport / rowHeight),
    scrolled: () => setScrollTop(box.current?.scrollTop ?? 0),
    reveal(index: number) {
      const element = box.current;
      if (!element) return;
      const to = scrollToRow(index, { ...metrics, scrollTop: element.scrollTop });
      if (to !== element.scrollTop) element.scrollTop = to;
    },
  };
}
