import { writeValue } from '../encoding';
import { type Facts, headerOf } from '../facts';
import { decodeJwt } from '../jwt';
import type { Parameter, ParameterPlace } from '../model';
import { isSecretParameter } from '../secrets';
import { type Pair, valueIn } from '../url';

/** Named values with their place, each marked if it is a credential. */
export function asParameters(pairs: readonly Pair[], place: ParameterPlace): Parameter[] {
  return pairs.map(([name, value]) => ({ name, value, place, secret: isSecretParameter(name, place) }));
}

/** The claims of a JWT as parameters of the message that it stood in for. */
export function claimParameters(jwt: string | undefined, place: 'request-object' | 'jarm'): Parameter[] {
  const claims = jwt === undefined ? undefined : decodeJwt(jwt)?.claims;
  if (!claims) return [];
  return asParameters(
    Object.entries(claims).map(([name, value]) => [name, writeValue(value)]),
    place,
  );
}

const REQUEST_HEADERS = ['authorization', 'dpop', 'oauth-client-attestation', 'oauth-client-attestation-pop'];
const RESPONSE_HEADERS = ['www-authenticate', 'dpop-nonce', 'cache-control', 'date'];

function headerParameters(facts: Facts, side: 'request' | 'response'): Parameter[] {
  const request = side === 'request';
  const headers = request ? facts.exchange.requestHeaders : facts.exchange.responseHeaders;
  const pairs: Pair[] = [];
  for (const name of request ? REQUEST_HEADERS : RESPONSE_HEADERS) {
    const value = headerOf(headers, name);
    if (value !== undefined) pairs.push([name, value]);
  }
  return asParameters(pairs, request ? 'request-header' : 'response-header');
}

/**
 * Everything that a request says: query, body, the headers that matter to OAuth, and the content of a request
 * object (RFC 9101). The request object's values come first: they supersede those outside it (§5).
 */
export function requestParameters(facts: Facts): Parameter[] {
  return [
    ...claimParameters(valueIn(facts.sent, 'request'), 'request-object'),
    ...asParameters(facts.url.query, 'query'),
    ...asParameters(facts.form, 'request-body'),
    ...headerParameters(facts, 'request'),
  ];
}

/** Everything that an answer says: its body's fields and the headers that matter to OAuth. */
export function responseParameters(facts: Facts): Parameter[] {
  return [...asParameters(facts.answer().fields, 'response-body'), ...headerParameters(facts, 'response')];
}
