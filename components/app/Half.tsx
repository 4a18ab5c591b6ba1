import type { ComponentChildren } from 'preact';
import styles from './Half.module.css';

interface HalfProps {
  /** Where the tour points. */
  part: string;
  title: string;
  /** How many things are in it. */
  count: string;
  children: ComponentChildren;
}

/** A half with its name above it; where the halves are tabs, the tabs name them. */
export function Half({ part, title, count, children }: HalfProps) {
  return (
    <>
      <header class={styles.header} data-tour={part}>
        <h2>{title}</h2>
        <span class={styles.count}>{count}</span>
      </header>
      {children}
    </>
  );
}
