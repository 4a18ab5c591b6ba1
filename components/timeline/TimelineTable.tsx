import type { PanelStore } from '@/utils/panel';
import { formatClock, formatDuration, formatSince } from '@/utils/panel/format';
import type { Lane } from '@/utils/panel/timeline';
import styles from './Timeline.module.css';

interface TimelineTableProps {
  store: PanelStore;
  lanes: readonly Lane[];
  /** Start of the timeline, epoch ms. */
  from: number;
}

/** The timeline as a table, for those who read it aloud or want the numbers. */
export function TimelineTable({ store, lanes, from }: TimelineTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section class={styles.lanes} aria-label="Timeline as a table" tabIndex={0}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Start</th>
            <th scope="col">Since start</th>
            <th scope="col">Lasted</th>
            <th scope="col">Marks</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => {
            const start = lane.segments[0]?.from ?? from;
            const end = lane.segments.at(-1)?.to;
            return (
              <tr key={lane.id}>
                <th scope="row">
                  <button type="button" class={styles.name} onClick={() => store.select(lane.selection)}>
                    {lane.label} {lane.title}
                  </button>
                </th>
                <td>{formatClock(start)}</td>
                <td>{formatSince(start - from)}</td>
                <td>{end === undefined ? 'goes on' : formatDuration(end - start)}</td>
                <td>{lane.marks.map((mark) => `${mark.title} ${formatSince(mark.at - from)}`).join('; ')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
