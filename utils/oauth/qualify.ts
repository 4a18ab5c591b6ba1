import { headerOf } from '../session/headers';
import type { Body, Header, ResourceType } from '../session/observations';
import { bodyParameters, looksLikeJwt, type Parameters, urlParameters } from './qualify-parameters';
import { isAbsolute } from './url';

/** What is known of one HTTP hop at the moment of asking; more comes as the request goes on. */
export interface RequestFacts {
  url: string;
  method: string;
  type: ResourceType;
  body?: Body;
  requestHeaders?: readonly Header[];
  status?: number;
  responseHeaders?: readonly Header[];
}

/** Why a request is kept. The OAuth core judges for itself what it is; this only decides about capture. */
export type Qualification =
  | 'websocket'
  | 'metadata'
  | 'jwks'
  /** A client registers, or reads, changes, deletes its own registration. */
  | 'registration'
  | 'pushed-authorization'
  | 'authorization-request'
  | 'authorization-response'
  /** A page at the authorization server between the two; decided by what went before in its frame. */
  | 'authorization-interaction'
  | 'token'
  | 'device-authorization'
  | 'backchannel-authentication'
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'logout'
  | 'check-session'
  /** A token in use, or asked for, at a resource server. */
  | 'resource';

/** What earlier traffic has taught. */
export interface Learned {
  /** `origin + pathname` of endpoints named by metadata or seen in use; with its query, where one was given with it. */
  endpoints: ReadonlyMap<string, Qualification>;
  /** `origin + pathname` of redirect URIs that authorization requests named. */
  redirectUris: ReadonlySet<string>;
}

export const NOTHING_LEARNED: Learned = { endpoints: new Map(), redirectUris: new Set() };

const ASSET = /\.(?:m?js|css|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|mp[34]|webm|wasm)$/i;
export const WELL_KNOWN =
  /\/\.well-known\/(?:openid-configuration|oauth-authorization-server|oauth-protected-resource)/;
export const JWKS_PATH =
  /\/(?:jwks(?:\.json)?|openid-connect\/certs|discovery\/(?:v[\d.]+\/)?keys|oauth2\/v\d\/(?:keys|certs))$/;
export const CHECK_SESSION_PATH =
  /(?:check[-_]?session(?:[-_]iframe)?|session\/check|login-status-iframe\.html)\/?$/i;
const USERINFO_PATH = /\/(?:userinfo|me)$/i;

/** The key under which an endpoint is learned: query and fragment are no part of it (RFC 6749 §3.1). */
export function endpointKey(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed ? parsed.origin + parsed.pathname : undefined;
}

/** True for a request that loads a document into a frame. */
export function isDocument(type: ResourceType): boolean {
  return type === 'main_frame' || type === 'sub_frame';
}

/**
 * Whether a request belongs to OAuth or is a WebSocket handshake, and as what; undefined for everything else.
 * The order is: learned endpoints, parameters, headers, path last. A request may be asked about again
 * whenever more of it is known. Never throws.
 */
export function qualifies(request: RequestFacts, learned: Learned): Qualification | undefined {
  if (request.type === 'websocket') return 'websocket';
  if (request.method === 'OPTIONS') return undefined;
  const url = URL.parse(request.url);
  if (!url || ASSET.test(url.pathname)) return undefined;
  const key = url.origin + url.pathname;
  const inUrl = urlParameters(url);
  const inBody = bodyParameters(request.body);
  return (
    byLearned(
      request,
      learned.endpoints.get(key + url.search) ?? learned.endpoints.get(key),
      inUrl,
      inBody,
    ) ??
    byParameters(request, inUrl, inBody) ??
    byResponseParameters(request, learned.redirectUris.has(key), inUrl, inBody) ??
    byPath(request, url.pathname) ??
    byManagement(request, learned.endpoints.get(key.slice(0, key.lastIndexOf('/'))), inBody) ??
    byHeaders(request, inUrl, inBody)
  );
}

