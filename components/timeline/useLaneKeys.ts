import type { PanelStore } from '@/utils/panel';
import { sameSelection } from '@/utils/panel/selection';
import { panned, type TimeSpan, zoomed } from '@/utils/panel/time-span';
import type { Lane } from '@/utils/panel/timeline';
import type { Scale } from './scale';

const ZOOMS: Readonly<Record<string, number>> = { '+': 1 / 1.5, '=': 1 / 1.5, '-': 1.5 };
const SIDES: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

interface Keys {
  store: PanelStore;
  lanes: readonly Lane[];
  chosen: number;
  scale: Scale;
  whole: TimeSpan;
}

/** The lanes by keys: utils/panel/shortcuts.ts lists them. */
export function useLaneKeys({ store, lanes, chosen, scale: { span }, whole }: Keys) {
  const { spans } = store;

  function act({ key, shiftKey }: KeyboardEvent): boolean {
    const to = { ArrowDown: chosen + 1, ArrowUp: Math.max(0, chosen - 1), Home: 0, End: lanes.length - 1 }[
      key
    ];
    if (to !== undefined) {
      const lane = lanes[to];
      if (lane) store.select(lane.selection);
    } else if (ZOOMS[key]) {
      spans.setZoom(zoomed(span, ZOOMS[key]!, (span.from + span.to) / 2, whole), whole);
    } else if (SIDES[key] && shiftKey) nextMark(store, lanes[chosen], SIDES[key]!);
    else if (SIDES[key]) spans.setZoom(panned(span, 0.2 * SIDES[key]!, whole), whole);
    else if (key === 'Enter') spans.setBrush(span);
    else if (key === 'Escape' || key === '0') spans.reset();
    else return false;
    return true;
  }

  return (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !act(event)) return;
    event.preventDefault();
  };
}

/** From the mark that is selected to the one beside it. */
function nextMark(store: PanelStore, lane: Lane | undefined, side: number): void {
  if (!lane) return;
  const { marks } = lane;
  const now = marks.findIndex((mark) => sameSelection(mark.selection, store.selection.current.value));
  const mark = marks[now < 0 ? (side > 0 ? 0 : marks.length - 1) : now + side];
  if (mark) store.select(mark.selection);
}
