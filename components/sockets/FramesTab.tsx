import { useMemo, useRef, useState } from 'preact/hooks';
import { Empty } from '@/components/ui/Empty';
import { later } from '@/components/ui/later';
import { Split } from '@/components/ui/Split';
import { useSize } from '@/components/ui/useSize';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { frameOfSeq, rowOfSeq, withoutFrames } from '@/utils/panel/frame-list';
import { unseenFrames } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import { FrameBar } from './FrameBar';
import styles from './FramesTab.module.css';
import { FrameTable } from './FrameTable';
import { NoteForm } from './NoteForm';
import { PinnedFrames } from './PinnedFrames';
import { Payload } from './payload/Payload';
import { useChosenFrames } from './useChosenFrames';
import { useDecoding } from './useDecoding';
import { useFrameKeys } from './useFrameKeys';
import { useHeartbeats } from './useHeartbeats';

const ChosenPane = later(() => import('./payload/ChosenPane').then((module) => module.ChosenPane));
const ConversationTable = later(() =>
  import('./ConversationTable').then((module) => module.ConversationTable),
);

/** In a box lower than this, a payload stands beside the frames, if there is the width. */
const SHORT = 330;
const WIDE = 480;

/** A connection's frames, and the payload of the selected one. */
export function FramesTab({ store, socket }: { store: PanelStore; socket: Socket }) {
  const [box, size] = useSize<HTMLDivElement>();
  const detail = useRef<HTMLDivElement>(null);
  const [noting, setNoting] = useState<string>();
  const decoding = useDecoding(store, socket);
  store.search.version.value;
  // The store's columns are not signals: its version says when to look again.
  store.version.value;
  decoding?.version.value;
  const all = store.framesOf(socket.id);
  const heartbeats = useHeartbeats(store, socket, decoding);
  const folds = !store.settings.heartbeats.value && heartbeats.folded.count > 0;
  const list = useMemo(
    () => (folds ? withoutFrames(all, heartbeats.indices) : all),
    [all.indices, all.count, heartbeats, folds],
  );
  // Of the connection, not of the list: a filter does not close what is open.
  const frame = frameOfSeq(store.frames, socket.id, store.selection.opened.value.frameSeq);
  const row = rowOfSeq(store.frames, list, frame?.seq);
  const choosing = useChosenFrames(store, socket.id, list, frame?.seq);
  const openPayload = () => detail.current?.querySelector<HTMLElement>('[role="tab"][tabindex="0"]')?.focus();
  const onKey = useFrameKeys({ store, socket, choosing, note: () => setNoting(socket.id) });
  const unseen = unseenFrames(socket);

  if (unseen) {
    return (
      <Empty title={t('frames.unseenTitle')}>
        <p>{unseen}</p>
      </Empty>
    );
  }
  const beside = size.height > 0 && size.height < SHORT && size.width > WIDE;
  const shared = { store, socket, decoding };
  const byConversation =
    decoding && store.settings.framesBy.value === 'conversation' && decoding.pairs.conversations.length > 0;
  return (
    <div ref={box} class={styles.tab}>
      <FrameBar {...shared} shown={list.count} heartbeats={heartbeats.folded} />
      <PinnedFrames {...shared} />
      <Split
        label={t('frames.splitLabel')}
        axis={beside ? 'x' : 'y'}
        share={store.settings.frameListShare.value}
        onShare={(share) => store.settings.set('frameListShare', share)}
      >
        {byConversation ? (
          <ConversationTable
            key={socket.id}
            {...shared}
            decoding={decoding}
            list={list}
            current={frame}
            onOpen={openPayload}
          />
        ) : (
          <FrameTable
            {...shared}
            list={list}
            current={frame}
            selected={row}
            choosing={choosing}
            onKey={onKey}
            onOpen={openPayload}
          />
        )}
        {frame && (
          <div ref={detail} class={styles.detail}>
            {noting === socket.id && (
              <NoteForm
                key={choosing.seqs.join()}
                store={store}
                socket={socket}
                seqs={choosing.seqs}
                onDone={() => setNoting(undefined)}
              />
            )}
            {choosing.seqs.length > 1 ? (
              <ChosenPane {...shared} seqs={choosing.seqs} onNote={() => setNoting(socket.id)} />
            ) : (
              <Payload
                key={`${frame.socketId}:${frame.seq}`}
                {...shared}
                frame={frame}
                hidden={row < 0}
                onNote={() => setNoting(socket.id)}
              />
            )}
          </div>
        )}
      </Split>
    </div>
  );
}
