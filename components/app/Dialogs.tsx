import { later } from '@/components/ui/later';
import type { PanelStore } from '@/utils/panel';

const SettingsDialog = later(() =>
  import('@/components/settings/SettingsDialog').then((module) => module.SettingsDialog),
);
const ShortcutsDialog = later(() =>
  import('@/components/settings/ShortcutsDialog').then((module) => module.ShortcutsDialog),
);

/** The dialog that is open, if any. */
export function Dialogs({ store }: { store: PanelStore }) {
  const open = store.dialogs.open.value;
  if (open?.kind === 'settings') return <SettingsDialog store={store} section={open.section} />;
  if (open?.kind === 'shortcuts') return <ShortcutsDialog store={store} />;
  return null;
}
