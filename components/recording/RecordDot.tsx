import styles from './RecordDot.module.css';

/** A ring before, a filled disc while recording: the shape tells it as the colour does. */
export function RecordDot({ on }: { on: boolean }) {
  return <span class={styles.dot} data-on={on ? '' : undefined} aria-hidden="true" />;
}
