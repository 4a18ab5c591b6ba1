import { basicCredentials, type Facts } from '../facts';
import type { StepKind, StepOutcome } from '../model';
import { tokenSets } from '../token-response';
import { valueIn } from '../url';
import { grantLabel, grantOf } from './grants';
import type { EndpointRole } from './learned';
import { outcomeOf, unseenOf } from './outcome';
import { requestParameters, responseParameters } from './read-parameters';
import type { Recognition } from './recognition';

const TOKEN_PATH =
  /\/(?:access_token|token|oauth\.v2\.access|oauth\.access|openid\.connect\.token|gettoken)\/?$/i;

/** The grant type that a request names, or that its parameters imply where a vendor leaves it out. */
function grantTypeOf(facts: Facts, role: EndpointRole | undefined): string | undefined {
  const { sent } = facts;
  const named = valueIn(sent, 'grant_type');
  if (named) return named;
  const client =
    valueIn(sent, 'client_id') ??
    valueIn(sent, 'appid') ??
    valueIn(sent, 'client_key') ??
    basicCredentials(facts)?.id;
  const token = role === 'token' || TOKEN_PATH.test(facts.url.path) || tokenSets(facts.answer()).length > 0;
  if (!token || !client) return undefined;
  if (valueIn(sent, 'refresh_token')) return 'refresh_token';
  const proof = ['client_secret', 'secret', 'code_verifier', 'redirect_uri'].some((name) =>
    valueIn(sent, name),
  );
  return valueIn(sent, 'code') && (proof || basicCredentials(facts)) ? 'authorization_code' : undefined;
}

/** A token response that is there but cannot be read is neither a success nor a failure. */
function tokenOutcome(facts: Facts, unseen: readonly string[]): StepOutcome {
  const outcome = outcomeOf(facts, 'body');
  if (outcome.state !== 'ok' || facts.exchange.responseBody?.state === 'text') return outcome;
  if (unseen.length) return { state: 'not-visible', reason: unseen.at(-1)! };
  return facts.exchange.responseBody ? outcome : { state: 'pending' };
}

/**
 * A token request (RFC 6749 §4.1.3, §4.3.2, §4.4.2, §6 and its extension grants): `grant_type`, or what it implies.
 * One vendor deletes a token by `grant_type=delete`: that is a revocation.
 */
export function recogniseToken(facts: Facts, role: EndpointRole | undefined): Recognition | undefined {
  if (facts.navigation) return undefined;
  const grantType = grantTypeOf(facts, role);
  if (!grantType && role !== 'token') return undefined;
  const posted = facts.exchange.requestBody;
  // The endpoint alone is enough where the body that would tell cannot be seen.
  if (!grantType && (facts.exchange.method !== 'POST' || (posted && posted.state !== 'unavailable')))
    return undefined;
  const { grant, grantName } = grantType
    ? grantOf(grantType)
    : { grant: 'unknown' as const, grantName: undefined };
  const unseen = unseenOf(facts, true);
  const kind: StepKind =
    grant === 'refresh_token'
      ? 'refresh_request'
      : grantName === 'delete'
        ? 'revocation_request'
        : 'token_request';
  const label = grantType ? ` (${grantLabel(grantType)})` : '';
  return {
    kind,
    by:
      role === 'token'
        ? 'metadata'
        : valueIn(facts.sent, 'grant_type')
          ? 'parameters'
          : TOKEN_PATH.test(facts.url.path)
            ? 'path'
            : 'response',
    facts,
    title: `${facts.exchange.method} ${facts.url.path}${label}`,
    request: requestParameters(facts),
    response: responseParameters(facts),
    outcome: tokenOutcome(facts, unseen),
    unseen,
    grant,
    grantName,
  };
}
