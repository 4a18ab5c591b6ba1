import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Size {
  width: number;
  height: number;
}

const UNMEASURED: Size = { width: 0, height: 0 };

/**
 * A ref, and the inner size in px of the element that it is put on; `first` before it was measured. The observer
 * tells it before anything is painted, once everything has been laid out: to ask here would lay out what is half built.
 */
export function useSize<E extends HTMLElement>(first = UNMEASURED) {
  const ref = useRef<E>(null);
  const watched = useRef<{ element: E; stop: () => void } | null>(null);
  const [size, setSize] = useState(first);
  // After every drawing: the element may come late, or be another one.
  useLayoutEffect(() => {
    const element = ref.current;
    if (watched.current?.element === element) return;
    watched.current?.stop();
    watched.current = null;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = element;
        return before.width === width && before.height === height ? before : { width, height };
      }),
    );
    observer.observe(element);
    watched.current = { element, stop: () => observer.disconnect() };
  });
  useLayoutEffect(() => () => watched.current?.stop(), []);
  return [ref, size] as const;
}
