import type { ComponentChildren } from 'preact';
import styles from './Empty.module.css';

/** A place where nothing is yet: what will be, and what to do. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class={styles.empty}>
      <div class={styles.text}>
        <h3>{title}</h3>
        {children}
      </div>
    </div>
  );
}
