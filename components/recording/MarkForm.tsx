import { useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { Recordings } from '@/utils/panel/recordings';
import styles from './MarkForm.module.css';

/**
 * Marks a moment: the one in which its first letter was typed, since whoever describes what they saw is late already;
 * without words, the moment of the click.
 */
export function MarkForm({ recordings, now }: { recordings: Recordings; now: () => number }) {
  const [text, setText] = useState('');
  const [done, setDone] = useState(false);
  const began = useRef<number | undefined>(undefined);
  async function mark() {
    const at = began.current ?? now();
    const words = text.trim();
    began.current = undefined;
    setText('');
    await recordings.mark(words, at);
    setDone(true);
  }
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void mark();
      }}
    >
      <input
        class={styles.words}
        type="text"
        maxLength={500}
        aria-label={t('recording.markWords')}
        placeholder={t('recording.markWords')}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          const { value } = event.currentTarget;
          if (value !== '') began.current ??= now();
          else began.current = undefined;
          setText(value);
          setDone(false);
        }}
      />
      <Button title={t('recording.markNow')} onClick={() => void mark()}>
        {t('recording.mark')}
      </Button>
      <span class={styles.done} role="status">
        {done && `✓ ${t('recording.markedNow')}`}
      </span>
    </form>
  );
}
