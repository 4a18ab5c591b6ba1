import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A ref, and the inner size in px of the element that it is put on; 0 × 0 before it was measured. */
export function useSize<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  const watched = useRef<{ element: E; stop: () => void } | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  // After every drawing: the element may come late, or be another one.
  useLayoutEffect(() => {
    const element = ref.current;
    if (watched.current?.element === element) return;
    watched.current?.stop();
    watched.current = null;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    watched.current = { element, stop: () => observer.disconnect() };
  });
  useLayoutEffect(() => () => watched.current?.stop(), []);
  return [ref, size] as const;
}
