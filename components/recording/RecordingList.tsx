import { useEffect, useState } from 'preact/hooks';
import { Button, IconButton } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/utils/i18n';
import { formatBytes } from '@/utils/panel/format';
import type { Recordings } from '@/utils/panel/recordings';
import type { RecordingList as List } from '@/utils/recording/messages';
import type { RecordingInfo } from '@/utils/recording/model';
import { endOf, formatElapsed, holdsOf, nameOf, sizeOf, stateOf, whenOf } from './counts';
import styles from './RecordingList.module.css';

interface RecordingListProps {
  recordings: Recordings;
  onOpen: (id: string) => void;
}

/** Every recording on this machine, with what can be done with it. */
export function RecordingList({ recordings, onOpen }: RecordingListProps) {
  const list = recordings.list.value;
  const problem = recordings.problem.value;
  useEffect(() => recordings.look(), [recordings]);
  if (!list) return <p class={styles.empty}>{problem ?? ''}</p>;
  return (
    <div class={styles.box}>
      {problem && (
        <p class={styles.notice} role="alert">
          <Icon name="warning" />
          {t('recording.failed', { why: problem })}
        </p>
      )}
      <Dropped list={list} onUnderstood={() => recordings.forgetDropped()} />
      {list.recordings.length === 0 ? (
        <div class={styles.empty}>
          <b>{t('recording.noRecordings')}</b>
          <p>{t('recording.noRecordingsHint')}</p>
        </div>
      ) : (
        <>
          <Rows recordings={recordings} list={list} onOpen={onOpen} />
          <Foot recordings={recordings} list={list} />
        </>
      )}
    </div>
  );
}

function Rows({ recordings, list, onOpen }: RecordingListProps & { list: List }) {
  return (
    <div class={styles.scroll}>
      <table class={styles.table} aria-label={t('recording.recordings')}>
        <thead>
          <tr>
            <th scope="col">{t('recording.name')}</th>
            <th scope="col">{t('recording.started')}</th>
            <th scope="col" class={styles.number}>
              {t('recording.span')}
            </th>
            <th scope="col" class={styles.number}>
              {t('recording.size')}
            </th>
            <th scope="col">
              <span class="visually-hidden">{t('recording.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.recordings.map((info) => (
            <Row key={info.id} info={info} recordings={recordings} onOpen={() => onOpen(info.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  info: RecordingInfo;
  recordings: Recordings;
  onOpen: () => void;
}

function Row({ info, recordings, onOpen }: RowProps) {
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

interface SureProps {
  question: string;
  onSure: () => void;
  onKeep: () => void;
}

function Sure({ question, onSure, onKeep }: SureProps) {
  return (
    <span class={styles.sure}>
      <span>{question}</span>
      <Button onClick={onSure}>{t('recording.delete')}</Button>
      <Button onClick={onKeep}>{t('recording.keep')}</Button>
    </span>
  );
}

function Dropped({ list, onUnderstood }: { list: List; onUnderstood: () => void }) {
  if (list.dropped.length === 0) return null;
  return (
    <div class={styles.notice} role="status">
      <Icon name="warning" />
      <ul>
        {list.dropped.map(({ id, name, startedAt, size }) => (
          <li key={id}>
            {t('recording.dropped', {
              name: name || t('recording.untitled'),
              date: whenOf(startedAt),
              size: formatBytes(size),
            })}
          </li>
        ))}
      </ul>
      <Button onClick={onUnderstood}>{t('recording.understood')}</Button>
    </div>
  );
}

function Foot({ recordings, list }: { recordings: Recordings; list: List }) {
  const [asking, setAsking] = useState(false);
  const used = formatBytes(list.recordings.reduce((sum, { size }) => sum + size, 0));
  const { quota } = list;
  return (
    <footer class={styles.foot}>
      <span>
        {quota === undefined
          ? t('recording.used', { used })
          : t('recording.usedOf', { used, quota: formatBytes(quota) })}
      </span>
      {asking ? (
        <Sure
          question={t('recording.confirmDeleteAll')}
          onSure={() => {
            recordings.removeAll();
            setAsking(false);
          }}
          onKeep={() => setAsking(false)}
        />
      ) : (
        <Button onClick={() => setAsking(true)}>{t('recording.deleteAll')}</Button>
      )}
    </footer>
  );
}
