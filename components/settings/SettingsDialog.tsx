import { useState } from 'preact/hooks';
import { Dialog } from '@/components/ui/Dialog';
import { t } from '@/utils/i18n';
import type { PanelStore, Workspace } from '@/utils/panel';
import styles from './SettingsDialog.module.css';
import { SECTIONS } from './sections';

interface SettingsDialogProps {
  store: PanelStore;
  workspace: Workspace;
  /** The section that is open at first. */
  section?: string;
}

/** What a user sets once: the sections by name, and the one that is open. */
export function SettingsDialog({ store, workspace, section }: SettingsDialogProps) {
  const [id, setId] = useState(section);
  const open = SECTIONS.find((one) => one.id === id) ?? SECTIONS[0]!;
  return (
    <Dialog title={t('settings.title')} onClose={() => store.dialogs.close()}>
      <div class={styles.body}>
        <nav class={styles.names} aria-label={t('settings.sections')}>
          {SECTIONS.map((one) => (
            <button
              type="button"
              key={one.id}
              class={styles.name}
              aria-current={one === open ? 'true' : undefined}
              onClick={() => setId(one.id)}
            >
              {t(one.title)}
            </button>
          ))}
        </nav>
        <section class={styles.section} aria-label={t(open.title)}>
          <open.Body store={store} workspace={workspace} />
        </section>
      </div>
    </Dialog>
  );
}
