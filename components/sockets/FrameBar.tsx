import { later } from '@/components/ui/later';
import { Popup, PopupCheck } from '@/components/ui/Popup';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { formatBytes, formatDuration } from '@/utils/panel/format';
import { heldFrames } from '@/utils/panel/frame-list';
import { TIME_MEANING } from '@/utils/panel/frame-texts';
import { TIME_COLUMNS } from '@/utils/panel/frame-times';
import type { Folded } from '@/utils/panel/heartbeats';
import type { Socket } from '@/utils/websocket/model';
import styles from './FramesTab.module.css';

const DecoderBar = later(() => import('./DecoderBar').then((module) => module.DecoderBar));

interface FrameBarProps {
  store: PanelStore;
  socket: Socket;
  shown: number;
  heartbeats: Folded;
  decoding?: Decoding;
}

/** What is shown of how many frames, as what they are read, how they stand, and what is missing. */
export function FrameBar({ store, socket, shown, heartbeats, decoding }: FrameBarProps) {
  // What pairs there are is no signal: its version says when to look again.
  decoding?.version.value;
  const held = heldFrames(store.frames, socket.id);
  const { sent, received, dropped } = socket;
  const gone = Math.max(dropped.frames, sent.frames + received.frames - held);
  return (
    <>
      <div class={styles.bar}>
        <span>
          {shown === held ? t('frames.count', { count: held }) : t('frames.countOf', { shown, count: held })}
        </span>
        <span>
          <span class={styles.sent}>↑</span> {formatBytes(sent.bytes)} <span class={styles.received}>↓</span>{' '}
          {formatBytes(received.bytes)}
        </span>
        {gone > 0 && (
          <span class={styles.dropped} title={t('frames.notKeptHint')}>
            {t('frames.notKept', { count: gone })}
          </span>
        )}
        {heartbeats.count > 0 && <HeartbeatLine store={store} heartbeats={heartbeats} />}
        <span class={styles.end}>
          {decoding && decoding.pairs.conversations.length > 0 && (
            <ByConversation store={store} decoding={decoding} />
          )}
          <Popup label={t('frames.timeColumns')} face={<>{t('frames.time')} ▾</>}>
            {() => <TimeChoice store={store} />}
          </Popup>
        </span>
      </div>
      {decoding && (decoding.detected.value || decoding.problem.value) ? (
        <DecoderBar store={store} socket={socket} decoding={decoding} />
      ) : (
        // The frames do not move when it is there.
        held > 0 && <div class={styles.bar} />
      )}
    </>
  );
}

/** All heartbeats as one line: how many, how often either side beats; and the switch that shows them. */
function HeartbeatLine({ store, heartbeats }: { store: PanelStore; heartbeats: Folded }) {
  const { heartbeats: shown } = store.settings;
  const { count, sentEvery, receivedEvery } = heartbeats;
  const every = [
    sentEvery !== undefined && `↑ ${formatDuration(sentEvery)}`,
    receivedEvery !== undefined && `↓ ${formatDuration(receivedEvery)}`,
  ].filter(Boolean);
  return (
    <label title={t('frames.heartbeatsHint')}>
      <input
        type="checkbox"
        checked={shown.value}
        onChange={(event) => store.settings.set('heartbeats', event.currentTarget.checked)}
      />
      {t('frames.heartbeats', { count })}
      {every.length > 0 && ` ${t('query.every', { interval: every.join(' ') })}`}
    </label>
  );
}

/** Frames as they came, or by operation. */
function ByConversation({ store, decoding }: { store: PanelStore; decoding: Decoding }) {
  const { framesBy } = store.settings;
  const { conversations, unanswered } = decoding.pairs;
  return (
    <label title={t('frames.byConversationHint')}>
      <input
        type="checkbox"
        checked={framesBy.value === 'conversation'}
        onChange={(event) =>
          store.settings.set('framesBy', event.currentTarget.checked ? 'conversation' : 'time')
        }
      />
      {t('frames.byConversation', { count: conversations.length })}
      {unanswered.length > 0 && (
        <span class={styles.dropped}>{t('frames.unansweredCount', { count: unanswered.length })}</span>
      )}
    </label>
  );
}

function TimeChoice({ store }: { store: PanelStore }) {
  const chosen = store.settings.timeColumns.value;
  return TIME_COLUMNS.map((column) => (
    <PopupCheck
      key={column}
      checked={chosen.includes(column)}
      onChange={(checked) =>
        store.settings.set(
          'timeColumns',
          TIME_COLUMNS.filter((one) => (one === column ? checked : chosen.includes(one))),
        )
      }
    >
      {t(TIME_MEANING[column])}
    </PopupCheck>
  ));
}
