import type { Qualification } from '../oauth/qualify';
import { headerOf } from '../session/headers';
import type { Body, BodyUnavailable } from '../session/observations';
import type { FoundBody, WantedBody } from '../transport/messages';
import type { InFlight } from './requests';

/** After the response: time for a page to clean its address, which it does within milliseconds (ms). */
const SETTLE = 100;

/** How long a body waits for other wanted exchanges of its tab to end (ms). */
const LONGEST_WAIT = 10_000;

/** How long a page that has redeemed the authorization response in its address is waited for to clean it (ms). */
const LONGEST_CLEANING = 3_000;

/** What a page asks before it redeems an authorization response. */
const BEFORE_TOKENS = new Set<Qualification>(['metadata', 'jwks', 'registration']);

/** How long DevTools may take to hand over a body before it is said to be missing (ms). */
const PATIENCE = 15_000;

/** How often DevTools is asked again for a request that it does not know yet, and for how long (ms). */
const AGAIN = 300;
const LONGEST_UNKNOWN = 3_000;

/** Exchanges that ended before DevTools' page had started: how many, and for how long they can be asked for (ms). */
const MOST_MISSED = 50;
const MISSED_SINCE = 60_000;

/** Bodies that are owed at once. */
const MOST_OWED = 200;

export interface WantedBodiesOptions {
  /** Asks the devtools page of a tab. False if there is none. */
  ask(tabId: number, wanted: WantedBody[]): boolean;
  /** Whether an exchange of the tab whose body will be wanted is under way. */
  pending(tabId: number): boolean;
  /** Whether the tab's address still holds an authorization response, which a client is about to take out of it. */
  answering(tabId: number): boolean;
  /** Whether no request of the tab's document before went to this one's address. */
  first(tabId: number, request: InFlight): boolean;
  found(request: InFlight, body: Body): void;
  later(callback: () => void, delay: number): void;
  now(): number;
}

/** Bodies that Chrome's devtools pages are asked for. */
export interface WantedBodies {
  /** A response has ended whose body one of these tabs' devtools pages can have. */
  want(request: InFlight, tabs: readonly number[]): void;
  /** One has ended that no devtools page could be asked for; one may be about to start. */
  missed(request: InFlight): void;
  /** A devtools page has started. `belongs` tells which of the exchanges that were missed it can have seen. */
  opened(tabId: number, belongs: (request: InFlight) => boolean): void;
  answered(tabId: number, found: readonly FoundBody[]): void;
  /** The tab's document is about to be left, and DevTools with it forgets the requests. */
  leaving(tabId: number): void;
  /** The next document is there, or the one that was to be left has stayed. */
  arrived(tabId: number): void;
}

interface Owed {
  request: InFlight;
  since: number;
  /** It was asked for when the page was about to be left. */
  hurried?: boolean;
  /** Tabs whose devtools pages have not answered yet. */
  tabs: Set<number>;
  /** It has been said that there is none; a late one is still taken. */
  settled: boolean;
}

const keyOf = ({ requestId, hop }: { requestId: string; hop: number }) => `${requestId}:${hop}`;

/**
 * Asks devtools pages for bodies, as late as can be and several at once. Whatever DevTools lists it forgets at the
 * page's next change of address, also what is still under way: so nothing is asked for while another wanted exchange
 * of the tab runs or its address is about to be cleaned, unless the page is about to be left.
 */
