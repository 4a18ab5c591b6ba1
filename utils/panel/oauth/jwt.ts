import { formatDistance, formatInstant } from './time';

export interface ClaimRow {
  name: string;
  /** JSON for what is not a string or number. */
  value: string;
  /** The value read as a time: "23 Nov 2026, 14:05:09, in 4 min 12 s". */
  time?: string;
  explanation?: string;
}

const CLAIMS: Record<string, string> = {
  iss: 'Issuer: who made the token (RFC 7519 §4.1.1).',
  sub: 'Subject: whom it speaks of, the user’s id at the issuer (RFC 7519 §4.1.2).',
  aud: 'Audience: whom it is meant for. Others must refuse it (RFC 7519 §4.1.3).',
  exp: 'Expires: not to be accepted from then on (RFC 7519 §4.1.4).',
  nbf: 'Not before: not to be accepted until then (RFC 7519 §4.1.5).',
  iat: 'Issued at (RFC 7519 §4.1.6).',
  jti: 'The token’s own id, so that it can be recognised when repeated (RFC 7519 §4.1.7).',
  auth_time: 'When the user signed in (OpenID Connect Core §2).',
  nonce: 'Repeats the nonce of the authorization request (OpenID Connect Core §2).',
  acr: 'How strong the sign-in was (OpenID Connect Core §2).',
  amr: 'By which means the user signed in: password, one-time code… (RFC 8176).',
  azp: 'The client that the token was issued to (OpenID Connect Core §2).',
  at_hash: 'Half of the access token’s hash: ties the two together (OpenID Connect Core §3.1.3.6).',
  c_hash: 'Half of the code’s hash (OpenID Connect Core §3.3.2.11).',
  s_hash: 'Half of the state’s hash (FAPI 1.0 §5.1).',
  sid: 'The session at the server: what a logout names (OpenID Connect Front-Channel Logout §3).',
  client_id: 'The client that asked for the token (RFC 9068 §2.2).',
  scope: 'What the token allows (RFC 8693 §4.2).',
  scp: 'What the token allows: the scope, under a vendor’s name.',
  cnf: 'Confirmation: the key that the sender must prove to hold (RFC 7800 §3.1).',
  act: 'Actor: who acts for the subject (RFC 8693 §4.1).',
  name: 'The user’s full name (OpenID Connect Core §5.1).',
  given_name: 'The user’s given name (OpenID Connect Core §5.1).',
  family_name: 'The user’s family name (OpenID Connect Core §5.1).',
  preferred_username: 'The name that the user goes by; not stable, not unique (OpenID Connect Core §5.1).',
  email: 'The user’s e-mail address (OpenID Connect Core §5.1).',
  email_verified: 'Whether the issuer checked that address (OpenID Connect Core §5.1).',
  roles: 'The user’s roles (RFC 9068 §2.2.3.1).',
  groups: 'The user’s groups (RFC 9068 §2.2.3.1).',
  events: 'What happened: makes it a security event or logout token (RFC 8417 §2.2).',
  htm: 'The HTTP method that the proof is for (RFC 9449 §4.2).',
  htu: 'The address that the proof is for (RFC 9449 §4.2).',
  ath: 'Hash of the access token that the proof goes with (RFC 9449 §4.2).',
};

const HEADERS: Record<string, string> = {
  alg: 'The signature’s algorithm (RFC 7515 §4.1.1).',
  typ: 'What kind of token it is; at+jwt is an access token (RFC 7515 §4.1.9, RFC 9068 §2.1).',
  kid: 'Which of the issuer’s keys signed it (RFC 7515 §4.1.4).',
  jwk: 'The public key itself (RFC 7515 §4.1.3).',
  jku: 'Where the keys are (RFC 7515 §4.1.2).',
  x5t: 'Thumbprint of the certificate (RFC 7515 §4.1.7).',
  x5c: 'The certificate chain (RFC 7515 §4.1.6).',
  cty: 'Type of the content (RFC 7515 §4.1.10).',
  crit: 'Extensions that the receiver must understand (RFC 7515 §4.1.11).',
};

/** NumericDate claims, RFC 7519 §2: seconds since the epoch. */
const TIMES = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at']);

/** Claims as rows, the standard ones explained and times read; `now` in ms since the epoch. */
export function claimRows(claims: Readonly<Record<string, unknown>>, now: number): ClaimRow[] {
  return Object.entries(claims)
    .slice(0, 200)
    .map(([name, value]) => ({
      name,
      value: claimText(value),
      time: TIMES.has(name) && typeof value === 'number' ? timeText(value * 1000, now) : undefined,
      explanation: Object.hasOwn(CLAIMS, name) ? CLAIMS[name] : undefined,
    }));
}

/** JOSE header members as rows, explained. */
export function headerRows(header: Readonly<Record<string, unknown>>): ClaimRow[] {
  return Object.entries(header)
    .slice(0, 50)
    .map(([name, value]) => ({
      name,
      value: claimText(value),
      explanation: Object.hasOwn(HEADERS, name) ? HEADERS[name] : undefined,
    }));
}

const timeText = (at: number, now: number): string => `${formatInstant(at)}, ${formatDistance(at, now)}`;

function claimText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
}
