import {
  applySocketClosed,
  applySocketClosing,
  applySocketErrored,
  applySocketOpened,
  createSocket,
} from '../websocket/lifecycle';
import type { Handshake, Socket, SocketId } from '../websocket/model';
import { applyDepartures, type Departure, isDeparture } from './departures';
import type { Exchange } from './exchanges';
import type { TallyingFrameStore } from './frame-store';
import { accepts, joinHandshakes } from './handshakes';
import type { Observed, Place } from './observations';
import { share } from './share';
import type { Tally } from './tally';
import { unseenSocket } from './unseen';

export type SocketObservation = Observed<
  | 'socket-created'
  | 'socket-opened'
  | 'socket-closing'
  | 'socket-errored'
  | 'socket-closed'
  | 'frames-dropped'
>;

/** Sockets of a session, put together in whatever order their parts come. */
export interface SocketTable {
  apply(seen: SocketObservation): void;
  depart(seen: Departure): void;
  /** A document was there before the extension. */
  late(document: Place): void;
  /** All sockets in order of creation; each the same object until something of it changes. */
  sockets(websocketExchanges: readonly Exchange[], frames: TallyingFrameStore): readonly Socket[];
  /** Grows when anything but traffic changed, as of the last `sockets()`. */
  readonly factsVersion: number;
  clear(): void;
}

interface Entry {
  base: Socket;
  /** What `shown` was made from. */
  from?: { socket: Socket; ordinal: number; handshake?: Handshake; tally?: number; missing: number };
  firstVersion?: number;
  shown?: Socket;
}

export function createSocketTable(): SocketTable {
  const entries = new Map<SocketId, Entry>();
  const early = new Map<SocketId, SocketObservation[]>();
  const departures: Departure[] = [];
  const lateDocuments: Place[] = [];
  let unseen = new Map<SocketId, Socket>();
  let handshakes = new Map<SocketId, Handshake>();
  let joinedFrom: { version: number; exchanges: readonly Exchange[] } | undefined;
  let version = 0;
  let factsVersion = 0;
  let list: readonly Socket[] = [];

  function apply(seen: SocketObservation): void {
    version++;
    if (seen.kind === 'socket-created') {
      if (entries.has(seen.socket)) return;
      const parts = early.get(seen.socket) ?? [];
      early.delete(seen.socket);
      entries.set(seen.socket, { base: parts.reduce(applyPart, createSocket(seen, 0)) });
      return;
    }
    const entry = entries.get(seen.socket);
    if (entry) entry.base = applyPart(entry.base, seen);
    else early.set(seen.socket, [...(early.get(seen.socket) ?? []), seen]);
  }

  function join(exchanges: readonly Exchange[]): void {
    if (joinedFrom?.version === version && joinedFrom.exchanges === exchanges) return;
    joinedFrom = { version, exchanges };
    const hooked = [...entries.values()].map(({ base }) => base);
    const joined = joinHandshakes(hooked, exchanges);
    handshakes = new Map([...joined].map(([id, handshake]) => [id, share(handshakes.get(id), handshake)]));
    const taken = new Set([...joined.values()].map(({ exchangeId }) => exchangeId));
    unseen = new Map(
      exchanges
        .filter(({ id, status, error }) => !taken.has(id) && (status !== undefined || error !== undefined))
        .map((exchange) => unseenSocket(exchange, hooked, lateDocuments))
        .map((socket) => [socket.id, share(unseen.get(socket.id), socket)]),
    );
  }

  function show(entry: Entry, ordinal: number, frames: TallyingFrameStore): Socket {
    const { base, from } = entry;
    const handshake = handshakes.get(base.id);
    const tally = frames.tally(base.id);
    const missing = frames.missing(base.id);
    const withTraffic = addTraffic(base, tally, missing);
    const socket = departures.length > 0 ? applyDepartures(withTraffic, departures) : withTraffic;
    const ended = socket.endInferredFrom !== entry.shown?.endInferredFrom;
    const sameFacts =
      from?.socket === base && from.ordinal === ordinal && from.handshake === handshake && !ended;
    if (sameFacts && from.tally === tally?.version && from.missing === missing) return entry.shown!;
    if (!sameFacts || entry.firstVersion !== tally?.firstVersion) factsVersion++;
    entry.firstVersion = tally?.firstVersion;
    entry.from = { socket: base, ordinal, handshake, tally: tally?.version, missing };
    entry.shown = { ...addHandshake(socket, handshake), ordinal };
    return entry.shown;
  }

  return {
    apply,
    late(document) {
      lateDocuments.push(document);
      version++;
    },
    depart(seen) {
      if (!isDeparture(seen)) return;
      departures.push(seen);
      version++;
    },
    sockets(exchanges, frames) {
      join(exchanges);
      const rows = [...entries.values(), ...unseen.values()].sort((a, b) => createdAtOf(a) - createdAtOf(b));
      const next = rows.map((row, i) => {
        if ('base' in row) return show(row, i + 1, frames);
        const before = list[i];
        return before && before.id === row.id
          ? share(before, { ...row, ordinal: i + 1 })
          : { ...row, ordinal: i + 1 };
      });
      const same = next.length === list.length && next.every((socket, i) => socket === list[i]);
      if (same) return list;
      if (
        next.length !== list.length ||
        next.some((socket, i) => !socket.framesVisible && socket !== list[i])
      ) {
        factsVersion++;
      }
      list = next;
      return list;
    },
    get factsVersion() {
      return factsVersion;
    },
    clear() {
      entries.clear();
      early.clear();
      departures.length = 0;
      lateDocuments.length = 0;
      unseen = new Map();
      handshakes = new Map();
      joinedFrom = undefined;
      list = [];
      version++;
      factsVersion++;
    },
  };
}

