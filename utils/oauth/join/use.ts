import { ownString } from '../encoding';
import { bearerOf, type Facts, headerOf } from '../facts';
import type { TokenCarrier } from '../model';
import { recognition as recognise } from '../recognise/endpoints';
import { originOf, valueIn } from '../url';
import type { Book } from './book';
import { addStep, type DraftStep, type FlowDraft, type TokenDraft } from './draft';
import { flowOfUse, tokenOf, useToken } from './tokens';

interface Carried {
  token: TokenDraft;
  carrier: TokenCarrier;
}

/** An ID token sent as a bearer is told by its claims; any other is by definition used as an access token. */
function kindOf(value: string, book: Book): TokenDraft {
  const token = tokenOf(book, value, 'access');
  const idToken = token.claims && !token.issuedBy && ('nonce' in token.claims || 'at_hash' in token.claims);
  if (idToken && token.header?.typ !== 'at+jwt') token.kind = 'id';
  return token;
}

function carriedBy(book: Book, facts: Facts): Carried | undefined {
  const bearer = bearerOf(facts);
  if (bearer) return { token: kindOf(bearer.value, book), carrier: bearer.carrier };
  // Elsewhere only the value proves that it is a token of ours.
  const query = book.tokens.get(valueIn(facts.url.query, 'access_token') ?? '');
  if (query) return { token: query, carrier: 'query' };
  const form = book.tokens.get(valueIn(facts.form, 'access_token') ?? '');
  if (form) return { token: form, carrier: 'form' };
  const cookie = cookieToken(book, facts);
  return cookie && { token: cookie, carrier: 'cookie' };
}

function cookieToken(book: Book, facts: Facts): TokenDraft | undefined {
  const cookies = book.tokens.size ? headerOf(facts.exchange.requestHeaders, 'cookie') : undefined;
  for (const cookie of cookies?.split('; ') ?? []) {
    const token = book.tokens.get(cookie.slice(cookie.indexOf('=') + 1));
    if (token && token.kind !== 'code') return token;
  }
  return undefined;
}

const FLOW_STEPS_KEPT = 200;

/** Whether the last step that carried the token to this origin was refused: this one is what came of it. */
function followsRefusal(flow: FlowDraft, facts: Facts, token: TokenDraft): boolean {
  const last = flow.steps.findLast(
    (step) =>
      step.kind === 'resource_request' &&
      step.used.includes(token.id) &&
      flow.facts.get(step.id)?.url.origin === facts.url.origin,
  );
  return last !== undefined && last.outcome.state !== 'ok' && last.outcome.state !== 'pending';
}

/**
 * A use becomes a step when it is the first of its token at an origin, refused, or the first after a refusal (RFC 9449
 * §9: a nonce was asked for); all are kept at the token.
 */
function isTelling(flow: FlowDraft, facts: Facts, token: TokenDraft): boolean {
  const refused = facts.exchange.status === 401 || facts.exchange.status === 403;
  const first = !token.uses.some(
    (use) => use.to === facts.url.origin && use.stepId?.endsWith('/resource_request'),
  );
  return (first || refused || followsRefusal(flow, facts, token)) && flow.steps.length < FLOW_STEPS_KEPT;
}

/** Whether an answer is UserInfo, at the server itself and naming the subject (OIDC Core §5.3.2). */
function isUserInfo(flow: FlowDraft, facts: Facts): boolean {
  return (
    facts.url.origin === flow.origin &&
    facts.exchange.method !== 'DELETE' &&
    ownString(facts.answer().json, 'sub') !== undefined
  );
}

/** Notes the use of a token at a resource server; joins it to the flow that issued the token (RFC 6750 §2). */
export function placeUse(book: Book, facts: Facts): void {
  if (facts.exchange.method === 'OPTIONS') return;
  const carried = carriedBy(book, facts);
  if (!carried) return;
  const { token, carrier } = carried;
  const [flow, join] = flowOfUse(book, token, facts) ?? [];
  let step: DraftStep | undefined;
  if (flow && join && carrier !== 'cookie' && (isTelling(flow, facts, token) || isUserInfo(flow, facts))) {
    const userinfo = isUserInfo(flow, facts);
    const recognised = recognise(
      facts,
      userinfo ? 'userinfo_request' : 'resource_request',
      userinfo ? 'response' : 'parameters',
      userinfo ? 'UserInfo' : carrier,
    );
    step = addStep(flow, { ...recognised, title: `${facts.exchange.method} ${facts.url.path}` }, join);
    if (userinfo) flow.subject ??= ownString(facts.answer().json, 'sub');
  }
  useToken(token, facts, carrier, step);
}

/** Origins that a flow's tokens were used at. */
export function usedAt(flow: FlowDraft, tokens: Iterable<TokenDraft>): string[] {
  const origins = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'refresh' || token.kind === 'code' || token.kind === 'registration') continue;
    for (const use of token.uses) {
      const step = use.stepId?.split('/').at(-1);
      const own = step && step !== 'resource_request' && step !== 'userinfo_request';
      if (!own && (originOf(use.to) ?? use.to) !== flow.origin) origins.add(use.to);
      else if (step === 'resource_request') origins.add(use.to);
    }
  }
  return [...origins];
}
