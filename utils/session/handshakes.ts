import { endedAtOf, openedAtOf } from '../websocket/lifecycle';
import type { Handshake, Socket, SocketId } from '../websocket/model';
import { align, UNPAIRED } from './align';
import type { Exchange } from './exchanges';
import { headerOf } from './headers';

/** The page's clock and the browser process's are set from one, and differ by their rounding and drift. */
const CLOCK_SLACK_MS = 50;
/** A request starts within milliseconds of the constructor call; a blocked browser takes longer. */
const LONGEST_START_MS = 10_000;

/**
 * Joins sockets that a hook reported with handshakes that webRequest saw. They share no id: what ties them is the
 * frame, the document, the URL, the order of creation (which Chromium keeps) and that their outcomes agree.
 *
 * @returns the handshake of each socket that has one
 */
export function joinHandshakes(
  sockets: readonly Socket[],
  exchanges: readonly Exchange[],
): Map<SocketId, Handshake> {
  const joined = joinByAccept(sockets, exchanges);
  const taken = new Set([...joined.values()].map(({ exchangeId }) => exchangeId));
  const rest = {
    sockets: sockets.filter(({ id, source }) => !joined.has(id) && !source),
    exchanges: exchanges.filter(({ id }) => !taken.has(id)),
  };
  for (const group of grouped(rest, destinationKey).flatMap(byDocument)) {
    if (group.sockets.length === 0 || group.exchanges.length === 0) continue;
    for (const stretch of stretches(group)) joinStretch(stretch, joined);
  }
  return joined;
}

/** RFC 6455 §4.2.2: the answer to a random key, so no two handshakes have the same. */
function joinByAccept(sockets: readonly Socket[], exchanges: readonly Exchange[]): Map<SocketId, Handshake> {
  const named = sockets.filter(({ accept }) => accept !== undefined);
  if (named.length === 0) return new Map();
  const byAccept = new Map(exchanges.map((exchange) => [acceptOf(exchange), exchange]));
  return new Map(
    named.flatMap(({ id, accept }) => {
      const exchange = byAccept.get(accept);
      return exchange ? [[id, handshakeOf(exchange, 'accept')] as const] : [];
    }),
  );
}

function acceptOf({ responseHeaders }: Exchange): string | undefined {
  return headerOf(responseHeaders, 'sec-websocket-accept');
}

interface Group {
  sockets: readonly Socket[];
  exchanges: readonly Exchange[];
}

type Placed = Pick<Socket, 'place' | 'url'>;

function grouped({ sockets, exchanges }: Group, key: (member: Placed) => string): Group[] {
  const socketsBy = Map.groupBy(sockets, key);
  const exchangesBy = Map.groupBy(exchanges, key);
  return [...new Set([...socketsBy.keys(), ...exchangesBy.keys()])].map((name) => ({
    sockets: socketsBy.get(name) ?? [],
    exchanges: exchangesBy.get(name) ?? [],
  }));
}

/** HSTS and upgrade-insecure-requests change the scheme on the way, so it takes no part. */
function destinationKey({ place, url }: Placed): string {
  return `${place.tabId}|${place.frameId}|${url.split('#', 1)[0]!.replace(/^[a-z]+:/i, '')}`;
}

/** Order holds within a document. Where the browser named all documents, each is joined by itself. */
function byDocument(group: Group): Group[] {
  const named = [...group.sockets, ...group.exchanges].every(({ place }) => place.documentId !== undefined);
  return named ? grouped(group, ({ place }) => place.documentId!) : [group];
}

/** Cuts where nothing before can belong to anything after, so that a thousand reconnects stay cheap. */
function stretches({ sockets, exchanges }: Group): Group[] {
  const events = [
    ...sockets.map((socket) => ({
      at: socket.createdAt,
      reach: latestStart(socket),
      socket,
      exchange: undefined,
    })),
    ...exchanges.map((exchange) => ({
      at: exchange.startedAt,
      reach: exchange.startedAt,
      socket: undefined,
      exchange,
    })),
  ].sort((a, b) => a.at - b.at);
  const cut: { sockets: Socket[]; exchanges: Exchange[] }[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const { at, reach, socket, exchange } of events) {
    if (at > reached + CLOCK_SLACK_MS) cut.push({ sockets: [], exchanges: [] });
    reached = Math.max(reached, reach);
    if (socket) cut.at(-1)!.sockets.push(socket);
    else cut.at(-1)!.exchanges.push(exchange);
  }
  return cut;
}

