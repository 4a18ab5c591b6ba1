import { headerOf } from '../oauth/qualify';
import type { BodyUnavailable, RequestStarted, ResponseBodySeen } from '../session/observations';
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

/** Responses that have ended and whose bodies DevTools still owes. */
export interface AwaitedBodies {
  await(request: InFlight): void;
  /** A body has come: it is no longer owed. */
  came(body: ResponseBodySeen): void;
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
  return {
    await({ started }) {
      owed.add(started);
      later(() => {
        if (owed.delete(started)) missing(started, 'browser-error');
      }, PATIENCE);
    },
    came({ request }) {
      if (!('url' in request)) return;
      const difference = (started: RequestStarted) => Math.abs(started.at - request.startedAt);
      const [nearest] = [...owed]
        .filter((started) => started.url === request.url && started.method === request.method)
        .sort((a, b) => difference(a) - difference(b));
      if (nearest && difference(nearest) < SKEW) owed.delete(nearest);
    },
  };
}
