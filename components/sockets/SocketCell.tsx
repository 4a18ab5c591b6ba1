import { FindingBadge } from '@/components/findings/FindingBadge';
import { later } from '@/components/ui/later';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { formatBytes, formatCount, formatDuration } from '@/utils/panel/format';
import { closeCode, endedAt, lifetime, linksOf, socketState, urlView } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import { LinkChip } from './LinkChip';
import styles from './SocketList.module.css';
import { SocketState } from './SocketState';

const Attempts = later(() => import('./Attempts').then((module) => module.Attempts));
const Sparkline = later(() => import('./Sparkline').then((module) => module.Sparkline));

export type ColumnId =
  | 'ordinal'
  | 'state'
  | 'url'
  | 'protocol'
  | 'frames'
  | 'rate'
  | 'bytes'
  | 'time'
  | 'code'
  | 'token';

interface SocketCellProps {
  store: PanelStore;
  socket: Socket;
  of: ColumnId;
  /** Of a row that stands for several. */
  attempts?: readonly Socket[];
  open?: boolean;
  /** An earlier attempt. */
  beneath: boolean;
  onToggle: () => void;
}

/** What one column says of a connection. */
export function SocketCell({ store, socket, of, attempts, open, beneath, onToggle }: SocketCellProps) {
  switch (of) {
    case 'ordinal':
      return <span class={styles.dim}>{socket.ordinal}</span>;
    case 'state':
      return <SocketState socket={socket} />;
    case 'url':
      return (
        <>
          {attempts && (
            <button
              type="button"
              class={styles.fold}
              tabIndex={-1}
              aria-label={t(open ? 'sockets.foldAttempts' : 'sockets.unfoldAttempts')}
              onPointerDown={(event) => event.stopPropagation()}
              onClick={onToggle}
            >
              {open ? '▾' : '▸'}
            </button>
          )}
          {beneath && <span class={styles.beneath} />}
          <FindingBadge findings={store.findings} id={socket.id} />
          <Url socket={socket} />
          {attempts && <Attempts attempts={attempts} />}
        </>
      );
    case 'protocol':
      return <span class={styles.path}>{socket.protocol || '—'}</span>;
    case 'frames':
      return <Traffic socket={socket} />;
    case 'rate':
      return <Sparkline store={store} socket={socket} />;
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
          title={t(exposed ? 'sockets.plainExposed' : 'sockets.plainLoopback')}
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
  if (!socket.framesVisible) return <span class={styles.dim}>{t('sockets.notVisible')}</span>;
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
