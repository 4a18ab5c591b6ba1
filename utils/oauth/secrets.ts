import type { ParameterPlace } from './model';

const SECRETS: ReadonlySet<string> = new Set([
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'code',
  'code_verifier',
  'client_secret',
  'client_assertion',
  'registration_access_token',
  'assertion',
  'saml_assertion',
  'password',
  'device_code',
  'auth_req_id',
  'subject_token',
  'actor_token',
  'login_hint_token',
  'pre-authorized_code',
  'tx_code',
  'interaction_code',
  'sessiontoken',
  'mfa_token',
  'otp',
  'oob_code',
  'fb_exchange_token',
  'token',
  'secret',
  'client_key_secret',
  'vp_token',
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'dpop',
]);

/** Names that carry a credential only in this place: a JARM response, a request header. */
const SECRET_AT: Readonly<Record<string, readonly ParameterPlace[]>> = {
  response: ['query', 'fragment', 'request-body'],
};

/**
 * Whether a parameter carries a credential, and so is shown masked and redacted on every way out.
 * A nested name (`authed_user.access_token`) counts by its last part.
 */
export function isSecretParameter(name: string, place: ParameterPlace): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (SECRETS.has(last)) return true;
  return Object.hasOwn(SECRET_AT, last) && SECRET_AT[last]!.includes(place);
}

/**
 * A secret as it is shown until somebody asks for it: enough of its two ends to tell two apart,
 * nothing at all of a short one, and never its length.
 */
export function maskSecret(value: string): string {
  return value.length < 16 ? '••••••' : `${value.slice(0, 3)}••••••${value.slice(-2)}`;
}
