import { createBodyMatcher, prefersBody } from './bodies';
import type { Exchange } from './exchanges';
import type { Body, Observed } from './observations';

export type RequestObservation = Observed<
  'request-started' | 'request-sent' | 'response-started' | 'request-completed' | 'request-failed'
>;

/** `${requestId}:${hop}`: one exchange for each hop of a redirect chain. */
export function exchangeIdOf(request: { requestId: string; hop: number }): string {
  return `${request.requestId}:${request.hop}`;
}

/** The exchange that a request's first observation makes. */
export function startExchange(started: Observed<'request-started'>): Exchange {
  const { requestId, hop, place, parentFrameId, type, initiator, method, url, at, body } = started;
  return {
    id: exchangeIdOf(started),
    requestId,
    hop,
    place,
    ...(parentFrameId !== undefined && { parentFrameId }),
    type,
    ...(initiator !== undefined && { initiator }),
    method,
    url,
    startedAt: at,
    ...(body && { requestBody: body }),
  };
}

/** The exchange with what a later observation adds; never changes the one given. */
export function applyRequest(
  exchange: Exchange,
  seen: Exclude<RequestObservation, { kind: 'request-started' }>,
): Exchange {
  switch (seen.kind) {
    case 'request-sent':
      return { ...exchange, sentAt: seen.at, requestHeaders: seen.headers };
    case 'response-started': {
      const { at, status, statusLine, headers, fromCache, ip, redirectUrl } = seen;
      return {
        ...exchange,
        respondedAt: at,
        status,
        responseHeaders: headers,
        ...(statusLine !== undefined && { statusLine }),
        ...(fromCache !== undefined && { fromCache }),
        ...(ip !== undefined && { ip }),
        ...(redirectUrl !== undefined && { redirectUrl }),
        // A redirect hop has no completion of its own: the next hop starts instead.
        ...(redirectUrl !== undefined && { endedAt: exchange.endedAt ?? at }),
      };
    }
    case 'request-completed':
      return { ...exchange, endedAt: seen.at, status: exchange.status ?? seen.status };
    case 'request-failed':
      return { ...exchange, endedAt: seen.at, error: seen.error };
  }
}

/** Parts of requests whose start was never seen wait for it, the newest so many. */
const EARLY_KEPT = 10_000;

function keepNewest(waiting: Map<string, unknown>): void {
  if (waiting.size > EARLY_KEPT) waiting.delete(waiting.keys().next().value!);
}

/** Exchanges of a session by id, put together in whatever order their parts come. */
export interface ExchangeTable {
  applyRequest(seen: RequestObservation): void;
  applyBody(seen: Observed<'response-body'>): void;
  /** The same Map until an exchange changes. */
  exchanges(): ReadonlyMap<string, Exchange>;
  readonly version: number;
  readonly size: number;
  forget(exchanges: readonly Exchange[]): void;
  clear(): void;
}

export function createExchangeTable(): ExchangeTable {
  const table = new Map<string, Exchange>();
  /** Parts that came before the start of their request. */
  const early = new Map<string, Exclude<RequestObservation, { kind: 'request-started' }>[]>();
  const earlyBodies = new Map<string, Body>();
  const matcher = createBodyMatcher();
  let version = 0;
  let shown: { version: number; map: ReadonlyMap<string, Exchange> } | undefined;

  function put(exchange: Exchange): void {
    table.set(exchange.id, exchange);
    version++;
  }

  function setBody(id: string, body: Body | undefined): void {
    const exchange = table.get(id);
    if (!exchange) {
      if (body) earlyBodies.set(id, body);
      keepNewest(earlyBodies);
      return;
    }
    if (body && prefersBody(body, exchange.responseBody)) put({ ...exchange, responseBody: body });
  }

  return {
    applyRequest(seen) {
      const id = exchangeIdOf(seen);
      if (seen.kind === 'request-started') {
        if (table.has(id)) return;
        const parts = early.get(id) ?? [];
        early.delete(id);
        put(parts.reduce(applyRequest, startExchange(seen)));
        setBody(id, earlyBodies.get(id));
        earlyBodies.delete(id);
        for (const match of matcher.addExchange(table.get(id)!)) setBody(match.exchangeId, match.body);
        return;
      }
      const exchange = table.get(id);
      if (exchange) put(applyRequest(exchange, seen));
      else early.set(id, [...(early.get(id) ?? []), seen]);
      keepNewest(early);
    },
    applyBody(seen) {
      if ('requestId' in seen.request) setBody(exchangeIdOf(seen.request), seen.body);
      else
        for (const match of matcher.addBody(seen.request, seen.body)) setBody(match.exchangeId, match.body);
    },
    exchanges() {
      if (shown?.version !== version) shown = { version, map: new Map(table) };
      return shown.map;
    },
    get version() {
      return version;
    },
    get size() {
      return table.size;
    },
    forget(gone) {
      for (const { id } of gone) table.delete(id);
      matcher.forget(gone);
      version++;
    },
    clear() {
      table.clear();
      early.clear();
      earlyBodies.clear();
      matcher.clear();
      version++;
    },
  };
}
