import type { DetailPlace } from '@/utils/panel/settings';
import { useSize } from './useSize';

/** In a box lower than this, a list and its detail stand side by side, if there is the width. */
const SHORT = 320;
const WIDE = 520;
/** Who wants it so has it in less. */
const LEAST = 360;

/** Lower than this, a detail that cannot stand beside stands alone. */
const LOW = 230;

/** A ref for a box, whether list and detail are to stand side by side in it, and whether there is room for one only. */
export function useBeside<E extends HTMLElement>(place: DetailPlace = 'auto') {
  const [ref, { width, height }] = useSize<E>();
  const fits = place === 'auto' ? width > WIDE && height < SHORT : place === 'beside' && width > LEAST;
  const beside = height > 0 && fits;
  return [ref, beside, !beside && height > 0 && height < LOW] as const;
}
