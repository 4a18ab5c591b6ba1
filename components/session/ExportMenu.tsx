import { useState } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { later } from '@/components/ui/later';
import { t } from '@/utils/i18n';
import type { PanelStore, Workspace } from '@/utils/panel';

const ExportDialog = later(() => import('./ExportDialog').then((module) => module.ExportDialog));
const CompareDialog = later(() => import('./CompareDialog').then((module) => module.CompareDialog));

/** Saves the session as a file, or holds it against another one. */
export function ExportMenu({ store, workspace }: { store: PanelStore; workspace: Workspace }) {
  const [open, setOpen] = useState<'export' | 'compare'>();
  const empty = store.session.value.span === undefined;
  const close = () => setOpen(undefined);
  return (
    <>
      {store.write && (
        <IconButton
          icon="export"
          label={t('session.save')}
          disabled={empty}
          onClick={() => setOpen('export')}
        />
      )}
      <IconButton
        icon="compare"
        label={t('session.compare')}
        disabled={empty}
        onClick={() => setOpen('compare')}
      />
      {open === 'export' && <ExportDialog store={store} onClose={close} />}
      {open === 'compare' && <CompareDialog store={store} workspace={workspace} onClose={close} />}
    </>
  );
}
