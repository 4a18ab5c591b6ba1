import { endedAtOf, openedAtOf } from '../websocket/lifecycle';
import type { Socket } from '../websocket/model';
import type { Observed } from './observations';

/** A document's end: its sockets end with it, and no script is left to report their close events. */
export type Departure = Observed<'navigated' | 'tab-closed'>;

/** Without document ids, a socket made this shortly before a commit may be the new document's own. */
const COMMIT_SLACK_MS = 500;

export function isDeparture(seen: Departure): boolean {
  return seen.kind === 'tab-closed' || !seen.sameDocument;
}

/** The socket as it is after its document went, where one of the departures took it; else the socket itself. */
export function applyDepartures(socket: Socket, departures: readonly Departure[]): Socket {
  if (endedAtOf(socket.state) !== undefined) return socket;
  const departure = departures.find((candidate) => takes(candidate, socket));
  if (!departure) return socket;
  const since = departure.at;
  const endInferredFrom = departure.kind === 'tab-closed' ? 'tab-closed' : 'navigation';
  const openedAt = openedAtOf(socket.state);
  return {
    ...socket,
    endInferredFrom,
    state:
      openedAt === undefined
        ? { phase: 'failed', since, by: 'page' }
        : { phase: 'closed', since, openedAt, code: 1001, reason: '', wasClean: false, by: 'page' },
  };
}

function takes(departure: Departure, socket: Socket): boolean {
  const { place, createdAt, lastFrameAt = createdAt } = socket;
  if (departure.place.tabId !== place.tabId) return false;
  if (departure.kind === 'tab-closed') return createdAt <= departure.at;
  const sameFrame = departure.place.frameId === place.frameId;
  if (!sameFrame && departure.place.frameId !== 0) return false;
  if (sameFrame && place.documentId && departure.place.documentId) {
    return place.documentId !== departure.place.documentId && createdAt < departure.at;
  }
  return Math.max(createdAt, lastFrameAt) < departure.at - COMMIT_SLACK_MS;
}