function createdAtOf(row: Entry | Socket): number {
  return 'base' in row ? row.base.createdAt : row.createdAt;
}

function applyPart(socket: Socket, seen: SocketObservation): Socket {
  switch (seen.kind) {
    case 'socket-created':
      return socket;
    case 'socket-opened':
      return applySocketOpened(socket, seen);
    case 'socket-closing':
      return applySocketClosing(socket, seen);
    case 'socket-errored':
      return applySocketErrored(socket, seen);
    case 'socket-closed':
      return applySocketClosed(socket, seen);
    case 'frames-dropped': {
      const { frames, bytes } = socket.dropped;
      return { ...socket, dropped: { frames: frames + seen.count, bytes: bytes + seen.bytes } };
    }
  }
}

function addTraffic(socket: Socket, tally: Readonly<Tally> | undefined, missing: number): Socket {
  if (!tally) return socket;
  const { sent, received, lastAt, firstSent, firstReceived } = tally;
  return {
    ...(socket.unseenReason === 'stream' ? withFrames(socket) : socket),
    sent: { ...sent },
    received: { ...received },
    ...(lastAt !== undefined && { lastFrameAt: lastAt }),
    firstSent,
    firstReceived,
    // A frame that was announced as dropped is a gap as well: counted once.
    dropped: { ...socket.dropped, frames: Math.max(socket.dropped.frames, missing) },
  };
}

/** A WebSocketStream whose frames DevTools has told of. */
function withFrames({ unseenReason: _, ...socket }: Socket): Socket {
  return { ...socket, framesVisible: true, framesFrom: 'devtools.network' };
}

/** With its handshake, and what that says about a connection that failed. */
function addHandshake(socket: Socket, handshake: Handshake | undefined): Socket {
  if (!handshake) return socket;
  const { state } = socket;
  if (state.phase !== 'failed' || state.by !== 'unknown') return { ...socket, handshake };
  const { status, error = '' } = handshake;
  const refused = status !== undefined && !accepts(status);
  const by = refused ? 'server' : NETWORK_ERROR.test(error) ? 'network' : 'unknown';
  return { ...socket, handshake, state: { ...state, by } };
}

/** Errors before any server answered. `net::ERR_FAILED` is none of them: Chromium says so of refusals as well. */
const NETWORK_ERROR =
  /^(net::ERR_(CONNECTION|NAME|ADDRESS|INTERNET|NETWORK|TIMED|SSL|CERT|PROXY)_?|NS_ERROR_(CONNECTION_REFUSED|UNKNOWN_HOST|NET_|OFFLINE|PROXY))/;
