import type { Session } from '../session/model';
import type { Socket } from '../websocket/model';
import { splitAddress } from './address';
import { pairByOrder } from './align';
import { between, type Fact } from './facts';
import type { Pair } from './model';

/** What of a connection is held against its counterpart. Lengths of time differ always: only what they decide counts. */
function factsOf(socket: Socket, session: Session): Fact[] {
  const { state, handshake, protocols } = socket;
  const ended = state.phase === 'closed' || state.phase === 'failed';
  const carriers = session.links
    .filter(({ socketId }) => socketId === socket.id)
    .map(({ carrier }) => carrier);
  return [
    ['state', state.phase],
    ['code', ended ? `${state.code ?? ''}` : ''],
    ['reason', ended ? (state.reason ?? '') : ''],
    ['closedBy', ended ? state.by : ''],
    ['status', handshake?.status === undefined ? '' : `${handshake.status}`],
    ['offered', protocols.join(', ')],
    ['protocol', socket.protocol ?? ''],
    ['extensions', socket.extensions ?? ''],
    ['query', splitAddress(socket.url).names],
    ['carrier', [...new Set(carriers)].sort().join(', ')],
    ['frames', `${socket.sent.frames} ↑ ${socket.received.frames} ↓`],
    ['dropped', socket.dropped.frames > 0 ? `${socket.dropped.frames}` : ''],
  ];
}

const nameOf = ({ url }: Socket): string => splitAddress(url).place;

/** Connections of one address by the order in which they were opened. */
export function compareSockets(here: Session, there: Session): Pair[] {
  return pairByOrder(here.sockets, there.sockets, nameOf).map(([a, b]) => ({
    kind: 'socket',
    name: nameOf((a ?? b)!),
    ...(a && { here: { id: a.id, label: `#${a.ordinal}` } }),
    ...(b && { there: { id: b.id, label: `#${b.ordinal}` } }),
    ...between(a && factsOf(a, here), b && factsOf(b, there)),
  }));
}
