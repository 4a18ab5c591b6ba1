import { Dialog } from '@/components/ui/Dialog';
import { t } from '@/utils/i18n';
import type { Workspace } from '@/utils/panel';
import { MarkForm } from './MarkForm';
import { MarkList } from './MarkList';
import { RecordingList } from './RecordingList';
import styles from './RecordingsDialog.module.css';

/** Marks of what is shown, and every recording on this machine. */
export function RecordingsDialog({ workspace }: { workspace: Workspace }) {
  const store = workspace.store.value;
  const recordings = workspace.recordings.value;
  const close = () => store.dialogs.close();
  const live = !store.file && recordings?.tabId !== undefined;
  const marked = store.session.value.marks.some(({ frame }) => !frame);
  const recording = store.file?.recording?.info ?? recordings?.current.value;
  return (
    <Dialog title={t('recording.openRecordings')} onClose={close}>
      {(live || marked) && (
        <section class={styles.part}>
          <h3>{t('recording.marks')}</h3>
          {live && (
            <div class={styles.form}>
              <MarkForm recordings={recordings} now={store.now} />
            </div>
          )}
          <MarkList store={store} recordings={recordings} recordingId={recording?.id} onClose={close} />
        </section>
      )}
      {recordings && (
        <section class={styles.part}>
          <h3>{t('recording.recordings')}</h3>
          <RecordingList
            recordings={recordings}
            onOpen={(id) => {
              close();
              void workspace.openRecording(id);
            }}
          />
        </section>
      )}
    </Dialog>
  );
}
