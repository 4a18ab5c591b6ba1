import { Dialog } from '@/components/ui/Dialog';
import { t } from '@/utils/i18n';
import type { PanelStore, Workspace } from '@/utils/panel';

export function CompareDialog({ onClose }: { store: PanelStore; workspace: Workspace; onClose: () => void }) {
  return (
    <Dialog title={t('session.compare')} onClose={onClose}>
      {null}
    </Dialog>
  );
}