export function createWantedBodies(options: WantedBodiesOptions): WantedBodies {
  const { ask, later, now } = options;
  const owed = new Map<string, Owed>();
  const queues = new Map<number, Set<string>>();
  const departing = new Set<number>();
  /** Documents that ended before their page had come: DevTools does not know them yet, and they are not what is left. */
  const coming = new Map<number, Set<string>>();
  let past: { request: InFlight; at: number }[] = [];

  function settle(key: string, entry: Owed, reason: BodyUnavailable): void {
    if (entry.settled) return;
    entry.settled = true;
    options.found(entry.request, { state: 'unavailable', reason });
    if (entry.tabs.size === 0) owed.delete(key);
  }

  /**
   * Whether the page is about to take an authorization response out of its address. On a busy machine it can be
   * seconds from metadata to the token request, which a listing made before it would lose.
   */
  function mayClean(tabId: number, entries: readonly Owed[]): boolean {
    if (!options.answering(tabId)) return false;
    if (entries.every(({ request }) => request.kind && BEFORE_TOKENS.has(request.kind))) return true;
    return now() - Math.max(...entries.map(({ since }) => since)) < LONGEST_CLEANING;
  }

  function flush(tabId: number, urgent: boolean): void {
    const keys = [...(queues.get(tabId) ?? [])];
    const entries = keys.flatMap((key) => owed.get(key) ?? []);
    if (entries.length === 0) return;
    const waited = now() - Math.min(...entries.map(({ since }) => since));
    if (!urgent && waited < LONGEST_WAIT && (options.pending(tabId) || mayClean(tabId, entries))) {
      later(() => flush(tabId, departing.has(tabId)), SETTLE);
      return;
    }
    queues.delete(tabId);
    if (urgent) for (const entry of entries) entry.hurried = true;
    if (
      ask(
        tabId,
        entries.map(({ request }) => wantedOf(request)),
      )
    )
      return;
    for (const { request } of entries) answer(tabId, keyOf(request.started), 'devtools-closed');
  }

  function enqueue(tabId: number, key: string, delay: number): void {
    queues.set(tabId, (queues.get(tabId) ?? new Set()).add(key));
    later(() => flush(tabId, departing.has(tabId)), delay);
  }

  /** The page is there, or has had its time. */
  function come(tabId: number): void {
    for (const key of coming.get(tabId) ?? []) enqueue(tabId, key, SETTLE);
    coming.delete(tabId);
  }

  function answer(tabId: number, key: string, body: Body | BodyUnavailable): void {
    const entry = owed.get(key);
    const reason = typeof body === 'string' ? body : body.state === 'unavailable' ? body.reason : undefined;
    // On a busy machine DevTools is behind the browser: of what has ended it may not have heard.
    if (entry && reason === 'page-left' && !entry.hurried && now() - entry.since < LONGEST_UNKNOWN) {
      enqueue(tabId, key, AGAIN);
      return;
    }
    if (!entry?.tabs.delete(tabId)) return;
    if (!reason) {
      owed.delete(key);
      options.found(entry.request, body as Body);
    } else if (entry.tabs.size === 0) {
      owed.delete(key);
      const left = entry.hurried && (reason === 'url-changed' || reason === 'not-kept');
      settle(key, entry, left ? 'page-left' : reason);
    }
  }

  function owe(request: InFlight, tabs: readonly number[], settled: boolean): void {
    const key = keyOf(request.started);
    const entry: Owed = { request, since: now(), tabs: new Set(tabs), settled };
    owed.set(key, entry);
    if (owed.size > MOST_OWED) owed.delete(owed.keys().next().value!);
    for (const tabId of tabs) {
      // A page that has redeemed its code may go on to another at once, and DevTools with it.
      if (request.kind === 'token' && !settled && options.answering(tabId) && options.first(tabId, request))
        ask(tabId, [{ ...wantedOf(request), first: lengthOf(request) }]);
      if (!departing.has(tabId)) enqueue(tabId, key, SETTLE);
      else if (request.started.type !== 'main_frame') enqueue(tabId, key, 0);
      else {
        coming.set(tabId, (coming.get(tabId) ?? new Set()).add(key));
        later(() => come(tabId), LONGEST_WAIT);
      }
    }
    later(() => {
      if (owed.get(key) === entry) settle(key, entry, 'browser-error');
    }, LONGEST_WAIT + PATIENCE);
  }

  return {
    want: (request, tabs) => owe(request, tabs, false),
    missed(request) {
      past = [...past, { request, at: now() }].slice(-MOST_MISSED);
    },
    opened(tabId, belongs) {
      const recent = past.filter(({ at }) => now() - at < MISSED_SINCE);
      past = recent.filter(({ request }) => !belongs(request));
      // That there is none has been said of them already.
      for (const { request } of recent) if (belongs(request)) owe(request, [tabId], true);
    },
    answered(tabId, found) {
      for (const { body, ...request } of found) answer(tabId, keyOf(request), body);
    },
    leaving(tabId) {
      departing.add(tabId);
      flush(tabId, true);
    },
    arrived(tabId) {
      departing.delete(tabId);
      come(tabId);
    },
  };
}

/** What the response says of its body's length, where that is the body's own. */
function lengthOf({ facts }: InFlight): { length?: number } {
  const length = Number(headerOf(facts.responseHeaders, 'content-length') ?? Number.NaN);
  return Number.isNaN(length) || headerOf(facts.responseHeaders, 'content-encoding') ? {} : { length };
}

/** Of a body that lacks what was typed, DevTools shows another: it says nothing about which entry is meant. */
function wantedOf({ started, withheld }: InFlight): WantedBody {
  const { requestId, hop, url, method, at, body } = started;
  return { requestId, hop, url, method, startedAt: at, ...(body && !withheld && { body }) };
}
