import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A ref and the width in px of the element (or of its first child, where it has no box) that it is put on. */
export function useWidth<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measured = getComputedStyle(element).display === 'contents' ? element.firstElementChild! : element;
    setWidth(measured.clientWidth);
    const observer = new ResizeObserver(() => setWidth(measured.clientWidth));
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return [ref, width] as const;
}
