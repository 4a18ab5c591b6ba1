import { basicCredentials, type Facts } from '../facts';
import { authenticationOf, proofThumbprint } from '../recognise/client-authentication';
import { type Recognition, valueOfParameter } from '../recognise/recognition';
import { tokenSets } from '../token-response';
import { type Book, openFlow } from './book';
import { addStep, type DraftStep, type FlowDraft, type TokenDraft } from './draft';
import { findIssuer } from './redeem';
import { expectBound, issueSet, tokenOf, useToken } from './tokens';

function learnTokenRequest(flow: FlowDraft, recognition: Recognition): void {
  const { facts, request } = recognition;
  const value = (name: string) => valueOfParameter(request, name);
  flow.clientId ??=
    value('client_id') ?? basicCredentials(facts)?.id ?? value('appid') ?? value('client_key');
  flow.origin ??= facts.url.origin;
  flow.tokenEndpoint ??= facts.url.origin + facts.url.path;
  flow.scope ??= value('scope');
  flow.redirectUri ??= value('redirect_uri');
  flow.verifier ??= value('code_verifier');
  flow.initiator ??= facts.exchange.initiator;
  const seen = facts.exchange.requestBody?.state !== 'unavailable';
  const authentication = seen || basicCredentials(facts) ? authenticationOf(facts, request) : undefined;
  if (authentication && (flow.authentication ?? 'none') === 'none') flow.authentication = authentication;
  const audience = request
    .filter(({ name }) => name === 'resource' || name === 'audience')
    .map((parameter) => parameter.value);
  if (audience.length) flow.audience ??= audience;
}

/** Where a credential stood: some vendors take it in the query. */
const carrierOf = ({ url }: Facts, value: string) =>
  url.query.some(([, queried]) => queried === value) ? 'query' : 'form';

/** The credential that the tokens of a token response come from, if it is known as a token. */
function parentOf(
  book: Book,
  recognition: Recognition,
  flow: FlowDraft,
  step: DraftStep,
): TokenDraft | undefined {
  const value = (name: string) => valueOfParameter(recognition.request, name);
  const refresh = value('refresh_token');
  if (refresh) {
    const token = tokenOf(book, refresh, 'refresh');
    token.flowId ??= flow.id;
    flow.tokens.add(token.id);
    useToken(token, recognition.facts, carrierOf(recognition.facts, refresh), step);
    return token;
  }
  const carried =
    value('code') ?? value('pre-authorized_code') ?? value('subject_token') ?? value('assertion');
  if (!carried) return undefined;
  const token = value('code') ? tokenOf(book, carried, 'code') : book.tokens.get(carried);
  if (!token) return undefined;
  token.flowId ??= flow.id;
  if (token.flowId === flow.id) flow.tokens.add(token.id);
  useToken(token, recognition.facts, carrierOf(recognition.facts, carried), step);
  return token;
}

/**
 * Joins a token request to its flow by what it redeems (code, verifier, refresh token, device code, subject token…).
 * One whose origin was not seen is a flow of its own: never the latest flow's.
 */
export function placeTokenRequest(book: Book, recognition: Recognition): FlowDraft {
  const { facts } = recognition;
  const found = findIssuer(book, recognition);
  const flow = found?.[0] ?? openFlow(book, facts, recognition.grant ?? 'unknown', recognition.grantName);
  const step = addStep(flow, recognition, found?.[1] ?? { key: 'first', confidence: 'proved' });
  learnTokenRequest(flow, recognition);
  const parent = parentOf(book, recognition, flow, step);
  const jkt = proofThumbprint(facts);
  if (step.outcome.state === 'oauth-error') {
    if (step.outcome.code === 'use_dpop_nonce' && jkt)
      book.byHandle.set(`dpop_jkt:${jkt} ${facts.url.origin}${facts.url.path}`, flow);
  }
  const again = valueOfParameter(recognition.response, 'mfa_token');
  if (again) book.byHandle.set(`mfa_token:${again}`, flow);
  for (const name of ['device_code', 'auth_req_id', 'pre-authorized_code', 'mfa_token', 'interaction_code']) {
    const handle = valueOfParameter(recognition.request, name);
    if (handle) book.byHandle.set(`${name}:${handle}`, flow);
  }
  if (step.outcome.state === 'oauth-error' || step.outcome.state === 'http-error') return flow;
  const scopeAsked = valueOfParameter(recognition.request, 'scope') ?? parent?.scope ?? flow.scope;
  const sets = tokenSets(facts.answer());
  if (jkt && sets.length === 0) expectBound(book, flow, jkt);
  for (const set of sets) {
    issueSet(book, set, { flow, step, facts, parent, scopeAsked, boundKey: jkt });
  }
  return flow;
}
