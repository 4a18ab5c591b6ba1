import { FindingBadge } from '@/components/findings/FindingBadge';
import { type Column, Grid, type GridRow } from '@/components/ui/Grid';
import { useSize } from '@/components/ui/useSize';
import type { PanelStore } from '@/utils/panel';
import { formatBytes, formatCount, formatDuration } from '@/utils/panel/format';
import { closeCode, endedAt, lifetime, linksOf, socketState, urlView } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import { LinkChip } from './LinkChip';
import styles from './SocketList.module.css';
import { SocketState } from './SocketState';

type ColumnId = 'ordinal' | 'state' | 'url' | 'protocol' | 'frames' | 'bytes' | 'time' | 'code' | 'token';

const COLUMNS: readonly (Column & { id: ColumnId; from?: number })[] = [
  { id: 'ordinal', label: '#', width: '34px', end: true, title: 'In order of creation' },
  { id: 'state', label: 'State', width: '100px' },
  { id: 'url', label: 'Connection', width: 'minmax(110px, 1fr)' },
  { id: 'protocol', label: 'Subprotocol', width: '104px', from: 820 },
  {
    id: 'frames',
    label: 'Frames ↑ ↓',
    width: '94px',
    end: true,
    title: 'Frames sent and received',
    from: 440,
  },
  { id: 'bytes', label: 'Size', width: '60px', end: true, title: 'Bytes both ways', from: 570 },
  {
    id: 'time',
    label: 'Lasted',
    width: '68px',
    end: true,
    title: 'From creation to close, or until now',
    from: 500,
  },
  { id: 'code', label: 'Code', width: '46px', end: true, title: 'Close code', from: 310 },
  { id: 'token', label: 'Token', width: '66px', title: 'OAuth flow whose token it carries', from: 350 },
];

/** The connections of the page, each a row. */
export function SocketList({ store }: { store: PanelStore }) {
  const [box, { width }] = useSize<HTMLDivElement>();
  const sockets = store.sockets.value;
  const opened = store.selection.opened.value.socketId;
  const columns = COLUMNS.filter((column) => (column.from ?? 0) <= width);

  function row(index: number): GridRow | undefined {
    const socket = sockets[index];
    if (!socket) return undefined;
    return {
      // Not its id: a handshake seen before its constructor has one of its own, and the row is to stay the same.
      key: socket.ordinal,
      related: store.related.value.sockets.has(socket.id),
      title: urlView(socket).full,
      cells: columns.map((column) => <Cell key={column.id} store={store} socket={socket} of={column.id} />),
    };
  }
  return (
    <div ref={box} class={styles.list}>
      <Grid
        label="WebSocket connections"
        columns={columns}
        count={sockets.length}
        row={row}
        selected={sockets.findIndex((socket) => socket.id === opened)}
        onSelect={(index) => store.select({ kind: 'socket', id: sockets[index]!.id })}
        least="244px"
      />
    </div>
  );
}

function Cell({ store, socket, of }: { store: PanelStore; socket: Socket; of: ColumnId }) {
  switch (of) {
    case 'ordinal':
      return <span class={styles.dim}>{socket.ordinal}</span>;
    case 'state':
      return <SocketState socket={socket} />;
    case 'url':
      return (
        <>
          <FindingBadge findings={store.findings} id={socket.id} />
          <Url socket={socket} />
        </>
      );
    case 'protocol':
      return <span class={styles.path}>{socket.protocol || '—'}</span>;
    case 'frames':
      return <Traffic socket={socket} />;
    case 'bytes':
      return (
        <span>{socket.framesVisible ? formatBytes(socket.sent.bytes + socket.received.bytes) : '—'}</span>
      );
    case 'time':
      return <Lasted store={store} socket={socket} />;
    case 'code': {
      const bad = socketState(socket).tone === 'error';
      return <span class={bad ? styles.bad : undefined}>{closeCode(socket) ?? ''}</span>;
    }
    case 'token':
      return <Token store={store} socket={socket} />;
  }
}

function Url({ socket }: { socket: Socket }) {
  const { host, path, plain, exposed } = urlView(socket);
  return (
    <>
      {plain && (
        <span
          class={styles.plain}
          data-exposed={exposed ? '' : undefined}
          title={exposed ? 'ws: not encrypted' : 'ws: not encrypted, but it does not leave this machine'}
        >
          ws
        </span>
      )}
      <span class={styles.url}>
        <span class={styles.host}>{host}</span>
        <span class={styles.path}>{path}</span>
      </span>
    </>
  );
}

function Traffic({ socket }: { socket: Socket }) {
  if (!socket.framesVisible) return <span class={styles.dim}>not visible</span>;
  return (
    <span class={styles.traffic}>
      <span>
        {formatCount(socket.sent.frames)} <span class={styles.sent}>↑</span>
      </span>
      <span>
        {formatCount(socket.received.frames)} <span class={styles.received}>↓</span>
      </span>
    </span>
  );
}

/** Only what lives reads the clock, so that a second draws nothing else again. */
function Lasted({ store, socket }: { store: PanelStore; socket: Socket }) {
  const now = endedAt(socket) === undefined ? store.clock.value : 0;
  return <span>{formatDuration(lifetime(socket, now))}</span>;
}

function Token({ store, socket }: { store: PanelStore; socket: Socket }) {
  const links = linksOf(store.session.value, socket.id);
  const last = links.at(-1);
  return last ? <LinkChip store={store} view={last} until={endedAt(socket)} /> : null;
}
