import { useEffect, useRef } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { LONGEST_NOTE, notesOn } from '@/utils/panel/notes';
import type { Socket } from '@/utils/websocket/model';
import styles from './FramesTab.module.css';

interface NoteFormProps {
  store: PanelStore;
  socket: Socket;
  seqs: readonly number[];
  onDone: () => void;
}

/** Writes a note on frames. Enter keeps it, an empty one takes it away, Escape leaves things as they were. */
export function NoteForm({ store, socket, seqs, onDone }: NoteFormProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const notes = notesOn(store.session.peek().marks, socket.id);
  const before = seqs.map((seq) => notes.get(seq)).find((note) => note !== undefined) ?? '';

  function keep() {
    const text = input.current?.value.trim() ?? '';
    if (text !== before || seqs.length > 1) store.note(socket.id, seqs, text);
    onDone();
  }

  return (
    <form
      class={styles.noting}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === input.current) keep();
        else if (event.key === 'Escape') onDone();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <input
        ref={input}
        type="text"
        maxLength={LONGEST_NOTE}
        defaultValue={before}
        aria-label={t('frames.noteLabel', { count: seqs.length })}
        placeholder={t('frames.notePlaceholder')}
      />
      <Button onClick={keep}>{t('frames.noteKeep')}</Button>
      {before && (
        <Button
          onClick={() => {
            store.note(socket.id, seqs, '');
            onDone();
          }}
        >
          {t('frames.noteRemove')}
        </Button>
      )}
    </form>
  );
}