function byLearned(
  request: RequestFacts,
  learned: Qualification | undefined,
  inUrl: Parameters,
  inBody: Parameters,
): Qualification | undefined {
  if (!learned) return undefined;
  // The authorization endpoint's own login form often posts back to the same address without parameters.
  if (learned === 'authorization-request') return undefined;
  // One URL may serve as token and as other endpoint: `grant_type` says more than the address.
  if (learned !== 'token' && (inBody.has('grant_type') || inUrl.has('grant_type'))) return undefined;
  if (learned === 'token' && request.method === 'GET' && inUrl.size === 0) return undefined;
  return learned;
}

function clientIn(parameters: Parameters): boolean {
  return parameters.has('client_id') || parameters.has('client_key') || parameters.has('appid');
}

function asksForAuthorization(parameters: Parameters): boolean {
  if (!clientIn(parameters)) return false;
  if (parameters.has('response_type') || parameters.has('request') || parameters.has('request_uri'))
    return true;
  return isAbsolute(parameters.get('redirect_uri')) && (parameters.has('scope') || parameters.has('state'));
}

function asksForToken(parameters: Parameters): boolean {
  if (parameters.has('grant_type')) return true;
  if (parameters.has('code')) {
    return (
      parameters.has('client_secret') || parameters.has('code_verifier') || parameters.has('redirect_uri')
    );
  }
  return parameters.has('refresh_token') && clientIn(parameters);
}

function byParameters(
  request: RequestFacts,
  inUrl: Parameters,
  inBody: Parameters,
): Qualification | undefined {
  const document = isDocument(request.type);
  if (asksForToken(inBody) || (asksForToken(inUrl) && !asksForAuthorization(inUrl))) return 'token';
  if (asksForAuthorization(inUrl)) return 'authorization-request';
  // The same parameters are an authorization request in a form, and a pushed one (RFC 9126 §2.1) in a script's POST.
  if (asksForAuthorization(inBody)) return document ? 'authorization-request' : 'pushed-authorization';
  for (const parameters of [inUrl, inBody]) {
    if (parameters.has('post_logout_redirect_uri')) return 'logout';
    if (parameters.has('id_token_hint') && document) return 'logout';
  }
  // Vendors' own logout names the client and where to return to; it is learned from no metadata.
  const returning = inUrl.has('returnTo') || inUrl.has('logout_uri');
  if (
    document &&
    returning &&
    clientIn(inUrl) &&
    /logout|signout/i.test(URL.parse(request.url)?.pathname ?? '')
  )
    return 'logout';
  // Front-Channel Logout 1.0 §2: a frame is loaded with the issuer and the session.
  if (request.type === 'sub_frame' && inUrl.has('iss') && inUrl.has('sid')) return 'logout';
  if (request.method !== 'POST') return undefined;
  const path = URL.parse(request.url)?.pathname ?? '';
  if (inBody.has('token')) {
    if (/introspect/i.test(path)) return 'introspection';
    if (inBody.has('token_type_hint') || /revo(?:ke|cation)/i.test(path)) return 'revocation';
  }
  if (inBody.get('redirect_uris')?.startsWith('[')) return 'registration';
  if (inBody.has('client_id') && /device/i.test(path)) return 'device-authorization';
  if (inBody.has('scope') && (inBody.has('login_hint') || inBody.has('login_hint_token'))) {
    return 'backchannel-authentication';
  }
  return undefined;
}

/** Authorization responses: query, fragment, form post and JARM's single `response`. */
function byResponseParameters(
  request: RequestFacts,
  atRedirectUri: boolean,
  inUrl: Parameters,
  inBody: Parameters,
): Qualification | undefined {
  if (!isDocument(request.type)) return undefined;
  for (const parameters of [inUrl, inBody]) {
    const answers = parameters.has('code') || parameters.has('error') || parameters.has('vp_token');
    const bound = parameters.has('state') || parameters.has('iss') || parameters.has('session_state');
    if (answers && (bound || atRedirectUri)) return 'authorization-response';
    if (looksLikeJwt(parameters.get('id_token')) || looksLikeJwt(parameters.get('response'))) {
      return 'authorization-response';
    }
    if (parameters.has('access_token') && (bound || atRedirectUri || parameters.has('token_type'))) {
      return 'authorization-response';
    }
  }
  return undefined;
}

