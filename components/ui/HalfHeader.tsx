import type { ComponentChildren } from 'preact';
import styles from './HalfHeader.module.css';

/** Name of a half, and how many things are in it. */
export function HalfHeader({
  title,
  count,
  children,
}: {
  title: string;
  count: string;
  children?: ComponentChildren;
}) {
  return (
    <header class={styles.header}>
      <h2>{title}</h2>
      <span class={styles.count}>{count}</span>
      {children}
    </header>
  );
}
