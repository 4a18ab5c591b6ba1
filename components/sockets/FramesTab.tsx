import { useMemo } from 'preact/hooks';
import { Empty } from '@/components/ui/Empty';
import { Split } from '@/components/ui/Split';
import type { PanelStore } from '@/utils/panel';
import { createFrameLists, rowOfSeq } from '@/utils/panel/frame-list';
import { queryWithin } from '@/utils/panel/socket-list';
import { unseenFrames } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import { FrameBar } from './FrameBar';
import { FrameTable } from './FrameTable';
import { Payload } from './Payload';

/** A connection's frames, and the payload of the selected one. */
export function FramesTab({ store, socket }: { store: PanelStore; socket: Socket }) {
  const frameList = useMemo(() => createFrameLists(store.frames), [store]);
  const query = store.filter.query.value;
  const within = useMemo(() => queryWithin(socket, query), [query, socket.id]);
  // The store's columns are not signals: its version says when to look again.
  store.version.value;
  const list = frameList(socket.id, within);
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
  const table = <FrameTable store={store} socket={socket} list={list} selected={row} />;
  return (
    <>
      <FrameBar store={store} socket={socket} shown={list.count} />
      {frame ? (
        <Split
          label="Height of the frame list"
          axis="y"
          share={store.settings.frameListShare.value}
          onShare={(share) => store.settings.set('frameListShare', share)}
        >
          {table}
          <Payload key={`${frame.socketId}:${frame.seq}`} store={store} frame={frame} />
        </Split>
      ) : (
        table
      )}
    </>
  );
}
