import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/utils/i18n';
import { formatBytes } from '@/utils/panel/format';
import type { Recordings } from '@/utils/panel/recordings';
import type { RecordingList as List } from '@/utils/recording/messages';
import { whenOf } from './counts';
import styles from './RecordingList.module.css';
import { RecordingRow } from './RecordingRow';
import { Sure } from './Sure';

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
            <RecordingRow key={info.id} info={info} recordings={recordings} onOpen={() => onOpen(info.id)} />
          ))}
        </tbody>
      </table>
    </div>
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
