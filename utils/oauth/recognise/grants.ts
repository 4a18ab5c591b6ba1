import type { Grant } from '../model';

/** Registered grant types (IANA OAuth parameters), by the value of `grant_type`. */
const GRANTS: ReadonlyMap<string, Grant> = new Map([
  ['authorization_code', 'authorization_code'],
  ['password', 'password'],
  ['client_credentials', 'client_credentials'],
  ['refresh_token', 'refresh_token'],
  ['urn:ietf:params:oauth:grant-type:device_code', 'device_code'],
  ['urn:ietf:params:oauth:grant-type:token-exchange', 'token_exchange'],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'jwt_bearer'],
  ['urn:ietf:params:oauth:grant-type:saml2-bearer', 'saml2_bearer'],
  ['urn:openid:params:grant-type:ciba', 'ciba'],
  ['urn:ietf:params:oauth:grant-type:pre-authorized_code', 'pre_authorized_code'],
]);

/** The grant that a `grant_type` names. One of a vendor's own keeps its name. */
export function grantOf(grantType: string): { grant: Grant; grantName?: string } {
  const grant = GRANTS.get(grantType);
  return grant ? { grant } : { grant: 'vendor', grantName: grantType };
}

/** Short name of a grant type for a title: the last part of a URN or URL. */
export function grantLabel(grantType: string): string {
  return grantType.split(/[:/]/).findLast((part) => part !== '') ?? grantType;
}

/** response_type as the unordered set that it is, sorted (OAuth 2.0 Multiple Response Types §3). */
export function responseTypeSet(responseType: string | undefined): string[] {
  return [...new Set((responseType ?? '').split(/[\s,+]+/).filter(Boolean))].sort();
}

/** The grant that a response type starts: hybrid where a code and tokens come together. */
export function grantOfResponseType(set: readonly string[]): Grant {
  const front = set.includes('token') || set.includes('id_token');
  if (!front) return 'authorization_code';
  return set.includes('code') ? 'hybrid' : 'implicit';
}

/**
 * The response mode that applies (Multiple Response Types §2.1, JARM §2.3.4): query for a code alone,
 * fragment where a token comes through the front channel; plain `jwt` stands for the default's JWT form.
 */
export function effectiveResponseMode(mode: string | undefined, set: readonly string[]): string {
  const usual = set.includes('token') || set.includes('id_token') ? 'fragment' : 'query';
  if (!mode) return usual;
  return mode === 'jwt' ? `${usual}.jwt` : mode;
}
