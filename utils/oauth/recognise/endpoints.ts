import { bearerOf, type Facts, headerOf } from '../facts';
import type { StepKind } from '../model';
import { CHECK_SESSION_PATH } from '../qualify';
import { valueIn } from '../url';
import { type EndpointRole, isServerMetadata } from './learned';
import { outcomeOf, unseenOf } from './outcome';
import { requestParameters, responseParameters } from './read-parameters';
import type { Recognition } from './recognition';

type Signature = (facts: Facts) => Recognition['by'] | undefined;

const has = (facts: Facts, name: string) => valueIn(facts.sent, name) !== undefined;
const answers = (facts: Facts, name: string) =>
  facts.answer().json !== undefined && Object.hasOwn(facts.answer().json!, name);
const at = (facts: Facts, pattern: RegExp) => pattern.test(facts.url.path);
const posts = (facts: Facts) => facts.exchange.method === 'POST' && facts.form.length > 0;

const discovery: Signature = (facts) => {
  if (facts.exchange.method !== 'GET') return undefined;
  if (isServerMetadata(facts.answer().json)) return 'response';
  return at(facts, /\/\.well-known\/(?:openid-configuration|oauth-authorization-server)(?:\/|$)/)
    ? 'path'
    : undefined;
};

const resourceMetadata: Signature = (facts) => {
  if (facts.exchange.method !== 'GET') return undefined;
  if (answers(facts, 'resource') && answers(facts, 'authorization_servers')) return 'response';
  return at(facts, /\/\.well-known\/oauth-protected-resource(?:\/|$)/) ? 'path' : undefined;
};

const jwks: Signature = (facts) => {
  if (facts.exchange.method !== 'GET' || facts.navigation) return undefined;
  const keys = facts.answer().json?.keys;
  if (Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key?.kty === 'string'))
    return 'response';
  return at(
    facts,
    /\/(?:\.well-known\/jwks(?:\.json)?|jwks(?:\.json)?|openid-connect\/certs|discovery\/(?:v[\d.]+\/)?keys)$/,
  )
    ? 'path'
    : undefined;
};

const registration: Signature = (facts) => {
  if (facts.exchange.method !== 'POST' || facts.navigation) return undefined;
  if (has(facts, 'redirect_uris')) return 'parameters';
  // A client without redirects (RFC 7591 §2.1) is told by what it is given (RFC 7592 §3).
  return answers(facts, 'client_id') && answers(facts, 'registration_access_token') ? 'response' : undefined;
};

const device: Signature = (facts) => {
  if (facts.exchange.method !== 'POST' || has(facts, 'grant_type')) return undefined;
  if (answers(facts, 'device_code') && answers(facts, 'user_code')) return 'response';
  return has(facts, 'client_id') &&
    at(facts, /\/(?:device(?:_authorization|\/code|\/auth|code)|deviceauthorization)\/?$/i)
    ? 'path'
    : undefined;
};

const backchannel: Signature = (facts) => {
  if (!posts(facts) || has(facts, 'response_type') || has(facts, 'post_logout_redirect_uri'))
    return undefined;
  const hinted = ['login_hint', 'login_hint_token', 'id_token_hint'].some((name) => has(facts, name));
  if (!hinted || !has(facts, 'scope')) return undefined;
  if (answers(facts, 'auth_req_id')) return 'response';
  return at(facts, /\/(?:bc-authorize|backchannel|ciba)/i) ? 'path' : undefined;
};

const introspection: Signature = (facts) => {
  if (!posts(facts) || !has(facts, 'token')) return undefined;
  if (typeof facts.answer().json?.active === 'boolean') return 'response';
  return at(facts, /introspect/i) ? 'path' : undefined;
};

const revocation: Signature = (facts) => {
  if (!posts(facts) || has(facts, 'grant_type')) return undefined;
  if (has(facts, 'token') && has(facts, 'token_type_hint')) return 'parameters';
  return (has(facts, 'token') || has(facts, 'access_token')) && at(facts, /revo(?:ke|cation)/i)
    ? 'path'
    : undefined;
};

