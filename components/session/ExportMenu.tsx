import { IconButton } from '@/components/ui/Button';
import type { PanelStore } from '@/utils/panel';

/** Saves the session, where there is something that can. */
export function ExportMenu({ store }: { store: PanelStore }) {
  const { save } = store;
  if (!save) return null;
  const empty = store.session.value.span === undefined;
  return (
    <IconButton
      icon="export"
      label="Export the session, credentials redacted"
      disabled={empty}
      onClick={() => save(store.journal())}
    />
  );
}
