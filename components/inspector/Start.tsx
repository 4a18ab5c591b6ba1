import { useEffect, useRef, useState } from 'preact/hooks';
import { RecordingList } from '@/components/recording/RecordingList';
import { OPENABLE } from '@/components/session/OpenFile';
import { Opening } from '@/components/session/Opening';
import { watchFiles } from '@/components/session/watch-files';
import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { Workspace } from '@/utils/panel';
import styles from './Start.module.css';

export interface OpenTab {
  id: number;
  title: string;
  host: string;
}

interface StartProps {
  workspace: Workspace;
  /** Tabs that can be looked at live. */
  tabs: () => Promise<readonly OpenTab[]>;
  onTab: (id: number) => void;
  onRecording: (id: string) => void;
}

/** Where one chooses what to look at: a recording, a tab that is open, or a session file. */
export function Start({ workspace, tabs, onTab, onRecording }: StartProps) {
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<readonly OpenTab[]>([]);
  useEffect(() => {
    void tabs().then(setOpen);
  }, [tabs]);
  useEffect(() => watchFiles((files) => workspace.open(files)), [workspace]);
  const opening = workspace.opening.value;
  const recordings = workspace.recordings.value;
  const problem = workspace.problem.value;
  return (
    <main class={styles.start}>
      <header class={styles.head}>
        <h1>Handshake</h1>
        <p>{t('inspector.start')}</p>
      </header>
      {opening && <Opening opening={opening} />}
      {problem && (
        <p class={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <section class={styles.part}>
        <h2>{t('recording.recordings')}</h2>
        {recordings && <RecordingList recordings={recordings} onOpen={onRecording} />}
      </section>
      <section class={styles.part}>
        <h2>{t('inspector.tabs')}</h2>
        <p class={styles.hint}>{t('inspector.tabsHint')}</p>
        <ul class={styles.tabs}>
          {open.map(({ id, title, host }) => (
            <li key={id}>
              <button type="button" data-tab={id} onClick={() => onTab(id)}>
                <b>{title || host}</b>
                <span>{host}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section class={styles.part}>
        <div class={styles.file}>
          <Button onClick={() => input.current?.click()}>{t('inspector.openFile')}</Button>
          <span class={styles.hint}>{t('inspector.dropHint')}</span>
        </div>
        <input
          ref={input}
          type="file"
          multiple
          accept={OPENABLE}
          aria-label={t('inspector.openFile')}
          hidden
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = '';
            if (files.length > 0) void workspace.open(files);
          }}
        />
      </section>
    </main>
  );
}
