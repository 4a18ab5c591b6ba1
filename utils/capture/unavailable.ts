import { isDocument } from '../oauth/qualify';
import { headerOf } from '../session/headers';
import type { Body } from '../session/observations';
import type { InFlight } from './requests';

/** Whether the browser kept the response from the page: a cross-origin answer that does not name the page's origin. */
export function blockedByCors({ started, facts }: InFlight): boolean {
  // What a person is shown needs nobody's leave.
  if (isDocument(started.type)) return false;
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
