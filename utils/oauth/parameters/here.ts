import { locale, type MessageKey, t } from '../../i18n';
import { decodeJwt } from '../jwt';
import { responseTypeSet } from '../recognise/grants';
import { originOf } from '../url';
import { ERRORS, translated } from './errors';

/** A number of seconds in words: `90 seconds`, `15 minutes`, `12 hours`, `30 days`. */
export function durationText(seconds: number): string {
  const units = [
    ['days', 86_400],
    ['hours', 3_600],
    ['minutes', 60],
  ] as const;
  const [unit, size] = units.find(([, one]) => seconds >= one * 2 || seconds === one) ?? ['seconds', 1];
  const count = size === 1 ? seconds : Math.round((seconds / size) * 10) / 10;
  return t(`parameters.${unit}`, { count, amount: new Intl.NumberFormat(locale()).format(count) });
}

const SCOPES: Readonly<Record<string, MessageKey>> = {
  openid: 'parameters.scope_openid',
  profile: 'parameters.scope_profile',
  email: 'parameters.scope_email',
  address: 'parameters.scope_address',
  phone: 'parameters.scope_phone',
  offline_access: 'parameters.scope_offline_access',
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

function lifetimeText(value: string): string {
  const seconds = Number(value);
  if (value.trim() === '' || !Number.isFinite(seconds) || seconds < 0) return t('parameters.no_number');
  const duration = durationText(seconds);
  return seconds > 31_536_000
    ? t('parameters.lifetime_mistaken', { duration })
    : t('parameters.lifetime', { duration });
}

function tokenText(value: string): string {
  const jwt = decodeJwt(value);
  if (!jwt) return t('parameters.here_opaque');
  return t(jwt.format === 'jwe' ? 'parameters.here_jwe' : 'parameters.here_jwt');
}

function detailTypes(value: string): string | undefined {
  const types = [...value.matchAll(/"type"\s*:\s*"([^"]{1,80})"/g)].slice(0, 5).map((match) => match[1]);
  return types.length ? t('parameters.here_details', { types: types.join(', ') }) : undefined;
}

function redirectText(value: string): string | undefined {
  const origin = originOf(value);
  if (!origin) return URL.canParse(value) ? t('parameters.here_scheme') : undefined;
  return /\/\/(localhost|127\.|\[::1\])/.test(origin)
    ? t('parameters.here_loopback', { origin })
    : t('parameters.here_origin', { origin });
}

const AUTHORIZATION_SCHEMES: Readonly<Record<string, MessageKey>> = {
  bearer: 'parameters.here_bearer',
  dpop: 'parameters.here_dpop',
  basic: 'parameters.here_basic',
};

function schemeText(value: string): string | undefined {
  const scheme = value.split(' ', 1)[0]!.toLowerCase();
  return Object.hasOwn(AUTHORIZATION_SCHEMES, scheme) ? t(AUTHORIZATION_SCHEMES[scheme]!) : undefined;
}

function typesText(value: string): string | undefined {
  const set = responseTypeSet(value);
  if (set.length < 2) return undefined;
  const types = new Intl.ListFormat(locale(), { type: 'conjunction' }).format(set);
  return t('parameters.here_hybrid', { types });
}

const HERE: Readonly<Record<string, (value: string) => string | undefined>> = {
  scope: (value) =>
    scopeWords(value)
      .map((word) => (Object.hasOwn(SCOPES, word) ? t(SCOPES[word]!) : word))
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
  client_id_issued_at: timeText,
  client_secret_expires_at: timeText,
  access_token: tokenText,
  refresh_token: tokenText,
  id_token: tokenText,
  redirect_uri: redirectText,
  post_logout_redirect_uri: redirectText,
  authorization_details: detailTypes,
  authorization: schemeText,
  error: (value) => (Object.hasOwn(ERRORS, value) ? translated(value, ERRORS[value]!).text : undefined),
  response_type: typesText,
};

/** What a value means here, by the parameter's name; undefined where the value is opaque. Holds no secret. */
export function meaningHere(name: string, value: string): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(HERE, last) ? HERE[last]!(value) : undefined;
}
