import { type ReadonlySignal, signal } from '@preact/signals';
import type { Memory } from './memory';

/** A stretch of time, epoch ms. */
export interface TimeSpan {
  from: number;
  to: number;
}

/** Shortest stretch that is drawn, ms. */
const SHORTEST = 1;

/** The span made `factor` times as long around `at`, within `whole`; undefined where that is all of it. */
export function zoomed(span: TimeSpan, factor: number, at: number, whole: TimeSpan): TimeSpan | undefined {
  const length = Math.max(SHORTEST, (span.to - span.from) * factor);
  if (length >= whole.to - whole.from) return undefined;
  const share = (at - span.from) / (span.to - span.from);
  return within({ from: at - share * length, to: at + (1 - share) * length }, whole);
}

/** The span moved by a share of its length, within `whole`. */
export function panned(span: TimeSpan, share: number, whole: TimeSpan): TimeSpan {
  const by = (span.to - span.from) * share;
  return within({ from: span.from + by, to: span.to + by }, whole);
}

function within(span: TimeSpan, whole: TimeSpan): TimeSpan {
  const length = span.to - span.from;
  const from = Math.max(whole.from, Math.min(span.from, whole.to - length));
  return { from, to: from + length };
}

/** Whether something that lasted `from` to `to` (undefined: it goes on) was there within the span. */
export function overlaps(span: TimeSpan, from: number, to: number | undefined): boolean {
  return from <= span.to && (to ?? Number.POSITIVE_INFINITY) >= span.from;
}

/** What the timeline is zoomed to. One that reaches to the end of what there was goes on with the present. */
interface Zoom extends TimeSpan {
  follows: boolean;
}

export interface TimeSpans {
  /** What the timeline is zoomed to; undefined: everything, following the present. */
  zoom: ReadonlySignal<Zoom | undefined>;
  /** What both lists are narrowed to; undefined: nothing is left out. */
  brush: ReadonlySignal<TimeSpan | undefined>;
  /** Zooms to a span of `whole`, or to all of it. */
  setZoom(span: TimeSpan | undefined, whole?: TimeSpan): void;
  /** What is in view of `whole`, as it is now. */
  inView(whole: TimeSpan): TimeSpan;
  setBrush(span: TimeSpan | undefined): void;
  reset(): void;
}

/** `memory` outlives a reload of the panel. */
export function createTimeSpans(memory: Memory): TimeSpans {
  const zoom = signal(memory.read<Zoom>('zoom'));
  const brush = signal(memory.read<TimeSpan>('brush'));
  const setZoom: TimeSpans['setZoom'] = (span, whole) => {
    zoom.value = span && { ...span, follows: whole !== undefined && span.to >= whole.to };
    memory.write('zoom', zoom.value);
  };
  const setBrush: TimeSpans['setBrush'] = (span) => {
    brush.value = span;
    memory.write('brush', span);
  };
  return {
    zoom,
    brush,
    setZoom,
    setBrush,
    inView(whole) {
      const now = zoom.value;
      if (!now) return whole;
      return now.follows ? { from: Math.max(whole.from, whole.to - (now.to - now.from)), to: whole.to } : now;
    },
    reset() {
      setZoom(undefined);
      setBrush(undefined);
    },
  };
}
