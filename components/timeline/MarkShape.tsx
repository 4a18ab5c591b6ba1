import type { Mark } from '@/utils/panel/timeline';
import styles from './Timeline.module.css';

/** A ring for a step, a diamond for a token, a bar for its use, a cross for an error, a triangle for an expiry. */
export function MarkShape({ shape, x, y }: { shape: Mark['shape']; x: number; y: number }) {
  return <path class={styles.mark} data-shape={shape} d={path(shape, x, y)} />;
}

function path(shape: Mark['shape'], x: number, y: number): string {
  switch (shape) {
    case 'step':
      return `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`;
    case 'token':
      return `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`;
    case 'use':
      return `M${x} ${y - 4}v8`;
    case 'error':
      return `M${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7`;
    case 'expiry':
      return `M${x - 4} ${y - 6}h8l-4 5zM${x} ${y - 1}v7`;
    case 'end':
      return `M${x} ${y - 4.5}v9`;
  }
}
