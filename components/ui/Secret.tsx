import { useState } from 'preact/hooks';
import styles from './Secret.module.css';

interface SecretProps {
  value: string;
  /** What it is, for the button's name: "access token". */
  label?: string;
}

/** A credential: dots until clicked, and again for another value. What was shown is remembered nowhere. */
export function Secret({ value, label = 'value' }: SecretProps) {
  const [shownValue, setShownValue] = useState<string>();

  if (shownValue !== value) {
    return (
      <button
        type="button"
        class={styles.mask}
        title={`Show the ${label}`}
        aria-label={`Show the ${label}, ${value.length} chars`}
        onClick={() => setShownValue(value)}
      >
        <span aria-hidden="true">••••••••</span>
        <span aria-hidden="true">{value.length} chars</span>
      </button>
    );
  }
  return (
    <span class={styles.secret}>
      <code class={styles.value}>{value}</code>
      <button
        type="button"
        class={styles.hide}
        aria-label={`Hide the ${label}`}
        onClick={() => setShownValue(undefined)}
      >
        hide
      </button>
    </span>
  );
}
