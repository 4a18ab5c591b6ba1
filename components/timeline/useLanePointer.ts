import { useRef, useState } from 'preact/hooks';
import type { PanelStore } from '@/utils/panel';
import { panned, type TimeSpan, zoomed } from '@/utils/panel/time-span';
import type { Hit } from '@/utils/panel/timeline';
import type { Scale } from './scale';

/** A shorter way of the pointer is a click, px. */
const CLICK = 4;

export interface Pointer {
  /** From the picture's left edge, and from the first lane's top. Px. */
  px: number;
  y: number;
}

interface LanePointer {
  store: PanelStore;
  scale: Scale;
  whole: TimeSpan;
  /** Room for the names, px. */
  gutter: number;
  hitAt(px: number, y: number): Hit | undefined;
  onLane(lane: number): void;
}

/**
 * The pointer over the lanes: it selects what it clicks, and drawing a span narrows both lists to it; a double click
 * takes that back. Ctrl and the wheel, or a pinch, zoom; sideways, or with Shift, it pans; else the lanes scroll.
 */
export function useLanePointer({ store, scale, whole, gutter, hitAt, onLane }: LanePointer) {
  const [pointer, setPointer] = useState<Pointer>();
  const [start, setStart] = useState<number>();
  /** The pointer drew a span: the click that follows selects nothing. */
  const drew = useRef(false);
  const at = (event: MouseEvent): Pointer => {
    const box = event.currentTarget as Element;
    const { left, top } = box.getBoundingClientRect();
    return { px: event.clientX - left - gutter, y: event.clientY - top + box.scrollTop };
  };
  const drawn = start !== undefined && pointer !== undefined && Math.abs(pointer.px - start) > CLICK;
  const brushing: TimeSpan | undefined = drawn
    ? {
        from: scale.timeAt(Math.min(start, pointer.px)),
        to: scale.timeAt(Math.max(start, pointer.px)),
      }
    : undefined;

  return {
    brushing,
    pointer: pointer && pointer.px >= 0 ? pointer : undefined,
    handlers: {
      onPointerDown(event: PointerEvent) {
        const { px } = at(event);
        if (event.button === 0 && px > 0) setStart(px);
      },
      onPointerMove(event: PointerEvent) {
        const now = at(event);
        setPointer(now);
        // Only then: a captured pointer sends its click to the box, and lanes would not be selected.
        if (start !== undefined && Math.abs(now.px - start) > CLICK) {
          (event.currentTarget as Element).setPointerCapture(event.pointerId);
        }
      },
      onPointerUp() {
        if (brushing) store.spans.setBrush(brushing);
        drew.current = brushing !== undefined;
        setStart(undefined);
      },
      onClick(event: MouseEvent) {
        const { px, y } = at(event);
        // A click by key or by a reader has no place; the lane is what it was on.
        const hit = drew.current ? undefined : event.detail > 0 && px > 0 ? hitAt(px, y) : undefined;
        const lane = (event.target as Element).closest('[data-lane]')?.getAttribute('data-lane');
        if (hit?.mark) store.select(hit.mark.selection);
        else if (hit?.band) store.select({ kind: 'token', id: hit.band.tokenId, flowId: hit.band.flowId });
        else if (!drew.current && lane) onLane(Number(lane));
      },
      onPointerCancel: () => setStart(undefined),
      onPointerLeave: () => setPointer(undefined),
      onDblClick: () => store.spans.reset(),
      onWheel(event: WheelEvent) {
        const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
        const { span } = scale;
        if (event.ctrlKey || event.metaKey) {
          const around = scale.timeAt(at(event).px);
          store.spans.setZoom(zoomed(span, 1.002 ** event.deltaY, around, whole), whole);
        } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
          store.spans.setZoom(panned(span, sideways / scale.width, whole), whole);
        } else return;
        event.preventDefault();
      },
    },
  };
}
