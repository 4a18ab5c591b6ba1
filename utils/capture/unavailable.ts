import { headerOf } from '../oauth/qualify';
import type { Body, BodyUnavailable, RequestStarted } from '../session/observations';
import type { InFlight } from './requests';

/** How long DevTools may take to hand over a body before it is said to be missing (ms). */
const PATIENCE = 5_000;

/** webRequest's and devtools.network's times of one request differ by about 1 ms; load can stretch it (ms). */
const SKEW = 2_000;

/** Whether the browser kept the response from the page: a cross-origin answer that does not name the page's origin. */
export function blockedByCors({ started, facts }: InFlight): boolean {
  const page = started.initiator && URL.parse(started.initiator)?.origin;
  const server = URL.parse(started.url)?.origin;
  if (!page || !server || page === server || !facts.responseHeaders) return false;
  const allowed = headerOf(facts.responseHeaders, 'access-control-allow-origin');
  return allowed !== '*' && allowed !== page;
}

/**
 * Whether an empty body means that the page stopped reading (it was left, or CORS stood in the way), and not that
 * the server sent none. Revocation answers with nothing (RFC 7009 §2.2).
 */
export function neverArrived({ kind, facts }: InFlight, body: Body): boolean {
  if (body.state !== 'text' || body.size !== 0 || kind === 'revocation' || facts.status === 204) return false;
  return headerOf(facts.responseHeaders, 'content-length') !== '0';
}

/** Bodies that have come and that no ended response has been seen for yet. */
const EARLY = 50;

interface Asked {
  url: string;
  method: string;
  startedAt: number;
}

/** Responses that have ended and whose bodies DevTools still owes. */
export interface AwaitedBodies {
  await(request: InFlight): void;
  /** DevTools has spoken: the body is no longer owed, nor will be if its request ends only now. */
  came(request: Asked): void;
}

function same(started: RequestStarted, asked: Asked): boolean {
  if (started.url !== asked.url || started.method !== asked.method) return false;
  return Math.abs(started.at - asked.startedAt) < SKEW;
}

/**
 * @param later schedules a callback, `setTimeout` in production
 * @param missing told when a body has not come in time
 */
export function createAwaitedBodies(
  later: (callback: () => void, delay: number) => void,
  missing: (started: RequestStarted, reason: BodyUnavailable) => void,
): AwaitedBodies {
  const owed = new Set<RequestStarted>();
  let early: Asked[] = [];
  return {
    await({ started }) {
      const already = early.find((asked) => same(started, asked));
      if (already) {
        early = early.filter((asked) => asked !== already);
        return;
      }
      owed.add(started);
      later(() => {
        if (owed.delete(started)) missing(started, 'browser-error');
      }, PATIENCE);
    },
    came(asked) {
      const difference = (started: RequestStarted) => Math.abs(started.at - asked.startedAt);
      const [nearest] = [...owed]
        .filter((started) => same(started, asked))
        .sort((a, b) => difference(a) - difference(b));
      if (nearest) owed.delete(nearest);
      else early = [...early, asked].slice(-EARLY);
    },
  };
}
