import { Empty } from '@/components/ui/Empty';
import { Split } from '@/components/ui/Split';
import { useSize } from '@/components/ui/useSize';
import type { PanelStore } from '@/utils/panel';
import { framesOf, rowOfSeq, withoutFrames } from '@/utils/panel/frame-list';
import { unseenFrames } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import { FrameBar } from './FrameBar';
import styles from './FramesTab.module.css';
import { FrameTable } from './FrameTable';
import { Payload } from './Payload';
import { useDecoding } from './useDecoding';

/** In a box lower than this, a payload stands beside the frames, if there is the width. */
const SHORT = 330;
const WIDE = 480;

/** A connection's frames, and the payload of the selected one. */
export function FramesTab({ store, socket }: { store: PanelStore; socket: Socket }) {
  const [box, size] = useSize<HTMLDivElement>();
  const decoding = useDecoding(store, socket);
  store.search.version.value;
  // The store's columns are not signals: its version says when to look again.
  store.version.value;
  decoding?.version.value;
  const all = store.search.filters.value
    ? store.search.matchesOf(socket.id)
    : framesOf(store.frames, socket.id);
  const folds = decoding !== undefined && !store.settings.heartbeats.value && decoding.heartbeats.size > 0;
  const list = folds ? withoutFrames(all, decoding.heartbeats) : all;
  const row = rowOfSeq(store.frames, list, store.selection.opened.value.frameSeq);
  const frame = row < 0 ? undefined : store.frames.get(list.indices[row]!);
  const unseen = unseenFrames(socket);

  if (unseen) {
    return (
      <Empty title="Its frames cannot be seen">
        <p>{unseen}</p>
      </Empty>
    );
  }
  const beside = size.height > 0 && size.height < SHORT && size.width > WIDE;
  const table = <FrameTable store={store} socket={socket} list={list} selected={row} decoding={decoding} />;
  return (
    <div ref={box} class={styles.tab}>
      <FrameBar store={store} socket={socket} shown={list.count} decoding={decoding} />
      <Split
        label="Size of the frame list"
        axis={beside ? 'x' : 'y'}
        share={store.settings.frameListShare.value}
        onShare={(share) => store.settings.set('frameListShare', share)}
      >
        {table}
        {frame && (
          <Payload key={`${frame.socketId}:${frame.seq}`} store={store} frame={frame} decoding={decoding} />
        )}
      </Split>
    </div>
  );
}
