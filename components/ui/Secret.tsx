import { useState } from 'preact/hooks';
import { t } from '@/utils/i18n';
import styles from './Secret.module.css';

interface SecretProps {
  value: string;
  /** What it is, for the button's name: "access token". */
  label?: string;
}

/** A credential: dots until clicked, and again for another value. What was shown is remembered nowhere. */
export function Secret({ value, label = t('ui.value') }: SecretProps) {
  const [shownValue, setShownValue] = useState<string>();

  if (shownValue !== value) {
    return (
      <button
        type="button"
        class={styles.mask}
        title={t('ui.show', { label })}
        aria-label={t('ui.showLength', { label, length: value.length })}
        onClick={() => setShownValue(value)}
      >
        <span aria-hidden="true">••••••••</span>
        <span aria-hidden="true">{t('ui.chars', { length: value.length })}</span>
      </button>
    );
  }
  return (
    <span class={styles.secret}>
      <code class={styles.value}>{value}</code>
      <button
        type="button"
        class={styles.hide}
        aria-label={t('ui.hide', { label })}
        onClick={() => setShownValue(undefined)}
      >
        {t('ui.hideShort')}
      </button>
    </span>
  );
}
