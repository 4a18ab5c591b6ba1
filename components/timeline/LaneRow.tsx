import type { PanelStore } from '@/utils/panel';
import type { Lane, Mark, Segment } from '@/utils/panel/timeline';
import { MarkShape } from './MarkShape';
import { BAR, LANE } from './metrics';
import styles from './Timeline.module.css';
import { NAMES } from './useBrush';

interface LaneRowProps {
  store: PanelStore;
  lane: Lane;
  index: number;
  x: (at: number) => number;
  /** Where what goes on is drawn to, epoch ms. */
  end: number;
  selected: boolean;
}

/** A connection or a flow as one line of the timeline. */
export function LaneRow({ store, lane, index, x, end, selected }: LaneRowProps) {
  const top = index * LANE;
  const related = store.related.value[lane.kind === 'flow' ? 'flows' : 'sockets'].has(lane.id);
  const now = Math.min(end, store.clock.value);
  return (
    <g
      id={`lane-${index}`}
      data-lane={index}
      class={styles.lane}
      role="option"
      aria-label={`${lane.label} ${lane.title}`}
      aria-selected={selected}
      data-related={related ? '' : undefined}
      tabIndex={-1}
      onClick={() => store.select(lane.selection)}
    >
      <title>{`${lane.label} ${lane.title}`}</title>
      <rect class={styles.hit} x={0} y={top} width="100%" height={LANE} />
      {lane.bands?.map((band) => (
        <rect
          key={band.tokenId}
          class={styles.band}
          x={x(band.from)}
          y={top + LANE - 3}
          width={Math.max(1, x(band.to) - x(band.from))}
          height={2}
        >
          <title>{band.title}</title>
        </rect>
      ))}
      {lane.segments.map((segment) => (
        <Bar key={segment.kind} lane={lane} segment={segment} top={top} x={x} end={now} />
      ))}
      {lane.marks.map((mark, order) => (
        <MarkPoint key={`${order}${mark.at}`} store={store} mark={mark} x={x(mark.at)} y={top + LANE / 2} />
      ))}
      <rect class={styles.gutter} x={0} y={top} width={NAMES - 1} height={LANE} />
      <text class={styles.label} x={8} y={top + 11.5}>
        {lane.label}
      </text>
    </g>
  );
}

interface BarProps {
  lane: Lane;
  segment: Segment;
  top: number;
  x: (at: number) => number;
  end: number;
}

function Bar({ lane, segment, top, x, end }: BarProps) {
  const left = x(segment.from);
  const width = Math.max(1, x(segment.to ?? end) - left);
  if (segment.kind === 'flow') {
    return <line class={styles.flow} x1={left} x2={left + width} y1={top + LANE / 2} y2={top + LANE / 2} />;
  }
  const kind = segment.kind === 'open' && lane.ended ? 'ended' : lane.failed ? 'failed' : segment.kind;
  return (
    <rect
      class={styles[kind]}
      x={left + 0.5}
      y={top + (LANE - BAR) / 2 + 0.5}
      width={width}
      height={BAR - 1}
      rx={1.5}
    />
  );
}

function MarkPoint({ store, mark, x, y }: { store: PanelStore; mark: Mark; x: number; y: number }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short way by pointer; the lists have the same by key.
    <g
      onClick={(event) => {
        event.stopPropagation();
        store.select(mark.selection);
      }}
    >
      <title>{mark.title}</title>
      <MarkShape shape={mark.shape} x={x} y={y} />
    </g>
  );
}
