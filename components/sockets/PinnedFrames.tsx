import { IconButton } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { formatClock } from '@/utils/panel/format';
import { frameOfSeq } from '@/utils/panel/frame-list';
import { notesOn } from '@/utils/panel/notes';
import { visible } from '@/utils/panel/summary';
import type { Socket } from '@/utils/websocket/model';
import { lineOf } from './FrameSummary';
import styles from './FramesTab.module.css';

/** Frames that stay in view while the list runs on. One that the store has dropped says so. */
export function PinnedFrames({
  store,
  socket,
  decoding,
}: {
  store: PanelStore;
  socket: Socket;
  decoding?: Decoding;
}) {
  const pins = store.pins.pins.value[socket.id] ?? [];
  if (pins.length === 0) return null;
  const notes = notesOn(store.session.value.marks, socket.id);
  const current = store.selection.opened.value.frameSeq;
  return (
    <ul class={styles.pins} aria-label={t('frames.pinsLabel')}>
      {pins.map((seq) => {
        const frame = frameOfSeq(store.frames, socket.id, seq);
        const note = notes.get(seq);
        return (
          <li key={seq}>
            <button
              type="button"
              aria-current={seq === current}
              disabled={!frame}
              onClick={() => store.select({ kind: 'frame', socketId: socket.id, seq })}
            >
              <span class={styles.pinned} aria-hidden="true">
                ◆
              </span>
              {frame && (
                <>
                  <span class={styles.dim}>{formatClock(frame.at)}</span>
                  <span class={frame.sent ? styles.sent : styles.received}>{frame.sent ? '↑' : '↓'}</span>
                </>
              )}
              {note && <span class={styles.note}>{visible(note)}</span>}
              <span class={styles.summary}>
                {frame ? lineOf(store, frame, decoding?.get(frame.index)).text : t('frames.pinGone')}
              </span>
            </button>
            <IconButton
              icon="close"
              label={t('frames.unpin')}
              onClick={() => store.pins.toggle(socket.id, [seq])}
            />
          </li>
        );
      })}
    </ul>
  );
}
