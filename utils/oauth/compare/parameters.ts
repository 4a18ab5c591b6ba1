import type { Parameter, ParameterPlace } from '../model';

export type ParameterMark =
  | 'same'
  | 'changed'
  | 'only-a'
  | 'only-b'
  /** Other in each flow by design, such as a `state`: no difference. */
  | 'fresh'
  /** It ought to be other in each flow and is not. */
  | 'reused'
  /** The same, but sent in another place. */
  | 'moved';

export interface ParameterSide {
  value: string;
  place: ParameterPlace;
}

export interface ComparedParameter {
  name: string;
  secret: boolean;
  a?: ParameterSide;
  b?: ParameterSide;
  mark: ParameterMark;
}

/** Made for one request or one answer: that they differ says nothing. */
const FRESH = new Set(
  `state nonce code code_challenge code_verifier request request_uri device_code user_code verification_uri_complete
  auth_req_id access_token refresh_token id_token id_token_hint client_assertion assertion subject_token actor_token
  token response session_state mfa_token sid jti iat exp nbf auth_time at_hash c_hash s_hash ath dpop dpop-nonce date
  registration_access_token client_secret_expires_at tx_code keys`.split(/\s+/),
);

/** Of these a second use is a fault of the client, or of the server (RFC 9700 §2.1.1, §4.7.1; OIDC Core §15.5.2). */
const ONCE = new Set(['state', 'nonce', 'code', 'code_challenge', 'code_verifier', 'jti']);

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** Credentials are compared by their scheme: `Bearer`, `DPoP`, `Basic`. */
const comparable = (name: string, value: string): string =>
  lastPart(name) === 'authorization' ? (value.split(' ', 1)[0] ?? '').toLowerCase() : value;

interface Gathered extends ParameterSide {
  name: string;
  secret: boolean;
}

/** One entry for each name; what stands there more than once is joined, in the order of the alphabet. */
function gather(parameters: readonly Parameter[]): Map<string, Gathered> {
  const gathered = new Map<string, Gathered>();
  for (const [name, all] of Map.groupBy(parameters, (parameter) => parameter.name)) {
    const value = all
      .map((parameter) => parameter.value)
      .sort()
      .join('\n');
    const secret = all.some((parameter) => parameter.secret);
    gathered.set(name, { name, value, place: all[0]!.place, secret });
  }
  return gathered;
}

function markOf(name: string, a: ParameterSide | undefined, b: ParameterSide | undefined): ParameterMark {
  if (!b) return 'only-a';
  if (!a) return 'only-b';
  const same = comparable(name, a.value) === comparable(name, b.value);
  const fresh = FRESH.has(lastPart(name));
  if (same && ONCE.has(lastPart(name))) return 'reused';
  if (!same && !fresh) return 'changed';
  if (a.place !== b.place) return 'moved';
  return same ? 'same' : 'fresh';
}

/** Holds the parameters of two messages against each other, in the order of the first. */
export function compareParameters(
  a: readonly Parameter[],
  b: readonly Parameter[],
): readonly ComparedParameter[] {
  const left = gather(a);
  const right = gather(b);
  return [...new Set([...left.keys(), ...right.keys()])].map((name) => {
    const [one, other] = [left.get(name), right.get(name)];
    return {
      name,
      secret: Boolean(one?.secret || other?.secret),
      ...(one && { a: { value: one.value, place: one.place } }),
      ...(other && { b: { value: other.value, place: other.place } }),
      mark: markOf(name, one, other),
    };
  });
}
