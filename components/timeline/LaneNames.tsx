import type { PanelStore } from '@/utils/panel';
import type { Lane, LaneLayout } from '@/utils/panel/timeline';
import styles from './TimelineView.module.css';

interface LaneNamesProps {
  store: PanelStore;
  lanes: readonly Lane[];
  layout: LaneLayout;
  window: { first: number; last: number };
  /** Room for the names, px. */
  gutter: number;
  chosen: number;
}

/** The lanes that are in view, each an option of the list; the picture lies over their right part. */
export function LaneNames({ store, lanes, layout, window, gutter, chosen }: LaneNamesProps) {
  const related = store.related.value;
  return (
    <div role="presentation" class={styles.names} style={{ height: `${layout.height}px` }}>
      {lanes.slice(window.first, window.last).map((lane, row) => {
        const index = window.first + row;
        return (
          <div
            key={lane.id}
            id={`lane-${index}`}
            data-lane={index}
            class={styles.lane}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            data-related={related[lane.kind === 'flow' ? 'flows' : 'sockets'].has(lane.id) ? '' : undefined}
            style={{
              top: `${layout.tops[index]}px`,
              height: `${layout.tops[index + 1]! - layout.tops[index]!}px`,
            }}
          >
            <span class={styles.name} style={{ width: `${gutter}px` }} data-tone={lane.tone}>
              <b>{lane.label}</b> <span class={gutter > 60 ? undefined : 'visually-hidden'}>{lane.name}</span>
              <span class="visually-hidden">, {lane.state}</span>
            </span>
          </div>
        );
      })}
    </div>
  );
}
