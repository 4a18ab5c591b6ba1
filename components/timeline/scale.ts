import type { TimeSpan } from '@/utils/panel/time-span';

/** Time begins a little after the names, so that the first mark is whole. Px. */
export const PAD = 6;

export interface Scale {
  span: TimeSpan;
  /** Pixels that the span is laid over. */
  width: number;
  /** Where a time is drawn, from the picture's left edge. */
  x(at: number): number;
  timeAt(px: number): number;
}

/** A span of time laid over the picture, `room` px wide. */
export function scaleOf(span: TimeSpan, room: number): Scale {
  const width = Math.max(1, room - PAD);
  const length = span.to - span.from;
  return {
    span,
    width,
    x: (at) => PAD + ((at - span.from) / length) * width,
    timeAt: (px) => span.from + (Math.max(0, Math.min(width, px - PAD)) / width) * length,
  };
}
