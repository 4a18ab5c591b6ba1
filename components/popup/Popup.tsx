import { useEffect, useState } from 'preact/hooks';
import { formatElapsed, holdsOf, nameOf, sizeOf } from '@/components/recording/counts';
import { MarkForm } from '@/components/recording/MarkForm';
import { RecentMarks } from '@/components/recording/RecentMarks';
import { RecordDot } from '@/components/recording/RecordDot';
import { RecordingOptions } from '@/components/recording/RecordingOptions';
import { Icon } from '@/components/ui/Icon';
import { Rich } from '@/components/ui/Rich';
import { t } from '@/utils/i18n';
import type { Recordings } from '@/utils/panel/recordings';
import type { RecordingInfo } from '@/utils/recording/model';
import styles from './Popup.module.css';

export interface PopupProps {
  recordings: Recordings;
  /** The page that the popup is about; absent for one that extensions see nothing of. */
  page?: { title: string; host: string };
  /** The keyboard command that starts and stops, as the browser has it. */
  shortcut?: string;
  now: () => number;
  /** Addresses of the inspector page. */
  links: { tab: string; list: string; recording: (id: string) => string };
  open: (url: string) => void;
}

/** What the toolbar button opens: record this tab, mark a moment, look at it. */
export function Popup({ recordings, page, shortcut, now, links, open }: PopupProps) {
  const { tab, active } = recordings.status.value;
  const recording = recordings.current.value;
  const [before, setBefore] = useState<RecordingInfo>();
  if (recording && recording !== before) setBefore(recording);
  const others = active.filter(({ id }) => id !== recording?.id);
  const problem = recordings.problem.value;
  return (
    <main class={styles.popup}>
      <header class={styles.head}>
        <h1>{t('popup.title')}</h1>
        {page && (
          <span class={styles.host} title={page.title}>
            {page.host}
          </span>
        )}
      </header>
      {!page && <p class={styles.hint}>{t('popup.cannot')}</p>}
      {page && tab && !recording && (
        <section class={styles.part} aria-label={t('recording.settings')}>
          <button type="button" class={styles.record} onClick={() => recordings.start()}>
            <RecordDot on={false} />
            {t('popup.recordThisTab')}
          </button>
          <p class={styles.hint}>
            {t('popup.recordHint')}
            {shortcut && ` ${t('popup.shortcut', { keys: shortcut })}`}
          </p>
          {before && <Saved info={before} open={() => open(links.recording(before.id))} />}
        </section>
      )}
      {recording && (
        <section class={styles.part} aria-label={t('recording.recording')}>
          <Running info={recording} recordings={recordings} now={now} />
          <MarkForm recordings={recordings} now={now} />
          <RecentMarks recordings={recordings} info={recording} />
        </section>
      )}
      {page && tab?.unseen === 'bodies' && (
        <p class={styles.notice}>
          <Icon name="warning" />
          {t('recording.noBodies')}
        </p>
      )}
      {problem && (
        <p class={styles.notice} role="alert">
          <Icon name="warning" />
          {t('recording.failed', { why: problem })}
        </p>
      )}
      {page && !recording && (
        <details class={styles.options}>
          <summary>{t('popup.options')}</summary>
          <RecordingOptions recordings={recordings} />
        </details>
      )}
      <nav class={styles.links}>
        {page && (
          <button type="button" onClick={() => open(links.tab)}>
            <b>{t('popup.inspect')}</b>
            <span>{t('popup.inspectHint')}</span>
          </button>
        )}
        <button type="button" onClick={() => open(links.list)}>
          <b>{t('popup.recordings')}</b>
          {others.length > 0 && <span>{t('popup.elsewhere', { names: others.map(nameOf).join(', ') })}</span>}
        </button>
      </nav>
    </main>
  );
}

interface RunningProps {
  info: RecordingInfo;
  recordings: Recordings;
  now: () => number;
}

function Running({ info, recordings, now }: RunningProps) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((ticks) => ticks + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class={styles.running}>
      <RecordDot on />
      <div class={styles.facts}>
        <b>
          {t('recording.recording')} <span role="timer">{formatElapsed(now() - info.startedAt)}</span>
        </b>
        <span data-counts="">
          {holdsOf(info)} · {sizeOf(info)}
        </span>
      </div>
      <button type="button" class={styles.stop} onClick={() => recordings.stop()}>
        {t('recording.stop')}
      </button>
    </div>
  );
}

function Saved({ info, open }: { info: RecordingInfo; open: () => void }) {
  return (
    <p class={styles.saved} role="status">
      <span>
        <Rich text="popup.saved" values={{ name: nameOf(info) }} />
      </span>
      <button type="button" class={styles.stop} onClick={open}>
        {t('recording.open')}
      </button>
    </p>
  );
}
