import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type RowWindow, rowWindow, scrollToRow } from '@/utils/panel/window';

interface RowWindowOptions {
  count: number;
  rowHeight: number;
  /** Height in px of a sticky header within the scrolling box. */
  header?: number;
}

/** A scrolling box of equal rows: what to draw, and how to bring a row into view. */
export function useRowWindow<E extends HTMLElement>({ count, rowHeight, header = 0 }: RowWindowOptions) {
  const box = useRef<E>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(0);
  const metrics = { count, rowHeight, viewport: Math.max(0, height - header), scrollTop };

  const watched = useRef<{ element: E; stop: () => void } | null>(null);

  // After every drawing: the box may come late, or be another one.
  useLayoutEffect(() => {
    const element = box.current;
    if (watched.current?.element === element) return;
    watched.current?.stop();
    watched.current = null;
    if (!element) return;
    const measure = () => setHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    watched.current = { element, stop: () => observer.disconnect() };
  });
  useLayoutEffect(() => () => watched.current?.stop(), []);

  return {
    box,
    rows: rowWindow(metrics) as RowWindow,
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
