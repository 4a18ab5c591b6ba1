import type { Facts } from '../facts';
import type { Parameter } from '../model';
import { SENTENCES } from '../sentences';
import { isAbsolute, valueIn } from '../url';
import { effectiveResponseMode, grantOfResponseType, responseTypeSet } from './grants';
import type { EndpointRole } from './learned';
import { outcomeOf, unseenOf } from './outcome';
import { claimParameters, requestParameters, responseParameters } from './read-parameters';
import { type Recognition, valueOfParameter } from './recognition';

/** Parameters that name the client, vendors' own included. */
const CLIENT = ['client_id', 'appid', 'client_key', 'app_id'];

/**
 * The signature of an authorization request (RFC 6749 §4.1.1, RFC 9101, RFC 9126): a client, and one of
 * response_type, request, request_uri, or redirect_uri with scope (a vendor leaves out response_type).
 */
function looksLikeAuthorizationRequest(facts: Facts): boolean {
  const has = (name: string) => valueIn(facts.sent, name) !== undefined;
  if (!CLIENT.some(has) || has('grant_type') || has('client_secret') || has('code_verifier')) return false;
  return (
    has('response_type') ||
    has('request') ||
    has('request_uri') ||
    (isAbsolute(valueIn(facts.sent, 'redirect_uri')) && (has('scope') || has('state')))
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
    unseen: authorizationUnseen(facts, /_message$/.test(responseModeOf(request))),
    grant: grantOfResponseType(set),
  };
}

/** `posted`: the answer is in the page's own text, no redirect will carry it. */
function authorizationUnseen(facts: Facts, posted: boolean): string[] {
  const unseen = unseenOf(facts, posted);
  const object = valueIn(facts.sent, 'request');
  if (object && claimParameters(object, 'request-object').length === 0) {
    unseen.push(SENTENCES['object-unread']);
  }
  const reference = valueIn(facts.sent, 'request_uri');
  if (reference?.startsWith('http')) {
    unseen.push(SENTENCES['object-fetched']);
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

/** Response mode of a request, defaults applied. */
export function responseModeOf(request: readonly Parameter[]): string {
  return effectiveResponseMode(
    valueOfParameter(request, 'response_mode'),
    responseTypeSet(valueOfParameter(request, 'response_type')),
  );
}