const hasBearer = ({ requestHeaders }: RequestFacts) =>
  /^(?:bearer|dpop) /i.test(headerOf(requestHeaders, 'authorization') ?? '');

/**
 * Management of a registration (RFC 7592 §2) whose answer has not been read yet, and with it where that is managed: by
 * habit below the registration endpoint; or by what is sent.
 */
function byManagement(
  request: RequestFacts,
  above: Qualification | undefined,
  inBody: Parameters,
): Qualification | undefined {
  if (isDocument(request.type) || !hasBearer(request)) return undefined;
  if (above === 'registration' && /^(?:GET|PUT|DELETE)$/.test(request.method)) return 'registration';
  const describes = inBody.has('client_id') && inBody.get('redirect_uris')?.startsWith('[');
  return request.method === 'PUT' && describes ? 'registration' : undefined;
}

function byHeaders(request: RequestFacts, inUrl: Parameters, inBody: Parameters): Qualification | undefined {
  const carries = hasBearer(request) || headerOf(request.requestHeaders, 'dpop');
  if (carries || inUrl.has('access_token') || inBody.has('access_token')) return 'resource';
  if (request.status !== 401) return undefined;
  const asked = request.responseHeaders?.some(
    (header) => header.name.toLowerCase() === 'www-authenticate' && /\b(?:bearer|dpop)\b/i.test(header.value),
  );
  return asked ? 'resource' : undefined;
}

function byPath(request: RequestFacts, path: string): Qualification | undefined {
  if (WELL_KNOWN.test(path)) return 'metadata';
  if (request.type === 'sub_frame' && CHECK_SESSION_PATH.test(path)) return 'check-session';
  if (isDocument(request.type)) return undefined;
  if (JWKS_PATH.test(path)) return 'jwks';
  return hasBearer(request) && USERINFO_PATH.test(path) ? 'userinfo' : undefined;
}

const ALWAYS_READ = new Set<Qualification>([
  'metadata',
  'jwks',
  'registration',
  'pushed-authorization',
  'token',
  'device-authorization',
  'backchannel-authentication',
  'userinfo',
  'introspection',
  'revocation',
]);

/** The largest error body of a resource server that is read (bytes). */
const SMALL = 16 * 1024;

/** Modes whose answer is a page that posts it to its opener or parent: there is no redirect to read it from. */
const POSTED = new Set(['web_message', 'okta_post_message']);

/** Of documents only what the authorization server itself answers: an error on its own page, or a posted answer. */
function wantsDocument(kind: Qualification, request: RequestFacts): boolean {
  const url = URL.parse(request.url);
  if (kind !== 'authorization-request' || !url) return false;
  return (request.status ?? 0) >= 400 || POSTED.has(urlParameters(url).get('response_mode') ?? '');
}

/**
 * Whether the response's body tells about OAuth: always for the protocol's own endpoints, for a resource
 * server only a small JSON error (RFC 6750 §3), for documents only an answer that no redirect carries.
 * Redirects and 204 have none to read.
 */
export function wantsResponseBody(kind: Qualification, request: RequestFacts): boolean {
  if (request.type === 'websocket') return false;
  const status = request.status ?? 0;
  if ((status >= 300 && status < 400) || status === 204) return false;
  if (isDocument(request.type)) return wantsDocument(kind, request);
  if (ALWAYS_READ.has(kind)) return true;
  if (kind !== 'resource' || status < 400) return false;
  const json = /\bjson\b/i.test(headerOf(request.responseHeaders, 'content-type') ?? '');
  const length = Number(headerOf(request.responseHeaders, 'content-length') ?? 0);
  return json && length <= SMALL;
}
