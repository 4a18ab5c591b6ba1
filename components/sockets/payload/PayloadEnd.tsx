import { IconButton } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { copiedFrames } from '@/utils/panel/copied-frames';
import type { Decoding } from '@/utils/panel/decoding';
import { formatBytes, formatClock } from '@/utils/panel/format';
import type { FrameForm } from '@/utils/panel/frame-forms';
import type { Frame } from '@/utils/session/frames';
import type { Socket } from '@/utils/websocket/model';
import { Partner } from '../Partner';
import { CopyMenu } from './CopyMenu';
import styles from './Payload.module.css';

interface PayloadEndProps {
  store: PanelStore;
  socket: Socket;
  frame: Frame;
  decoding?: Decoding;
  form: FrameForm;
  secrets: boolean;
  onSecrets: (secrets: boolean) => void;
  onNote: () => void;
}

/** What one does with a frame: its reply, pin, note, copy, save, close. */
export function PayloadEnd(props: PayloadEndProps) {
  const { store, socket, frame, decoding, form, secrets, onSecrets, onNote } = props;
  const pinned = store.pins.pins.value[socket.id]?.includes(frame.seq) ?? false;
  return (
    <>
      {decoding && <Partner store={store} decoding={decoding} frame={frame} />}
      <span class={styles.facts}>
        {frame.sent ? '↑' : '↓'} {formatClock(frame.at)} · {formatBytes(frame.size)}
      </span>
      <IconButton
        icon="pin"
        label={t(pinned ? 'frames.unpin' : 'frames.pin')}
        pressed={pinned}
        onClick={() => store.pins.toggle(socket.id, [frame.seq])}
      />
      <IconButton icon="note" label={t('frames.note')} onClick={onNote} />
      <CopyButton
        label={t('payload.copy')}
        text={() => copiedFrames(store, socket, [frame.seq], form, secrets)}
      />
      <CopyMenu store={store} socket={socket} seqs={[frame.seq]} secrets={secrets} onSecrets={onSecrets} />
      <IconButton
        icon="close"
        label={t('payload.close')}
        onClick={() => store.select({ kind: 'socket', id: frame.socketId, frame: 'none' })}
      />
    </>
  );
}
