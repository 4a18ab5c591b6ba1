import type { Facts } from '../facts';
import type { Parameter, ParameterPlace } from '../model';
import { SENTENCES } from '../sentences';
import { isAtRedirectUri, type Pair, readUrl, valueIn } from '../url';
import { errorIn, unseenOf } from './outcome';
import { asParameters, claimParameters } from './read-parameters';
import type { Recognition } from './recognition';

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

/** What makes a set of parameters an authorization response. */
export const DECISIVE = ['code', 'access_token', 'id_token', 'vp_token', 'error'];

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

/** An authorization response as a recognition, still to be joined. */
export function callback(
  facts: Facts,
  response: readonly Parameter[],
  method: string,
  path: string,
): Recognition {
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
    unseen: names.length === 0 ? [SENTENCES['response-encrypted']] : unseenOf(facts, false),
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