/** The latest that a socket's request can have started: a connection that is open, or over, had it before. */
function latestStart({ state, createdAt }: Socket): number {
  return openedAtOf(state) ?? endedAtOf(state) ?? createdAt + LONGEST_START_MS;
}

function joinStretch({ sockets, exchanges }: Group, joined: Map<SocketId, Handshake>): void {
  const cost = (i: number, j: number) => pairCost(sockets[i]!, exchanges[j]!);
  const partners = align(sockets.length, exchanges.length, cost, (i) => aloneCost(sockets[i]!));
  partners.forEach((j, i) => {
    if (j === undefined) return;
    const rivals =
      exchanges.filter((_, other) => cost(i, other) !== undefined).length +
      sockets.filter((_, other) => cost(other, j) !== undefined).length;
    joined.set(sockets[i]!.id, handshakeOf(exchanges[j]!, rivals > 2 ? 'order' : 'only-candidate'));
  });
}

/** A socket that opened had a handshake; one that failed, or was closed at once, may never have made a request. */
function aloneCost({ state, closeCall }: Socket): number {
  if (state.phase !== 'failed') return UNPAIRED;
  return closeCall ? UNPAIRED / 4 : UNPAIRED / 2;
}

/** Milliseconds by which the times of the two disagree; undefined where they cannot be one connection. */
function pairCost(socket: Socket, exchange: Exchange): number | undefined {
  const { documentId } = socket.place;
  // A request without a document, where its page has one, is a worker's (Firefox).
  if (documentId && documentId !== exchange.place.documentId) return undefined;
  const delay = exchange.startedAt - socket.createdAt;
  if (delay < -CLOCK_SLACK_MS || exchange.startedAt > latestStart(socket) + CLOCK_SLACK_MS) return undefined;

  const openedAt = openedAtOf(socket.state);
  const endedAt = endedAtOf(socket.state);
  const { respondedAt, status, error } = exchange;
  if (openedAt !== undefined) {
    if (error || (status !== undefined && !accepts(status))) return undefined;
    if (respondedAt !== undefined && respondedAt > openedAt + CLOCK_SLACK_MS) return undefined;
    return Math.abs(delay) + (respondedAt === undefined ? 0 : Math.abs(openedAt - respondedAt));
  }
  if (endedAt === undefined) return Math.abs(delay);
  // A handshake that went through belongs to a socket that opened, unless the page had given it up before.
  if (status !== undefined && accepts(status) && !error && !socket.closeCall) return undefined;
  if (socket.closeCall) return Math.abs(delay);
  const failedAt = exchange.endedAt;
  if (failedAt === undefined) return Math.abs(delay);
  if (failedAt > endedAt + CLOCK_SLACK_MS) return undefined;
  return Math.abs(delay) + Math.abs(endedAt - failedAt);
}

/** 101 over HTTP/1.1, 200 over HTTP/2 and 3 (RFC 8441 §5, RFC 9220). */
export function accepts(status: number): boolean {
  return status === 101 || status === 200;
}

/** The handshake that an exchange shows. */
export function handshakeOf(exchange: Exchange, joinedBy: Handshake['joinedBy']): Handshake {
  const {
    id,
    startedAt,
    respondedAt,
    endedAt,
    requestHeaders,
    status,
    statusLine,
    responseHeaders,
    ip,
    error,
  } = exchange;
  return {
    exchangeId: id,
    joinedBy,
    startedAt,
    respondedAt,
    endedAt,
    requestHeaders,
    status,
    statusLine,
    responseHeaders,
    ip,
    error,
  };
}
