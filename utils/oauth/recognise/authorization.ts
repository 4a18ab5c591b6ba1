import type { Facts } from '../facts';
import type { Parameter, ParameterPlace } from '../model';
import { isAtRedirectUri, type Pair, readUrl, valueIn } from '../url';
import { effectiveResponseMode, grantOfResponseType, responseTypeSet } from './grants';
import type { EndpointRole } from './learned';
import { answerError, errorIn, outcomeOf, unseenOf } from './outcome';
import { asParameters, claimParameters, requestParameters, responseParameters } from './read-parameters';
import { type Recognition, valueOfParameter } from './recognition';

/** Parameters that name the client, vendors' own included. */
const CLIENT = ['client_id', 'appid', 'client_key', 'app_id'];

/**
 * The signature of an authorization request (RFC 6749 §4.1.1, RFC 9101, RFC 9126): a client, and one of
 * response_type, request, request_uri, or redirect_uri with scope (a vendor leaves out response_type).
 */
export function looksLikeAuthorizationRequest(facts: Facts): boolean {
  const has = (name: string) => valueIn(facts.sent, name) !== undefined;
  if (!CLIENT.some(has) || has('grant_type') || has('client_secret') || has('code_verifier')) return false;
  return (
    has('response_type') ||
    has('request') ||
    has('request_uri') ||
    (has('redirect_uri') && (has('scope') || has('state')))
  );
}

/** An authorization request by GET or POST, or one pushed ahead of it (PAR): the latter is no navigation. */
export function recogniseAuthorizationRequest(
  facts: Facts,
  role: EndpointRole | undefined,
): Recognition | undefined {
  if (!looksLikeAuthorizationRequest(facts)) return undefined;
  const { method } = facts.exchange;
  const answered = facts.answer().fields;
  const pushed =
    role === 'pushed' ||
    (role === undefined &&
      !facts.navigation &&
      method === 'POST' &&
      facts.form.length > 0 &&
      (valueIn(answered, 'request_uri') !== undefined ||
        facts.exchange.status === 201 ||
        /\/(?:par|request)\/?$/.test(facts.url.path)));
  if (pushed) return recognisePushed(facts, role);
  if (role !== undefined && role !== 'authorization') return undefined;
  // A page that fetches such a URL gets no answer it could use, but for its errors; only a document counts.
  if (!facts.navigation && role !== 'authorization') return undefined;
  const request = requestParameters(facts);
  const set = responseTypeSet(valueOfParameter(request, 'response_type'));
  return {
    kind: 'authorization_request',
    by: role === 'authorization' ? 'metadata' : 'parameters',
    facts,
    title: `${method} ${facts.url.path} (${set.join(' ') || (valueIn(facts.sent, 'request_uri') ? 'request_uri' : 'code')})`,
    request,
    response: [],
    outcome: outcomeOf(facts, facts.answer().format === 'json' ? 'body' : 'status'),
    unseen: authorizationUnseen(facts),
    grant: grantOfResponseType(set),
  };
}

function authorizationUnseen(facts: Facts): string[] {
  const unseen = unseenOf(facts, false);
  const object = valueIn(facts.sent, 'request');
  if (object && claimParameters(object, 'request-object').length === 0) {
    unseen.push(
      'The request object is encrypted or damaged: only the authorization server can read its parameters.',
    );
  }
  const reference = valueIn(facts.sent, 'request_uri');
  if (reference?.startsWith('http')) {
    unseen.push(
      'The authorization server fetches the request object itself: its parameters are not visible from the browser.',
    );
  }
  return unseen;
}

function recognisePushed(facts: Facts, role: EndpointRole | undefined): Recognition {
  return {
    kind: 'pushed_authorization_request',
    by: role ? 'metadata' : 'parameters',
    facts,
    title: `POST ${facts.url.path} (pushed authorization request)`,
    request: requestParameters(facts),
    response: responseParameters(facts),
    outcome: outcomeOf(facts, 'body'),
    unseen: unseenOf(facts, true),
    grant: grantOfResponseType(responseTypeSet(valueIn(facts.sent, 'response_type'))),
  };
}

/** Parameters of an authorization response, wherever the response mode put them; undefined where there are none. */
export function readAuthorizationResponse(
  query: readonly Pair[],
  fragment: readonly Pair[],
  body: readonly Pair[],
): Parameter[] | undefined {
  for (const [pairs, place] of [
    [body, 'request-body'],
    [fragment, 'fragment'],
    [query, 'query'],
  ] as const) {
    const parameters = responseIn(pairs, place);
    if (parameters) return parameters;
  }
  return undefined;
}

const DECISIVE = ['code', 'access_token', 'id_token', 'vp_token', 'error'];

