import type { Socket } from '../websocket/model';
import type { Exchange } from './exchanges';
import { unseenId } from './find-socket';
import { accepts, handshakeOf } from './handshakes';
import { headerOf } from './headers';
import type { Place } from './observations';

const NONE = { frames: 0, bytes: 0 } as const;

/**
 * A connection that webRequest saw and no hook reported, shown for what can be seen of it: its handshake.
 *
 * @param hooked the sockets that hooks did report: where they ran tells why this one was missed
 * @param late documents that were there before the extension
 */
export function unseenSocket(
  exchange: Exchange,
  hooked: readonly Socket[],
  late: readonly Place[] = [],
): Socket {
  return {
    id: unseenId(exchange.requestId),
    ordinal: 0,
    url: exchange.url,
    protocols: offeredProtocols(exchange),
    api: 'WebSocket',
    place: exchange.place,
    createdAt: exchange.startedAt,
    framesVisible: false,
    unseenReason: whyUnseen(exchange, hooked, late),
    state: stateOf(exchange),
    ...chosen(exchange),
    handshake: handshakeOf(exchange, 'only-candidate'),
    sent: NONE,
    received: NONE,
    dropped: NONE,
    firstSent: [],
    firstReceived: [],
  };
}

function whyUnseen(
  exchange: Exchange,
  hooked: readonly Socket[],
  late: readonly Place[],
): Socket['unseenReason'] {
  const { tabId, frameId, documentId } = exchange.place;
  // Firefox: a worker's request names no document, or no tab; a page's always does.
  if (tabId < 0) return 'worker';
  if (documentId === undefined && hooked.some(({ place }) => place.documentId !== undefined)) return 'worker';
  const isHere = (place: Place) =>
    documentId ? place.documentId === documentId : place.tabId === tabId && place.frameId === frameId;
  const neighbours = hooked.filter(({ place }) => isHere(place));
  if (neighbours.length === 0 && late.some(isHere)) return 'before-hook';
  const hook = neighbours.find(({ late }) => late);
  if (hook && exchange.startedAt < hook.createdAt) return 'before-hook';
  // Chromium gives a dedicated worker's request the frame and the document of its page.
  if (neighbours.length > 0) return 'worker';
  return frameId > 0 ? 'frame-escape' : 'unknown';
}

function stateOf({ startedAt, respondedAt, endedAt, status, error }: Exchange): Socket['state'] {
  const by = status !== undefined && !accepts(status) ? 'server' : 'unknown';
  if (error || by === 'server') return { phase: 'failed', since: endedAt ?? respondedAt ?? startedAt, by };
  if (status !== undefined) return { phase: 'open', since: respondedAt ?? endedAt ?? startedAt };
  return { phase: 'connecting', since: startedAt };
}

function offeredProtocols(exchange: Exchange): string[] {
  const offered = headerOf(exchange.requestHeaders, 'sec-websocket-protocol');
  return offered ? offered.split(',').map((protocol) => protocol.trim()) : [];
}

function chosen({ responseHeaders }: Exchange): Pick<Socket, 'protocol' | 'extensions'> {
  const protocol = headerOf(responseHeaders, 'sec-websocket-protocol');
  const extensions = headerOf(responseHeaders, 'sec-websocket-extensions');
  return { ...(protocol && { protocol }), ...(extensions && { extensions }) };
}
