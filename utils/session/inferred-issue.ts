import type { Flow, Step, Token } from '../oauth/model';

/** What the clocks of server and browser may differ by, and what `iat` is rounded by (ms). */
const SKEW_MS = 5_000;

/**
 * Which flow most likely issued a JWT whose token response the browser did not show: one whose server and client
 * the token names (`iss`, and `client_id`, `azp` or a vendor's name for it, RFC 9068 §2.2), by an unseen answer
 * that `iat` falls into. Undefined where no flow fits, or more than one: time alone decides nothing.
 */
export function inferIssue(token: Token, flows: readonly Flow[]): Flow | undefined {
  const { iss, iat } = token.claims ?? {};
  const client = clientOf(token);
  if (typeof iss !== 'string' || typeof iat !== 'number' || client === undefined) return undefined;
  const fits = flows.filter(
    (flow) =>
      flow.client.id === client &&
      isIssuer(flow, iss) &&
      flow.steps.some((step) => broughtUnseen(step, iat * 1000)),
  );
  return fits.length === 1 ? fits[0] : undefined;
}

function clientOf({ claims }: Token): string | undefined {
  const named = ['client_id', 'azp', 'cid', 'appid'].map((name) => claims?.[name]);
  return named.find((value): value is string => typeof value === 'string');
}

function isIssuer({ server }: Flow, iss: string): boolean {
  if (server.issuer !== undefined) return server.issuer === iss;
  return URL.parse(iss)?.origin === server.origin;
}

function broughtUnseen({ kind, outcome, at, endedAt = at }: Step, issuedAt: number): boolean {
  if (kind !== 'token_request' && kind !== 'refresh_request') return false;
  if (outcome.state !== 'not-visible') return false;
  return issuedAt >= at - SKEW_MS && issuedAt <= endedAt + SKEW_MS;
}
