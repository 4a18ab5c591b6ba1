import { later } from '@/components/ui/later';
import type { PanelStore, TimeMode } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { formatBytes, formatCount, formatPlural } from '@/utils/panel/format';
import { heldFrames } from '@/utils/panel/frame-list';
import type { Socket } from '@/utils/websocket/model';
import styles from './FramesTab.module.css';

const MODES: readonly { id: TimeMode; label: string }[] = [
  { id: 'clock', label: 'time of day' },
  { id: 'since-open', label: 'since open' },
  { id: 'delta', label: 'Δ to previous' },
];

const DecoderChoice = later(() => import('./DecoderChoice').then((module) => module.DecoderChoice));
const SchemaChoice = later(() => import('./DecoderChoice').then((module) => module.SchemaChoice));

interface FrameBarProps {
  store: PanelStore;
  socket: Socket;
  shown: number;
  decoding?: Decoding;
}

/** What is shown of how many frames, how time is told, and what is missing. */
export function FrameBar({ store, socket, shown, decoding }: FrameBarProps) {
  const held = heldFrames(store.frames, socket.id);
  const { sent, received, dropped } = socket;
  const gone = Math.max(dropped.frames, sent.frames + received.frames - held);
  return (
    <>
      <div class={styles.bar}>
        <span>
          {shown === held
            ? formatPlural(held, 'frame')
            : `${formatCount(shown)} of ${formatPlural(held, 'frame')}`}
        </span>
        <span>
          <span class={styles.sent}>↑</span> {formatBytes(sent.bytes)} <span class={styles.received}>↓</span>{' '}
          {formatBytes(received.bytes)}
        </span>
        {gone > 0 && (
          <span
            class={styles.dropped}
            title="A bound was reached, and frames were left out to keep the page and DevTools quick."
          >
            {formatPlural(gone, 'frame')} not kept
          </span>
        )}
        {decoding && <DecoderChoice store={store} socket={socket} decoding={decoding} />}
        {decoding && decoding.heartbeats.size > 0 && (
          <label title="Frames that only keep the connection alive, by the protocol’s own word">
            <input
              type="checkbox"
              checked={store.settings.heartbeats.value}
              onChange={(event) => store.settings.set('heartbeats', event.currentTarget.checked)}
            />
            {formatPlural(decoding.heartbeats.size, 'heartbeat')}
          </label>
        )}
        <label class={styles.time}>
          Time
          <select
            value={store.settings.timeMode.value}
            onChange={(event) => store.settings.set('timeMode', event.currentTarget.value as TimeMode)}
          >
            {MODES.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      {decoding && <SchemaChoice store={store} socket={socket} decoding={decoding} />}
    </>
  );
}
