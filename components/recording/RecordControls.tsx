import { IconButton } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { Workspace } from '@/utils/panel';
import { formatElapsed } from './counts';
import styles from './RecordControls.module.css';
import { RecordDot } from './RecordDot';

/** Starts and stops recording from the panel's toolbar, and opens the list. */
export function RecordControls({ workspace }: { workspace: Workspace }) {
  const recordings = workspace.recordings.value;
  const store = workspace.store.value;
  if (!recordings) return null;
  const recording = recordings.current.value;
  const since =
    recording && formatElapsed(Math.max(store.clock.value, recording.startedAt) - recording.startedAt);
  return (
    <>
      {recordings.tabId !== undefined && !store.file && (
        <button
          type="button"
          class={styles.record}
          aria-label={recording ? t('recording.stopRecording') : t('popup.recordThisTab')}
          title={recording ? t('recording.stopRecording') : t('recording.recordTab')}
          aria-pressed={recording !== undefined}
          onClick={() => (recording ? recordings.stop() : recordings.start())}
        >
          <RecordDot on={recording !== undefined} />
          {since}
        </button>
      )}
      <IconButton
        icon="flag"
        label={t('recording.openRecordings')}
        onClick={() => store.dialogs.openRecordings()}
      />
    </>
  );
}