function responseIn(pairs: readonly Pair[], place: ParameterPlace): Parameter[] | undefined {
  const jarm = valueIn(pairs, 'response');
  if (jarm?.startsWith('ey')) return [...claimParameters(jarm, 'jarm'), ...asParameters(pairs, place)];
  return DECISIVE.some((name) => valueIn(pairs, name)) ? asParameters(pairs, place) : undefined;
}

/**
 * A document at what looks like a redirect URI. Always a candidate: a code and a state in a URL prove nothing
 * by themselves, only a flow that waits for them does.
 */
export function recogniseAuthorizationResponse(facts: Facts): Recognition | undefined {
  if (!facts.navigation) return undefined;
  const response = readAuthorizationResponse(facts.url.query, facts.url.fragment, facts.form);
  if (!response) return undefined;
  return callback(facts, response, facts.exchange.method, facts.url.path);
}

function callback(facts: Facts, response: readonly Parameter[], method: string, path: string): Recognition {
  const pairs = response.map(({ name, value }) => [name, value] as const);
  const error = errorIn(pairs);
  const names = DECISIVE.filter((name) => valueIn(pairs, name));
  return {
    kind: 'authorization_response',
    by: 'parameters',
    facts,
    title: `${method} ${path} (${names.join(', ') || 'response'})`,
    request: [],
    response,
    outcome: error ? { state: 'oauth-error', ...error } : { state: 'ok' },
    unseen:
      names.length === 0
        ? ['The response is an encrypted JWT: only the client can read it.']
        : unseenOf(facts, false),
    candidate: true,
  };
}

/** The response that a redirect carries to where no exchange follows: an app's own scheme, a page never loaded. */
export function responseInRedirect(facts: Facts, redirectUri: string | undefined): Recognition | undefined {
  if (!facts.redirect || (redirectUri && !isAtRedirectUri(facts.redirect, redirectUri))) return undefined;
  const url = readUrl(facts.redirect);
  const response = url && readAuthorizationResponse(url.query, url.fragment, []);
  return response && callback(facts, response, 'Redirect to', url.origin + url.path);
}

/**
 * The response that a page at the authorization server posts to its opener or parent (web_message, okta_post_message):
 * there is no redirect, so it is read from the page's own text.
 */
export function responseInPage(facts: Facts): Recognition | undefined {
  const text = facts.answer().text;
  if (!text?.includes('authorization_response') && !text?.includes('okta_post_message')) return undefined;
  const fields: Pair[] = [];
  for (const name of [
    ...DECISIVE,
    'state',
    'iss',
    'error_description',
    'expires_in',
    'scope',
    'token_type',
    'session_state',
  ]) {
    const match = new RegExp(
      `["']?\\b${name}["']?\\s*[:=]\\s*["']((?:[^"'\\\\]|\\\\[xu][0-9a-fA-F]{2,4}){1,4096})["']`,
    ).exec(text.slice(0, 256 * 1024));
    if (match) fields.push([name, unescapeScript(match[1]!)]);
  }
  const response = asParameters(fields, 'response-body');
  return DECISIVE.some((name) => valueIn(fields, name))
    ? callback(facts, response, 'Message from', facts.url.path)
    : undefined;
}

const unescapeScript = (text: string) =>
  text.replace(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_, x?: string, u?: string) =>
    String.fromCharCode(Number.parseInt((x ?? u)!, 16)),
  );

/** The error that the authorization server shows on a page of its own, without a redirect. */
export function errorOnPage(facts: Facts): { code: string; description?: string } | undefined {
  const told = answerError(facts);
  if (told) return told;
  const text = facts
    .answer()
    .text?.slice(0, 64 * 1024)
    .replace(/<[^>]*>/g, ' ');
  const code = text && PAGE_ERRORS.exec(text)?.[1];
  if (!code) return undefined;
  const description = /error_description\W{1,5}([^\n]{1,200})/.exec(text)?.[1]?.replace(/\s+/g, ' ').trim();
  return { code, description: description || undefined };
}

const PAGE_ERRORS =
  /\b(invalid_request_object|invalid_request_uri|invalid_request|invalid_client|unauthorized_client|invalid_redirect_uri|redirect_uri_mismatch|unsupported_response_type|unsupported_response_mode|invalid_scope|access_denied|server_error|temporarily_unavailable|AADSTS\d+|KOE\d+)\b/;

/** Response mode of a request, defaults applied. */
export function responseModeOf(request: readonly Parameter[]): string {
  return effectiveResponseMode(
    valueOfParameter(request, 'response_mode'),
    responseTypeSet(valueOfParameter(request, 'response_type')),
  );
}
