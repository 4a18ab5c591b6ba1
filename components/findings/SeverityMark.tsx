import type { Severity } from '@/utils/checks';
import { severityMeaning, severityWord } from '@/utils/panel/findings';
import styles from './SeverityMark.module.css';

/** Octagon, triangle, circle: told apart without colour. */
const PATHS: Readonly<Record<Severity, string>> = {
  must: 'M5.4 2.2h5.2l3.2 3.2v5.2l-3.2 3.2H5.4l-3.2-3.2V5.4zM8 5v3.6M8 10.9v.3',
  should: 'M8 2.4 14 13.2H2zM8 6.4v3.2M8 11.2v.3',
  information: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 7.4v3.4M8 5v.2',
};

/** The shape alone; words beside it say the same. */
export function SeverityShape({ severity, size = 14 }: { severity: Severity; size?: number }) {
  return (
    <svg
      class={styles.shape}
      data-severity={severity}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path d={PATHS[severity]} />
    </svg>
  );
}

/** A severity by shape, colour and word. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span class={styles.mark} data-severity={severity} title={severityMeaning(severity)}>
      <SeverityShape severity={severity} />
      {severityWord(severity)}
    </span>
  );
}
