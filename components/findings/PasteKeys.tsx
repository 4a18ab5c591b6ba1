import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import styles from './KeysWanted.module.css';

/** A place to paste a key set, for whoever would rather fetch it themselves. */
export function PasteKeys({ issuer, onText }: { issuer: string; onText: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <details>
      <summary>{t('findings.pasteInstead')}</summary>
      <div class={styles.paste}>
        <textarea
          aria-label={t('findings.keySet', { issuer })}
          rows={3}
          spellcheck={false}
          autocomplete="off"
          placeholder={'{"keys": [ … ]}'}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <span class={styles.act}>
          <Button onClick={() => onText(text)}>{t('findings.verifyWithThese')}</Button>
        </span>
      </div>
    </details>
  );
}
