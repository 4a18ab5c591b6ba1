import type { Exchange } from './exchanges';
import type { Body } from './observations';

/**
 * devtools.network and webRequest share no id, and their start times of one request lie about 1 ms apart;
 * the tolerance leaves room for a busy browser and is still far below what a person, or a poll, repeats at.
 */
const TOLERANCE_MS = 25;

/** Whether a body says more than the one that is there: text over "unavailable", whole over cut. */
export function prefersBody(body: Body, present: Body | undefined): boolean {
  return present === undefined || rank(body) > rank(present);
}

function rank(body: Body): number {
  if (body.state === 'unavailable') return 0;
  return 'truncated' in body && body.truncated ? 1 : 2;
}

export interface BodyRequest {
  url: string;
  method: string;
  startedAt: number;
}

export interface BodyMatch {
  exchangeId: string;
  body: Body;
}

/** Finds the exchange of a body that comes without a request id, whichever of the two comes first. */
export interface BodyMatcher {
  addExchange(exchange: Exchange): BodyMatch[];
  addBody(request: BodyRequest, body: Body): BodyMatch[];
  forget(exchanges: readonly Exchange[]): void;
  clear(): void;
}

interface Group {
  exchanges: { id: string; startedAt: number }[];
  bodies: { startedAt: number; body: Body }[];
}

// A HAR entry's URL has no fragment (HAR 1.2, request.url); webRequest's has.
function keyOf({ method, url }: { method: string; url: string }): string {
  return `${method} ${url.split('#', 1)[0]}`;
}

export function createBodyMatcher(): BodyMatcher {
  const groups = new Map<string, Group>();

  function groupOf(request: { method: string; url: string }): Group {
    const key = keyOf(request);
    let group = groups.get(key);
    if (!group) {
      group = { exchanges: [], bodies: [] };
      groups.set(key, group);
    }
    return group;
  }

  return {
    addExchange(exchange) {
      const group = groupOf(exchange);
      group.exchanges.push({ id: exchange.id, startedAt: exchange.startedAt });
      return matchAround(group, exchange.startedAt);
    },
    addBody(request, body) {
      const { startedAt } = request;
      const group = groupOf(request);
      group.bodies.push({ startedAt, body });
      return matchAround(group, startedAt);
    },
    forget(exchanges) {
      const ids = new Set(exchanges.map(({ id }) => id));
      const bodies = new Set(exchanges.map(({ responseBody }) => responseBody));
      for (const key of new Set(exchanges.map(keyOf))) {
        const group = groups.get(key);
        if (!group) continue;
        group.exchanges = group.exchanges.filter(({ id }) => !ids.has(id));
        group.bodies = group.bodies.filter(({ body }) => !bodies.has(body));
        if (group.exchanges.length + group.bodies.length === 0) groups.delete(key);
      }
    },
    clear: () => groups.clear(),
  };
}

/** Pairs what lies near a time, nearest first, each used once. A real body goes before an unavailable one. */
function matchAround({ exchanges, bodies }: Group, at: number): BodyMatch[] {
  const near = <T extends { startedAt: number }>(list: readonly T[]) =>
    list.filter(({ startedAt }) => Math.abs(startedAt - at) <= 2 * TOLERANCE_MS);
  const nearExchanges = near(exchanges);
  const pairs = near(bodies)
    .flatMap((body) =>
      nearExchanges.map((exchange) => ({
        body,
        exchange,
        apart: Math.abs(body.startedAt - exchange.startedAt),
      })),
    )
    .filter(({ apart }) => apart <= TOLERANCE_MS)
    .sort((a, b) => rank(b.body.body) - rank(a.body.body) || a.apart - b.apart);
  const used = new Set<object>();
  const matches: BodyMatch[] = [];
  for (const { body, exchange } of pairs) {
    if (used.has(body) || used.has(exchange)) continue;
    used.add(body).add(exchange);
    matches.push({ exchangeId: exchange.id, body: body.body });
  }
  return matches;
}
