import { decodeJwt } from '../jwt';
import type { ParameterPlace, StepKind } from '../model';
import { responseTypeSet } from '../recognise/grants';
import { originOf } from '../url';
import { AUTHORIZATION_REQUEST } from './authorization-request';
import { CLAIMS } from './claims';
import type { Entries, Entry } from './entry';
import { ERRORS, type ErrorEntry } from './errors';
import { METADATA } from './metadata';
import { HEADERS, REQUESTS } from './requests';
import { AUTHORIZATION_RESPONSE, OTHER_RESPONSES, TOKEN_RESPONSE } from './responses';

export interface ParameterContext {
  /** Where the parameter stood; `claim` for a member of a decoded JWT. */
  place: ParameterPlace | 'claim';
  step?: StepKind;
}

export interface ParameterDescription {
  title: string;
  /** What it is, for a newcomer. */
  text: string;
  /** What this value means here; absent where the value is opaque. Holds no secret. */
  here?: string;
  /** Where it is defined; absent for a parameter that no specification knows. */
  spec?: string;
}

const REQUESTING: readonly Entries[] = [REQUESTS, AUTHORIZATION_REQUEST, HEADERS, CLAIMS];
const AUTHORIZING: readonly Entries[] = [AUTHORIZATION_REQUEST, REQUESTS, HEADERS, CLAIMS];
const ANSWERING: readonly Entries[] = [
  TOKEN_RESPONSE,
  OTHER_RESPONSES,
  AUTHORIZATION_RESPONSE,
  METADATA,
  HEADERS,
  CLAIMS,
  AUTHORIZATION_REQUEST,
  REQUESTS,
];
const RETURNING: readonly Entries[] = [AUTHORIZATION_RESPONSE, TOKEN_RESPONSE, CLAIMS];
const CLAIMING: readonly Entries[] = [CLAIMS, AUTHORIZATION_REQUEST, TOKEN_RESPONSE, METADATA];
const DESCRIBING: readonly Entries[] = [METADATA, CLAIMS, OTHER_RESPONSES];

function tablesFor({ place, step }: ParameterContext): readonly Entries[] {
  if (place === 'claim') return CLAIMING;
  if (step === 'authorization_response' || place === 'jarm') return RETURNING;
  if (step === 'discovery' || step === 'protected_resource_metadata')
    return place === 'response-body' ? DESCRIBING : ANSWERING;
  if (step === 'userinfo_request' && place === 'response-body') return [CLAIMS, ...ANSWERING];
  if (place === 'response-body' || place === 'response-header') return ANSWERING;
  const authorizing =
    step === 'authorization_request' || step === 'pushed_authorization_request' || place === 'request-object';
  return authorizing ? AUTHORIZING : REQUESTING;
}

function find(name: string, context: ParameterContext): Entry | undefined {
  const names = [name, name.toLowerCase(), name.slice(name.lastIndexOf('.') + 1)];
  for (const table of tablesFor(context)) {
    for (const candidate of names) if (Object.hasOwn(table, candidate)) return table[candidate];
  }
  return undefined;
}

/** A number of seconds in words: `90 seconds`, `15 minutes`, `12 hours`, `30 days`. */
export function durationText(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const;
  for (const [unit, size] of units) {
    if (seconds >= size * 2 || seconds === size) {
      const count = Math.round((seconds / size) * 10) / 10;
      return `${count} ${unit}${count === 1 ? '' : 's'}`;
    }
  }
  return `${seconds} second${seconds === 1 ? '' : 's'}`;
}

const SCOPES: Readonly<Record<string, string>> = {
  openid: 'openid (sign-in with OpenID Connect: an ID token is wanted)',
  profile: 'profile (name, picture and the like)',
  email: 'email (e-mail address)',
  address: 'address (postal address)',
  phone: 'phone (phone number)',
  offline_access: 'offline_access (a refresh token is wanted)',
};

/** Splits a scope for showing; vendors separate with commas or plus signs. Compare the raw strings, not these. */
export function scopeWords(scope: string): string[] {
  return scope.split(/[ ,+]+/).filter(Boolean);
}

