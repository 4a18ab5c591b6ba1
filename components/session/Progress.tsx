import styles from './Progress.module.css';

/** How far something is; its share from 0 to 1. */
export function Progress({ label, share }: { label: string; share: number }) {
  return <progress class={styles.progress} aria-label={label} max={1} value={share} />;
}
