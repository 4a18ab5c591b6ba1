import type { HitView } from '@/utils/panel/timeline';
import styles from './TimelineView.module.css';

interface HoverCardProps {
  view: HitView;
  /** The pointer, within the lanes' box, px. */
  x: number;
  y: number;
  width: number;
}

/** Exact values of what is under the pointer. The table has them for those who have none. */
export function HoverCard({ view, x, y, width }: HoverCardProps) {
  const right = x > width / 2;
  return (
    <div
      class={styles.card}
      aria-hidden="true"
      style={{ top: `${y + 34}px`, ...(right ? { right: `${width - x + 12}px` } : { left: `${x + 12}px` }) }}
    >
      <b>{view.title}</b>
      <dl>
        {view.lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
