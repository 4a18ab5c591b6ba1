import { useState } from 'preact/hooks';
import { useSize } from '@/components/ui/useSize';
import type { PanelStore } from '@/utils/panel';
import { axisTicks } from '@/utils/panel/axis';
import { ownerOf } from '@/utils/panel/selection';
import { readout, type Scale, timelineLanes, timelineSpan, timelineTies } from '@/utils/panel/timeline';
import { LaneRow } from './LaneRow';
import { LANE } from './metrics';
import { Ties } from './Ties';
import styles from './Timeline.module.css';

/** Width of the lanes' names. */
const GUTTER = 40;

/** One time axis for everything: each flow and each connection a lane. Shown while the settings say so. */
export function Timeline({ store }: { store: PanelStore }) {
  return store.settings.timelineOpen.value ? <OpenTimeline store={store} /> : null;
}

function OpenTimeline({ store }: { store: PanelStore }) {
  const [box, { width }] = useSize<HTMLDivElement>();
  const [pointer, setPointer] = useState<number>();
  const session = store.session.value;
  const lanes = timelineLanes(session);
  const span = timelineSpan(session, store.clock.value);
  const scale: Scale = { ...span, left: GUTTER, width: Math.max(1, width - GUTTER) };
  const ticks = axisTicks(span, scale.width);
  const x = (at: number) => scale.left + ((at - span.from) / (span.to - span.from)) * scale.width;
  const owner = ownerOf(store.selection.current.value);
  const at = lanes.findIndex((lane) => lane.id === owner);

  function press(event: KeyboardEvent) {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lanes.length - 1 }[event.key];
    const lane = to === undefined ? undefined : lanes[to];
    if (!lane || event.altKey) return;
    event.preventDefault();
    store.select(lane.selection);
    box.current?.querySelector(`[data-lane="${to}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  function hover(event: PointerEvent) {
    const rect = (event.currentTarget as Element).getBoundingClientRect();
    const px = event.clientX - rect.left;
    setPointer(px < GUTTER ? undefined : px);
  }

  const under =
    pointer === undefined
      ? undefined
      : span.from + ((pointer - GUTTER) / scale.width) * (span.to - span.from);
  return (
    <section class={styles.timeline} aria-label="Timeline">
      <div class={styles.axis}>
        {lanes.length > 0 &&
          ticks.map((tick) => (
            <span key={tick.at} class={styles.tick} style={{ left: `${x(tick.at) - GUTTER}px` }}>
              {tick.label}
            </span>
          ))}
      </div>
      {under !== undefined && <div class={styles.readout}>{readout(under, span.from)}</div>}
      <div
        ref={box}
        class={styles.lanes}
        role="listbox"
        aria-label="Flows and connections on one time axis"
        aria-activedescendant={at < 0 ? undefined : `lane-${at}`}
        tabIndex={0}
        onKeyDown={press}
        onPointerMove={hover}
        onPointerLeave={() => setPointer(undefined)}
      >
        {lanes.length === 0 && (
          <p class={styles.empty}>Connections and flows appear here on one time axis.</p>
        )}
        {lanes.length > 0 && width > 0 && (
          <svg class={styles.svg} width={width} height={lanes.length * LANE} role="presentation">
            {ticks.map((tick) => (
              <line
                key={tick.at}
                class={styles.grid}
                x1={x(tick.at)}
                x2={x(tick.at)}
                y1={0}
                y2={lanes.length * LANE}
              />
            ))}
            {lanes.map((lane, index) => (
              <LaneRow
                key={lane.id}
                store={store}
                lane={lane}
                index={index}
                x={x}
                end={span.to}
                selected={index === at}
              />
            ))}
            <Ties store={store} ties={timelineTies(session, lanes)} x={x} />
            {pointer !== undefined && (
              <line class={styles.cursor} x1={pointer} x2={pointer} y1={0} y2={lanes.length * LANE} />
            )}
          </svg>
        )}
      </div>
    </section>
  );
}
