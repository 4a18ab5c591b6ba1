import { t } from '@/utils/i18n';
import type { Recordings } from '@/utils/panel/recordings';
import type { RecordingInfo } from '@/utils/recording/model';
import { formatElapsed } from './counts';
import styles from './RecentMarks.module.css';

/** As many as fit a popup. */
const SHOWN = 4;

/** The latest marks of the recording under way: one made by the keyboard can be given its words here. */
export function RecentMarks({ recordings, info }: { recordings: Recordings; info: RecordingInfo }) {
  const marks = recordings.marks.value.slice(-SHOWN).reverse();
  if (marks.length === 0) return null;
  return (
    <ol class={styles.marks} aria-label={t('recording.marks')}>
      {marks.map(({ id, at, text }) => (
        <li key={id}>
          <span>{formatElapsed(at - info.startedAt)}</span>
          <input
            type="text"
            maxLength={500}
            aria-label={t('recording.words')}
            placeholder={t('recording.noWords')}
            value={text}
            onChange={(event) => recordings.reword(info.id, id, event.currentTarget.value.trim())}
          />
        </li>
      ))}
    </ol>
  );
}
