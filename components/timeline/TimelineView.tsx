import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { MarkFlags } from '@/components/recording/MarkFlags';
import { later } from '@/components/ui/later';
import { useSize } from '@/components/ui/useSize';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { axisTicks } from '@/utils/panel/axis';
import { ownerOf } from '@/utils/panel/selection';
import {
  createLanes,
  type Densities,
  densitiesOf,
  describeHit,
  hitAt,
  layoutLanes,
  timelineSpan,
  timelineTies,
} from '@/utils/panel/timeline';
import { Axis } from './Axis';
import { drawTimeline } from './draw';
import { HeightBar } from './HeightBar';
import { HoverCard } from './HoverCard';
import { LaneNames } from './LaneNames';
import { PAD, type Scale, scaleOf } from './scale';
import styles from './TimelineView.module.css';
import { useLaneKeys } from './useLaneKeys';
import { useLanePointer } from './useLanePointer';
import { useTheme } from './useTheme';
import { useWindowHeight } from './useWindowHeight';

const TimelineTable = later(() => import('./TimelineTable').then((module) => module.TimelineTable));

/** Narrower than this, lanes have their labels only. */
const WIDE = 720;

/** The lanes: names as a list, what they did as a picture over the same axis. */
export function TimelineView({ store }: { store: PanelStore }) {
  const [frame, { width }] = useSize<HTMLDivElement>();
  const [asTable, setAsTable] = useState(false);
  const lanesOf = useMemo(createLanes, [store]);
  const session = store.session.value;
  const lanes = lanesOf(session);
  const layout = useMemo(() => layoutLanes(lanes), [lanes]);
  const ties = useMemo(() => timelineTies(session, lanes), [session, lanes]);
  const whole = timelineSpan(session, store.clock.value);
  const gutter = width > WIDE ? 176 : 44;
  const scale = scaleOf(store.spans.inView(whole), Math.max(1, width - gutter));
  const chosen = lanes.findIndex((lane) => lane.id === ownerOf(store.selection.current.value));
  // Docked at the bottom there is little room: most of it is the lists'.
  const most = Math.max(40, useWindowHeight() * 0.3);
  const height = Math.min(store.settings.timelineHeight.value, layout.height, most);
  const lists = { lanes, layout, ties, whole, scale, gutter, width, height, chosen };
  return (
    <div ref={frame} class={styles.view}>
      <Axis
        store={store}
        scale={scale}
        whole={whole}
        gutter={gutter}
        ticks={axisTicks(scale.span, scale.width, 72, whole.from)}
        asTable={asTable}
        onTable={() => setAsTable(!asTable)}
      />
      {!asTable && <MarkFlags store={store} scale={scale} gutter={gutter} />}
      {asTable ? (
        <TimelineTable store={store} lanes={lanes} from={whole.from} />
      ) : (
        width > 0 && <Lanes store={store} {...lists} />
      )}
      <HeightBar store={store} most={layout.height} />
    </div>
  );
}

interface LanesProps {
  store: PanelStore;
  lanes: ReturnType<ReturnType<typeof createLanes>>;
  layout: ReturnType<typeof layoutLanes>;
  ties: ReturnType<typeof timelineTies>;
  whole: { from: number; to: number };
  scale: Scale;
  gutter: number;
  width: number;
  height: number;
  /** The lane that the selection belongs to; −1 for none. */
  chosen: number;
}