function timeText(value: string): string | undefined {
  const seconds = Number(value);
  if (!Number.isFinite(seconds) || seconds <= 0 || seconds > 8_640_000_000_000) return undefined;
  return `${new Date(seconds * 1000)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$/, '')} UTC.`;
}

function lifetimeText(value: string): string | undefined {
  const seconds = Number(value);
  if (value.trim() === '' || !Number.isFinite(seconds) || seconds < 0)
    return 'This is not a number of seconds.';
  const mistaken = seconds > 31_536_000 ? ' That is over a year: milliseconds by mistake?' : '';
  return `${durationText(seconds)}.${mistaken}`;
}

function tokenText(value: string): string {
  const jwt = decodeJwt(value);
  if (!jwt) return 'Opaque: only its issuer can read it.';
  return jwt.format === 'jwe'
    ? 'An encrypted JWT: only its recipient can read it.'
    : 'A JWT: its content can be read below.';
}

function detailTypes(value: string): string | undefined {
  const types = [...value.matchAll(/"type"\s*:\s*"([^"]{1,80})"/g)].slice(0, 5).map((match) => match[1]);
  return types.length ? `Asks for: ${types.join(', ')}.` : undefined;
}

function redirectText(value: string): string | undefined {
  const origin = originOf(value);
  if (!origin)
    return URL.canParse(value) ? 'An app’s own URL scheme: the answer leaves the browser.' : undefined;
  return /\/\/(localhost|127\.|\[::1\])/.test(origin)
    ? `This machine itself: ${origin}.`
    : `Answers go to ${origin}.`;
}

const AUTHORIZATION_SCHEMES: Readonly<Record<string, string>> = {
  bearer: 'An access token that anybody who holds it may use.',
  dpop: 'An access token bound to a key; the proof is in the DPoP header.',
  basic: 'The client’s id and secret.',
};

/** What a value means here, by the parameter's name. */
const HERE: Readonly<Record<string, (value: string) => string | undefined>> = {
  scope: (value) =>
    scopeWords(value)
      .map((word) => (Object.hasOwn(SCOPES, word) ? SCOPES[word] : word))
      .join(', ') || undefined,
  expires_in: lifetimeText,
  refresh_expires_in: lifetimeText,
  refresh_token_expires_in: lifetimeText,
  ext_expires_in: lifetimeText,
  interval: lifetimeText,
  max_age: lifetimeText,
  exp: timeText,
  iat: timeText,
  nbf: timeText,
  auth_time: timeText,
  updated_at: timeText,
  access_token: tokenText,
  refresh_token: tokenText,
  id_token: tokenText,
  redirect_uri: redirectText,
  post_logout_redirect_uri: redirectText,
  authorization_details: detailTypes,
  authorization: (value) => AUTHORIZATION_SCHEMES[value.split(' ', 1)[0]!.toLowerCase()],
  error: (value) => describeError(value)?.text,
  response_type: (value) => {
    const set = responseTypeSet(value);
    return set.length > 1 ? `${set.join(' and ')} come together (hybrid or implicit flow).` : undefined;
  },
};

/**
 * Explains a parameter to a newcomer: what it is, what it means here, where it is defined.
 * An unknown one is said to be the server's or client's own. `value` never appears where it is a secret.
 */
export function describeParameter(
  name: string,
  value: string,
  context: ParameterContext,
): ParameterDescription {
  const entry = find(name, context);
  if (!entry) {
    return { title: name, text: 'Not a standard parameter: this client’s or server’s own.' };
  }
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const fixed = entry.values && Object.hasOwn(entry.values, value) ? entry.values[value] : undefined;
  const here = fixed ?? (Object.hasOwn(HERE, last) ? HERE[last]!(value) : undefined);
  return { title: entry.title, text: entry.text, here, spec: entry.spec };
}

/** Explains an error code, with its likely causes; undefined for one that no specification or known vendor has. */
export function describeError(code: string): ErrorEntry | undefined {
  return Object.hasOwn(ERRORS, code) ? ERRORS[code] : undefined;
}
