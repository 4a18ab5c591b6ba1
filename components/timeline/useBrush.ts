import { useState } from 'preact/hooks';
import type { PanelStore } from '@/utils/panel';
import type { TimeSpan } from '@/utils/panel/time-span';

/** Width of the lanes' names, px; time begins a little after it, so that the first mark is whole. */
export const NAMES = 40;
export const GUTTER = NAMES + 6;
/** A shorter way of the pointer is a click, px. */
const CLICK = 4;

export interface Scale extends TimeSpan {
  /** Pixels that the span is laid over. */
  width: number;
}

/** Drawing a span of time over the lanes with the pointer narrows both lists to it; a double click takes it back. */
export function useBrush(store: PanelStore, scale: Scale) {
  const [pointer, setPointer] = useState<number>();
  const [start, setStart] = useState<number>();
  const timeAt = (px: number) =>
    scale.from + (Math.max(0, Math.min(scale.width, px - GUTTER)) / scale.width) * (scale.to - scale.from);
  const pxOf = (event: PointerEvent) =>
    event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
  const drawn = start !== undefined && pointer !== undefined && Math.abs(pointer - start) > CLICK;
  const brushing: TimeSpan | undefined = drawn
    ? { from: timeAt(Math.min(start, pointer)), to: timeAt(Math.max(start, pointer)) }
    : undefined;

  return {
    brushing,
    /** Where the pointer is over the lanes, px. */
    pointer,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button === 0 && pxOf(event) > GUTTER) setStart(pxOf(event));
      },
      onPointerMove(event: PointerEvent) {
        const px = pxOf(event);
        setPointer(px < NAMES && start === undefined ? undefined : px);
        // Only then: a captured pointer sends its click to the box, and lanes would not be selected.
        if (start !== undefined && Math.abs(px - start) > CLICK) {
          (event.currentTarget as Element).setPointerCapture(event.pointerId);
        }
      },
      onPointerUp() {
        if (brushing) store.spans.setBrush(brushing);
        setStart(undefined);
      },
      onPointerCancel: () => setStart(undefined),
      onPointerLeave: () => setPointer(undefined),
      onDblClick: () => store.spans.reset(),
    },
  };
}