function Lanes(props: LanesProps) {
  const { store, lanes, layout, ties, whole, scale, gutter, height, chosen } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const densities = useMemo(() => densitiesOf(store.frames), [store]);
  const window = layout.window(scrollTop, height);
  const now = Math.min(scale.span.to, store.clock.value);
  const place = { lanes, layout, x: scale.x, timeAt: scale.timeAt, end: now };
  const { pointer, brushing, handlers } = useLanePointer({
    store,
    scale,
    whole,
    gutter,
    hitAt: (px, y) => hitAt(place, px, y),
    onLane: (lane) => lanes[lane] && store.select(lanes[lane].selection),
  });
  const hit = pointer && hitAt(place, pointer.px, pointer.y);
  useReveal(box, layout, chosen, height);
  useEndKept(box, layout.height);
  const press = useLaneKeys({ store, lanes, chosen, scale, whole });

  useTheme();
  const columns = Math.max(1, Math.floor(scale.width));
  const density = (id: string) => densities.of(id as never, scale.span, columns);
  // Frames alone move the version: the session stays the same object.
  const version = store.version.value;
  useLayoutEffect(() => {
    if (!canvas.current) return;
    drawTimeline(canvas.current, {
      ...{ lanes, layout, ties, scale, window, scrollTop, height, chosen, now, version, density },
      selection: store.selection.current.value,
      related: store.related.value,
      shown: shownIn(store),
      brush: brushing ?? store.spans.brush.value,
      pointer: pointer?.px,
      from: whole.from,
    });
  });

  return (
    <>
      <div
        ref={box}
        class={styles.lanes}
        role="listbox"
        aria-label={t('timeline.lanes')}
        aria-description={t('timeline.keys')}
        aria-activedescendant={chosen >= window.first && chosen < window.last ? `lane-${chosen}` : undefined}
        tabIndex={0}
        style={{ height: `${height}px` }}
        onScroll={() => setScrollTop(box.current?.scrollTop ?? 0)}
        onKeyDown={press}
        {...handlers}
      >
        <div
          class={styles.picture}
          style={{ marginInlineStart: `${gutter}px`, marginBottom: `${-height}px` }}
          aria-hidden="true"
        >
          <canvas
            ref={canvas}
            class={styles.canvas}
            style={{ width: `${scale.width + PAD}px`, height: `${height}px` }}
          />
        </div>
        <LaneNames
          store={store}
          lanes={lanes}
          layout={layout}
          window={window}
          gutter={gutter}
          chosen={chosen}
        />
      </div>
      {hit && pointer && !brushing && (
        <HoverCard
          view={describeHit(hit, {
            lane: lanes[hit.lane]!,
            from: whole.from,
            now: store.clock.value,
            frames: framesAt(
              lanes[hit.lane]!.kind === 'socket' ? density(lanes[hit.lane]!.id) : undefined,
              pointer.px,
              scale,
            ),
          })}
          x={pointer.px + gutter}
          y={pointer.y - scrollTop}
          width={props.width}
        />
      )}
    </>
  );
}

function framesAt(density: ReturnType<Densities['of']> | undefined, px: number, scale: Scale) {
  const column = Math.floor(px - PAD);
  const sent = density?.sent[column];
  const received = density?.received[column];
  if (sent === undefined || received === undefined) return undefined;
  return { sent, received, during: (scale.span.to - scale.span.from) / scale.width };
}

/** What the filter and the brush let through; undefined where that is everything. */
function shownIn(store: PanelStore): ReadonlySet<string> | undefined {
  const { sockets, flows } = store.session.value;
  const [left, right] = [store.sockets.value, store.flows.value];
  if (left.length === sockets.length && right.length === flows.length) return undefined;
  return new Set([...left, ...right].map(({ id }) => id));
}

/** Selected elsewhere: its lane is brought into view. */
function useReveal(
  box: { current: HTMLDivElement | null },
  layout: LanesProps['layout'],
  chosen: number,
  height: number,
) {
  useLayoutEffect(() => {
    if (!box.current || chosen < 0) return;
    box.current.scrollTop = layout.reveal(chosen, box.current.scrollTop, height);
  }, [chosen]);
}

/** Who stands at the newest lane stays there as lanes come. */
function useEndKept(box: { current: HTMLDivElement | null }, length: number) {
  const before = useRef(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element && element.scrollTop + element.clientHeight >= before.current - 1 && before.current > 0) {
      element.scrollTop = element.scrollHeight;
    }
    before.current = length;
  }, [length]);
}
