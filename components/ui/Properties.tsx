import type { ComponentChildren } from 'preact';
import styles from './Properties.module.css';

/** Names and values in two columns; children are `<Property>`. */
export function Properties({ children }: { children: ComponentChildren }) {
  return <dl class={styles.properties}>{children}</dl>;
}

/** One line of `<Properties>`; left out where there is no value. */
export function Property({ name, children }: { name: string; children?: ComponentChildren }) {
  if (children === undefined || children === null || children === false || children === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