const endSession: Signature = (facts) => {
  if (has(facts, 'response_type') || has(facts, 'scope')) return undefined;
  if (has(facts, 'post_logout_redirect_uri') || (facts.navigation && has(facts, 'id_token_hint')))
    return 'parameters';
  const returning = has(facts, 'returnTo') || has(facts, 'logout_uri');
  return facts.navigation && has(facts, 'client_id') && returning && at(facts, /logout|signout/i)
    ? 'path'
    : undefined;
};

const frontchannel: Signature = (facts) =>
  facts.exchange.type === 'sub_frame' &&
  has(facts, 'iss') &&
  has(facts, 'sid') &&
  !has(facts, 'code') &&
  !has(facts, 'state')
    ? 'parameters'
    : undefined;

const checkSession: Signature = (facts) =>
  facts.exchange.type === 'sub_frame' && at(facts, CHECK_SESSION_PATH) ? 'path' : undefined;

const userinfo: Signature = (facts) => {
  if (!bearerOf(facts) && !has(facts, 'access_token')) return undefined;
  return at(facts, /\/(?:userinfo|oauth2?\/userInfo|openidconnect\/userinfo)\/?$/i) ? 'path' : undefined;
};

/** Tried in this order; the first that answers wins. */
const SIGNATURES: readonly (readonly [StepKind, Signature, string])[] = [
  ['discovery', discovery, 'server metadata'],
  ['protected_resource_metadata', resourceMetadata, 'resource metadata'],
  ['jwks', jwks, 'signing keys'],
  ['client_registration', registration, 'client registration'],
  ['device_authorization_request', device, 'device authorization'],
  ['backchannel_authentication_request', backchannel, 'backchannel authentication'],
  ['introspection_request', introspection, 'introspection'],
  ['revocation_request', revocation, 'revocation'],
  ['end_session_request', endSession, 'logout'],
  ['frontchannel_logout', frontchannel, 'front-channel logout'],
  ['check_session', checkSession, 'session check'],
  ['userinfo_request', userinfo, 'UserInfo'],
];

const BY_ROLE: Readonly<Partial<Record<EndpointRole, StepKind>>> = {
  userinfo: 'userinfo_request',
  introspection: 'introspection_request',
  revocation: 'revocation_request',
  end_session: 'end_session_request',
  jwks: 'jwks',
  registration: 'client_registration',
  device: 'device_authorization_request',
  backchannel: 'backchannel_authentication_request',
  check_session: 'check_session',
};

/** Kinds whose meaning is in the answer's body. */
const READS_BODY: ReadonlySet<StepKind> = new Set([
  'discovery',
  'protected_resource_metadata',
  'jwks',
  'client_registration',
  'client_read_request',
  'client_update_request',
  'client_delete_request',
  'device_authorization_request',
  'backchannel_authentication_request',
  'introspection_request',
  'userinfo_request',
  'revocation_request',
]);

/** Kinds that are answered with an empty body (RFC 7009 §2.2, RFC 7592 §2.3). */
const EMPTY: ReadonlySet<StepKind> = new Set(['revocation_request', 'client_delete_request']);

/** Builds a recognition of a kind whose request and answer are one exchange. */
export function recognition(facts: Facts, kind: StepKind, by: Recognition['by'], what: string): Recognition {
  const reads = READS_BODY.has(kind);
  return {
    kind,
    by,
    facts,
    title: `${facts.exchange.method} ${facts.url.path} (${what})`,
    request: requestParameters(facts),
    response: responseParameters(facts),
    outcome: outcomeOf(
      facts,
      reads || headerOf(facts.exchange.responseHeaders, 'www-authenticate') ? 'body' : 'status',
    ),
    unseen: unseenOf(facts, reads && !EMPTY.has(kind)),
  };
}

/** Steps that are neither authorization nor token requests: by learned endpoint, else by signature. */
export function recogniseEndpoint(facts: Facts, role: EndpointRole | undefined): Recognition | undefined {
  const learned = role && BY_ROLE[role];
  // Other methods at the registration endpoint are management, or none of ours (RFC 7591 §3.1).
  const other = learned === 'client_registration' && facts.exchange.method !== 'POST';
  if (learned && !other) {
    const what = SIGNATURES.find(([kind]) => kind === learned)![2];
    return recognition(facts, learned, 'metadata', what);
  }
  for (const [kind, signature, what] of SIGNATURES) {
    const by = signature(facts);
    if (by) return recognition(facts, kind, by, what);
  }
  return undefined;
}
