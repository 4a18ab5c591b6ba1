import type { Exchange } from './exchanges';
import type { Session } from './model';
import type { Observation } from './observations';

/** Exchanges that a live panel keeps: a day of polling must not make each further one slower to take in. */
export const LIVE_EXCHANGES = 4_000;

/**
 * The exchanges that go first when so many have to: uses of a token, and what belongs to no flow; then steps of the
 * protocol and handshakes; those of living connections last. Oldest first, and chains of redirects go whole.
 *
 * @returns the exchanges of whole requests, `count` or a few more
 */
export function leastNeeded({ exchanges, flows, sockets }: Session, count: number): Exchange[] {
  const worth = new Map<string | undefined, number>();
  for (const { steps } of flows)
    for (const { kind, exchangeId } of steps)
      if (kind !== 'resource_request') worth.set(requestOf(exchanges, exchangeId), 1);
  for (const { handshake, state } of sockets) {
    const over = state.phase === 'closed' || state.phase === 'failed';
    worth.set(requestOf(exchanges, handshake?.exchangeId), over ? 1 : 2);
  }
  const requests = [...Map.groupBy(exchanges.values(), ({ requestId }) => requestId)]
    .map(([requestId, hops]) => ({ worth: worth.get(requestId) ?? 0, at: hops[0]!.startedAt, hops }))
    .sort((a, b) => a.worth - b.worth || a.at - b.at);
  const going: Exchange[] = [];
  for (const { hops } of requests) {
    if (going.length >= count) break;
    going.push(...hops);
  }
  return going;
}

function requestOf(exchanges: Session['exchanges'], id: string | undefined): string | undefined {
  return id === undefined ? undefined : exchanges.get(id)?.requestId;
}

/** Tells which observations are of these exchanges, bodies that carry no request id included. */
export function observationsOf(gone: readonly Exchange[]): (seen: Observation) => boolean {
  const requests = new Set(gone.map(({ requestId }) => requestId));
  // A body is matched to its exchange by time, and is then the same object in both.
  const bodies = new Set(gone.map(({ responseBody }) => responseBody));
  return (seen) => {
    if (seen.kind === 'response-body')
      return 'requestId' in seen.request ? requests.has(seen.request.requestId) : bodies.has(seen.body);
    return 'requestId' in seen && requests.has(seen.requestId);
  };
}
