import { useMemo, useState } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { later } from '@/components/ui/later';
import { Properties, Property } from '@/components/ui/Properties';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { chosenFrames, copiedFrames } from '@/utils/panel/copied-frames';
import { formatBytes, formatClock, formatDuration } from '@/utils/panel/format';
import type { Frame } from '@/utils/session/frames';
import type { Socket } from '@/utils/websocket/model';
import { CopyMenu } from './CopyMenu';
import styles from './Payload.module.css';

const DiffView = later(() => import('./DiffView').then((module) => module.DiffView));

interface ChosenPaneProps {
  store: PanelStore;
  socket: Socket;
  seqs: readonly number[];
  onNote: () => void;
}

/** Several frames that are chosen together: how two of them differ, what more of them come to, and what one does with them. */
export function ChosenPane({ store, socket, seqs, onNote }: ChosenPaneProps) {
  const [secrets, setSecrets] = useState(false);
  const frames = useMemo(() => chosenFrames(store, socket, seqs), [store, socket.id, seqs.join()]);
  const [first, second] = frames;
  const pins = store.pins.pins.value[socket.id] ?? [];
  const pinned = seqs.every((seq) => pins.includes(seq));
  return (
    <section class={styles.payload} aria-label={t('payload.chosenLabel')}>
      <header class={styles.head}>
        <h3>{t('payload.chosen', { count: frames.length })}</h3>
        <span class={styles.tools}>
          <IconButton
            icon="pin"
            label={t(pinned ? 'frames.unpin' : 'frames.pin')}
            pressed={pinned}
            onClick={() => store.pins.toggle(socket.id, seqs)}
          />
          <IconButton icon="note" label={t('frames.note')} onClick={onNote} />
          <CopyButton
            label={t('payload.copy')}
            text={() => copiedFrames(store, socket, seqs, 'text', secrets)}
          />
          <CopyMenu store={store} socket={socket} seqs={seqs} secrets={secrets} onSecrets={setSecrets} />
          <IconButton
            icon="close"
            label={t('payload.close')}
            onClick={() => store.select({ kind: 'socket', id: socket.id, frame: 'none' })}
          />
        </span>
      </header>
      {frames.length === 2 && first && second ? (
        <DiffView before={first} after={second} />
      ) : (
        <Sums frames={frames} />
      )}
    </section>
  );
}

function Sums({ frames }: { frames: readonly Frame[] }) {
  const [first, last] = [frames[0], frames.at(-1)];
  if (!first || !last) return null;
  const sent = frames.filter((frame) => frame.sent);
  const bytes = (some: readonly Frame[]) => formatBytes(some.reduce((sum, { size }) => sum + size, 0));
  const received = frames.filter((frame) => !frame.sent);
  return (
    <Properties>
      <Property name={t('payload.sumSent')}>
        {t('frames.count', { count: sent.length })}, {bytes(sent)}
      </Property>
      <Property name={t('payload.sumReceived')}>
        {t('frames.count', { count: received.length })}, {bytes(received)}
      </Property>
      <Property name={t('payload.sumFrom')}>{formatClock(first.at)}</Property>
      <Property name={t('payload.sumTo')}>
        {formatClock(last.at)} (+{formatDuration(last.at - first.at)})
      </Property>
      <Property name={t('payload.sumInterval')}>
        {frames.length > 1 && formatDuration((last.at - first.at) / (frames.length - 1))}
      </Property>
    </Properties>
  );
}
