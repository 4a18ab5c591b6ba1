import { IconButton } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { Socket } from '@/utils/websocket/model';

/** Has the connection's frames counted and not kept, for as long as it is pressed. */
export function MuteButton({ store, socket }: { store: PanelStore; socket: Socket }) {
  const { muting } = store;
  const muted = muting.muted.value.has(socket.id);
  if (store.file || !socket.framesVisible) return null;
  store.version.value;
  return (
    <IconButton
      icon={muted ? 'muted' : 'heard'}
      label={t(muted ? 'query.unmute' : 'query.mute')}
      pressed={muted}
      onClick={() => muting.set(socket.id, !muted)}
    >
      {muted && t('query.mutedWentBy', { count: muting.wentBy(socket.id) })}
    </IconButton>
  );
}
