import { useMemo, useState } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { later } from '@/components/ui/later';
import { useRowWindow } from '@/components/ui/useRowWindow';
import { useSize } from '@/components/ui/useSize';
import type { PanelStore } from '@/utils/panel';
import { axisTicks } from '@/utils/panel/axis';
import { ownerOf } from '@/utils/panel/selection';
import { panned, type TimeSpan, zoomed } from '@/utils/panel/time-span';
import { createLanes, readout, timelineSpan, timelineTies } from '@/utils/panel/timeline';
import { Axis } from './Axis';
import { LaneRow } from './LaneRow';
import { LANE } from './metrics';
import { Ties } from './Ties';
import styles from './Timeline.module.css';
import { GUTTER, type Scale, useBrush } from './useBrush';

const TimelineTable = later(() => import('./TimelineTable').then((module) => module.TimelineTable));

/** One time axis for everything: each flow and each connection a lane. Shown while the settings say so. */
export function Timeline({ store }: { store: PanelStore }) {
  return store.settings.timelineOpen.value ? <OpenTimeline store={store} /> : null;
}

const ZOOMS: Readonly<Record<string, number>> = { '+': 1 / 1.5, '=': 1 / 1.5, '-': 1.5 };
const PANS: Readonly<Record<string, number>> = { ArrowLeft: -0.2, ArrowRight: 0.2 };

function OpenTimeline({ store }: { store: PanelStore }) {
  const [frame, { width }] = useSize<HTMLDivElement>();
  const [asTable, setAsTable] = useState(false);
  const lanesOf = useMemo(createLanes, [store]);
  const session = store.session.value;
  const lanes = lanesOf(session);
  const whole = timelineSpan(session, store.clock.value);
  const span = store.spans.zoom.value ?? whole;
  const scale: Scale = { ...span, width: Math.max(1, width - GUTTER) };
  const view = useRowWindow<HTMLDivElement>({ count: lanes.length, rowHeight: LANE });
  const { brushing, pointer, handlers } = useBrush(store, scale);
  const ticks = axisTicks(span, scale.width, 72, whole.from);
  const x = (at: number) => GUTTER + ((at - span.from) / (span.to - span.from)) * scale.width;
  const owner = ownerOf(store.selection.current.value);
  const at = lanes.findIndex((lane) => lane.id === owner);

  function zoom(factor: number, around: number) {
    store.spans.setZoom(zoomed(span, factor, around, whole));
  }

  function press(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lanes.length - 1 }[event.key];
    const lane = to === undefined ? undefined : lanes[to];
    if (lane) {
      store.select(lane.selection);
      view.reveal(to!);
    } else if (ZOOMS[event.key]) zoom(ZOOMS[event.key]!, (span.from + span.to) / 2);
    else if (PANS[event.key]) store.spans.setZoom(panned(span, PANS[event.key]!, whole));
    else if (event.key === 'Enter') store.spans.setBrush(span);
    else if (event.key === 'Escape' || event.key === '0') store.spans.reset();
    else return;
    event.preventDefault();
  }

  /** Ctrl and the wheel, or a pinch, zoom; sideways, or with Shift, it pans; else the lanes scroll. */
  function wheel(event: WheelEvent) {
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (event.ctrlKey || event.metaKey) {
      const px = event.clientX - (event.currentTarget as Element).getBoundingClientRect().left - GUTTER;
      zoom(1.002 ** event.deltaY, span.from + (Math.max(0, px) / scale.width) * (span.to - span.from));
    } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      store.spans.setZoom(panned(span, sideways / scale.width, whole));
    } else return;
    event.preventDefault();
  }

  const { first, last, offset, height } = view.rows;
  const under =
    pointer === undefined
      ? undefined
      : span.from + ((pointer - GUTTER) / scale.width) * (span.to - span.from);
  const brush: TimeSpan | undefined = brushing ?? store.spans.brush.value;
  const changed = store.spans.zoom.value !== undefined || store.spans.brush.value !== undefined;
  return (
    <section class={styles.timeline} aria-label="Timeline">
      <Axis ticks={lanes.length > 0 ? ticks : []} x={x}>
        {under !== undefined && <span class={styles.readout}>{readout(under, whole.from)}</span>}
        {changed && (
          <IconButton
            icon="close"
            label="Show all of the time again (Esc)"
            onClick={() => store.spans.reset()}
          />
        )}
        <IconButton
          icon="table"
          label={asTable ? 'Show the timeline as lanes' : 'Show the timeline as a table'}
          pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        />
      </Axis>
      <div ref={frame}>
        {asTable ? (
          <TimelineTable store={store} lanes={lanes} from={whole.from} />
        ) : lanes.length === 0 ? (
          <p class={styles.empty}>Connections and flows appear here on one time axis.</p>
        ) : (
          <div
            ref={view.box}
            class={styles.lanes}
            role="listbox"
            aria-label="Flows and connections on one time axis"
            aria-description="Up and down select; left and right pan; plus and minus zoom; Enter narrows the lists to what is in view; Escape shows all again."
            aria-activedescendant={at >= first && at < last ? `lane-${at}` : undefined}
            tabIndex={0}
            onScroll={view.scrolled}
            onKeyDown={press}
            onWheel={wheel}
            {...handlers}
          >
            {width > 0 && (
              <div role="presentation" style={{ height: `${height}px` }}>
                <svg
                  class={styles.svg}
                  width={width}
                  height={(last - first) * LANE}
                  viewBox={`0 ${first * LANE} ${width} ${(last - first) * LANE}`}
                  style={{ transform: `translateY(${offset}px)` }}
                  role="presentation"
                >
                  <Grid x={x} ticks={ticks} top={first * LANE} bottom={last * LANE} />
                  {brush && (
                    <rect
                      class={styles.brush}
                      x={x(brush.from)}
                      width={Math.max(1, x(brush.to) - x(brush.from))}
                      y={first * LANE}
                      height={(last - first) * LANE}
                    />
                  )}
                  <g>
                    {lanes.slice(first, last).map((lane, row) => (
                      <LaneRow
                        key={lane.id}
                        store={store}
                        lane={lane}
                        index={first + row}
                        x={x}
                        end={span.to}
                        selected={first + row === at}
                      />
                    ))}
                    <Ties store={store} ties={timelineTies(session, lanes)} x={x} first={first} last={last} />
                  </g>
                  {pointer !== undefined && (
                    <line
                      class={styles.cursor}
                      x1={pointer}
                      x2={pointer}
                      y1={first * LANE}
                      y2={last * LANE}
                    />
                  )}
                </svg>
              </div>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

interface GridProps {
  x: (at: number) => number;
  ticks: readonly { at: number }[];
  top: number;
  bottom: number;
}

function Grid({ x, ticks, top, bottom }: GridProps) {
  return (
    <>
      {ticks.map((tick) => (
        <line key={tick.at} class={styles.grid} x1={x(tick.at)} x2={x(tick.at)} y1={top} y2={bottom} />
      ))}
    </>
  );
}
