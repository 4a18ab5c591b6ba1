import type { ComponentChildren } from 'preact';
import type { AxisTick } from '@/utils/panel/axis';
import styles from './Timeline.module.css';

interface AxisProps {
  ticks: readonly AxisTick[];
  x: (at: number) => number;
  /** What stands at its end. */
  children: ComponentChildren;
}

/** The scale above the lanes. */
export function Axis({ ticks, x, children }: AxisProps) {
  return (
    <div class={styles.axis}>
      {ticks.map((tick) => (
        <span key={tick.at} class={styles.tick} style={{ left: `${x(tick.at)}px` }}>
          {tick.label}
        </span>
      ))}
      <div class={styles.end}>{children}</div>
    </div>
  );
}
