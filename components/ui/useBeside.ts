import { useSize } from './useSize';

/** In a box lower than this, a list and its detail stand side by side, if there is the width. */
const SHORT = 320;
const WIDE = 520;

/** A ref for a box, and whether list and detail are to stand side by side in it. */
export function useBeside<E extends HTMLElement>() {
  const [ref, { width, height }] = useSize<E>();
  return [ref, height > 0 && height < SHORT && width > WIDE] as const;
}
