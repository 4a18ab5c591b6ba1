import { useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { DropZone } from '@/components/ui/DropZone';
import type { Comparison } from '@/utils/compare';
import { t } from '@/utils/i18n';
import type { PanelStore, Workspace } from '@/utils/panel';
import { compareHeld } from '@/utils/panel/compare/read';
import styles from './Compare.module.css';
import { ComparedPairs } from './ComparedPairs';
import { OPENABLE } from './OpenFile';
import { Opening } from './Opening';

interface CompareDialogProps {
  store: PanelStore;
  workspace: Workspace;
  onClose: () => void;
}

/** This session beside another one, read from a file: what differs comes first. */
export function CompareDialog({ store, workspace, onClose }: CompareDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  const [other, setOther] = useState<{ name: string; comparison: Comparison }>();
  const opening = workspace.opening.value;
  const problem = workspace.problem.value;

  async function read(files: readonly File[]) {
    const opened = await workspace.read(files);
    if (!opened) return;
    const { session, frames, rules } = store.held();
    setOther({ name: opened.name, comparison: await compareHeld({ session, frames }, opened.fold, rules) });
  }

  return (
    <Dialog title={t('session.compare')} onClose={onClose} wide>
      <DropZone class={styles.body} onFiles={(files) => void read(files)}>
        <div class={styles.head}>
          <p>{other ? t('session.comparedWith', { name: other.name }) : t('session.compareAbout')}</p>
          <Button onClick={() => input.current?.click()} primary={!other}>
            {t('session.choose')}
          </Button>
          <input
            ref={input}
            type="file"
            multiple
            accept={OPENABLE}
            aria-label={t('session.otherFile')}
            hidden
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              event.currentTarget.value = '';
              if (files.length > 0) void read(files);
            }}
          />
        </div>
        {opening && <Opening opening={opening} />}
        {problem && (
          <p class={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {other && (
          <ComparedPairs
            comparison={other.comparison}
            onOpen={(selection) => {
              store.select(selection);
              onClose();
            }}
          />
        )}
      </DropZone>
    </Dialog>
  );
}
