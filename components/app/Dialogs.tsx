import { later } from '@/components/ui/later';
import type { PanelStore, Workspace } from '@/utils/panel';

const SettingsDialog = later(() =>
  import('@/components/settings/SettingsDialog').then((module) => module.SettingsDialog),
);
const ShortcutsDialog = later(() =>
  import('@/components/settings/ShortcutsDialog').then((module) => module.ShortcutsDialog),
);
const CheatSheet = later(() => import('@/components/search/CheatSheet').then((module) => module.CheatSheet));

const RecordingsDialog = later(() =>
  import('@/components/recording/RecordingsDialog').then((module) => module.RecordingsDialog),
);

const Tour = later(() => import('./Tour').then((module) => module.Tour));

/** The dialog that is open, if any. */
export function Dialogs({ store, workspace }: { store: PanelStore; workspace: Workspace }) {
  const open = store.dialogs.open.value;
  if (open?.kind === 'settings') {
    return <SettingsDialog store={store} workspace={workspace} section={open.section} />;
  }
  if (open?.kind === 'shortcuts') return <ShortcutsDialog store={store} />;
  if (open?.kind === 'query') return <CheatSheet onClose={() => store.dialogs.close()} />;
  if (open?.kind === 'recordings') return <RecordingsDialog workspace={workspace} />;
  if (open?.kind === 'tour') return <Tour store={store} />;
  return null;
}
