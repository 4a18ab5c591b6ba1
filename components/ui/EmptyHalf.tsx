import type { ComponentChildren } from 'preact';
import styles from './EmptyHalf.module.css';

interface EmptyHalfProps {
  /** Accessible name of the place. */
  label: string;
  title: string;
  /** Paths within 220 × 84, of the classes `lifeline`, `head`, `arrow` and `back`. */
  picture: (classes: typeof styles) => ComponentChildren;
  /** What has to be known beforehand, set apart. */
  note: ComponentChildren;
  children: ComponentChildren;
}

/** A half in which nothing is yet: a picture, what will be here, what to do. */
export function EmptyHalf({ label, title, picture, note, children }: EmptyHalfProps) {
  return (
    <section class={styles.empty} aria-label={label}>
      <svg class={styles.picture} viewBox="0 0 220 84" width="220" height="84" aria-hidden="true">
        {picture(styles)}
      </svg>
      <h2>{title}</h2>
      {children}
      <p class={styles.note}>{note}</p>
    </section>
  );
}
