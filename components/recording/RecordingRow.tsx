import { useState } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { Recordings } from '@/utils/panel/recordings';
import type { RecordingInfo } from '@/utils/recording/model';
import { endOf, formatElapsed, holdsOf, nameOf, sizeOf, stateOf, whenOf } from './counts';
import styles from './RecordingList.module.css';
import { Sure } from './Sure';

interface RowProps {
  info: RecordingInfo;
  recordings: Recordings;
  onOpen: () => void;
}

/** A recording with what it holds, how it ended, and what can be done with it. */
export function RecordingRow({ info, recordings, onOpen }: RowProps) {
  const [mode, setMode] = useState<'shown' | 'renaming' | 'deleting'>('shown');
  const name = nameOf(info);
  const { interruptions } = info;
  return (
    <tr data-recording={info.id}>
      <th scope="row" class={styles.what}>
        {mode === 'renaming' ? (
          <NameField
            name={info.name}
            onDone={(next) => {
              if (next !== undefined) recordings.rename(info.id, next);
              setMode('shown');
            }}
          />
        ) : (
          <button type="button" class={styles.name} title={info.page?.url} onClick={onOpen}>
            {name}
          </button>
        )}
        <span class={styles.facts}>
          {holdsOf(info)} · {stateOf(info)}
          {interruptions.length > 0 && ` · ${t('recording.interruptions', { count: interruptions.length })}`}
        </span>
      </th>
      <td>{whenOf(info.startedAt)}</td>
      <td class={styles.number}>{formatElapsed(endOf(info) - info.startedAt)}</td>
      <td class={styles.number}>{sizeOf(info)}</td>
      <td class={styles.actions}>
        {mode === 'deleting' ? (
          <Sure
            question={t('recording.confirmDelete')}
            onSure={() => recordings.remove(info.id)}
            onKeep={() => setMode('shown')}
          />
        ) : (
          <span>
            <IconButton
              icon="pencil"
              label={t('recording.renameNamed', { name })}
              onClick={() => setMode('renaming')}
            />
            <IconButton
              icon="trash"
              label={t('recording.deleteNamed', { name })}
              onClick={() => setMode('deleting')}
            />
          </span>
        )}
      </td>
    </tr>
  );
}

/** Enter and leaving it take the name, Escape does not. */
function NameField({ name, onDone }: { name: string; onDone: (next?: string) => void }) {
  return (
    <input
      class={styles.field}
      type="text"
      maxLength={120}
      aria-label={t('recording.newName')}
      value={name}
      ref={(field) => field?.focus()}
      onBlur={(event) => onDone(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') onDone(event.currentTarget.value.trim());
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    />
  );
}
