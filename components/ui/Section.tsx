import type { ComponentChildren } from 'preact';
import styles from './Section.module.css';

interface SectionProps {
  title: string;
  /** Beside the title. */
  mark?: ComponentChildren;
  children: ComponentChildren;
}

/** A titled part of a detail view. */
export function Section({ title, mark, children }: SectionProps) {
  return (
    <section class={styles.section}>
      <header class={styles.head}>
        <h3>{title}</h3>
        {mark}
      </header>
      {children}
    </section>
  );
}
