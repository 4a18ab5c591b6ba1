import { jwkThumbprint, s256 } from '../digest';
import { isObject } from '../encoding';
import { basicCredentials, dpopProofOf, type Facts } from '../facts';
import { decodeJwt } from '../jwt';
import type { FlowClient, Join } from '../model';
import { type Recognition, valueOfParameter } from '../recognise/recognition';
import { tokenSets } from '../token-response';
import { type Book, openFlow } from './book';
import { addStep, type DraftStep, type FlowDraft, type TokenDraft } from './draft';
import { openWithResponse } from './response';
import { issueSet, tokenOf, useToken } from './tokens';

type Found = [FlowDraft, Join] | undefined;

const proved = (flow: FlowDraft | undefined, key: Join['key']): Found =>
  flow && [flow, { key, confidence: 'proved' }];

/** Flow that a token value belongs to. */
export function ownerOf(book: Book, value: string | undefined): FlowDraft | undefined {
  const token = value ? book.tokens.get(value) : undefined;
  return token?.flowId ? book.flows.find((flow) => flow.id === token.flowId) : undefined;
}

/** How the client authenticated (OIDC Core §9). Mutual TLS is invisible. */
export function authenticationOf(
  facts: Facts,
  request: Recognition['request'],
): FlowClient['authentication'] {
  const assertion = valueOfParameter(request, 'client_assertion');
  if (assertion) {
    const alg = decodeJwt(assertion)?.header.alg;
    return typeof alg === 'string' && alg.startsWith('HS') ? 'client_secret_jwt' : 'private_key_jwt';
  }
  if (basicCredentials(facts)) return 'client_secret_basic';
  return (valueOfParameter(request, 'client_secret') ?? valueOfParameter(request, 'secret'))
    ? 'client_secret_post'
    : 'none';
}

/** Thumbprint of the key that signed the request's DPoP proof (RFC 9449 §6.1). */
export function proofThumbprint(facts: Facts): string | undefined {
  const jwk = dpopProofOf(facts)?.header.jwk;
  return isObject(jwk) ? jwkThumbprint(jwk) : undefined;
}

function byCode(book: Book, recognition: Recognition, code: string): Found {
  const known = ownerOf(book, code);
  if (known) return proved(known, 'code');
  const orphan = book.orphans.get(code);
  if (!orphan) return undefined;
  const flow = openWithResponse(book, orphan);
  flow.clientId = valueOfParameter(recognition.request, 'client_id');
  return proved(flow, 'code');
}

function byVerifier(book: Book, verifier: string): Found {
  return proved(book.byChallenge.get(s256(verifier)) ?? book.byChallenge.get(verifier), 'code_verifier');
}

/** The one flow that waits for a code with this client and redirect URI; of several, none can be told. */
function byRedirectUri(book: Book, clientId: string | undefined, redirectUri: string | undefined): Found {
  if (!clientId || !redirectUri) return undefined;
  const open = book.flows.filter(
    (flow) =>
      flow.clientId === clientId &&
      flow.redirectUri === redirectUri &&
      flow.authorizationEndpoint &&
      !flow.response &&
      flow.tokens.size === 0,
  );
  return open.length === 1 ? [open[0]!, { key: 'redirect_uri', confidence: 'inferred' }] : undefined;
}

/**
 * The one flow of this client whose last token response could not be read: the refresh token may well be from there.
 * Of several, none can be told.
 */
function byUnreadAnswer(book: Book, { facts, request }: Recognition): Found {
  const clientId = valueOfParameter(request, 'client_id') ?? basicCredentials(facts)?.id;
  if (!clientId) return undefined;
  const unread = book.flows.filter((flow) => {
    if (flow.clientId !== clientId || flow.tokenEndpoint !== facts.url.origin + facts.url.path) return false;
    const last = flow.steps.findLast(
      (step) => step.kind === 'token_request' || step.kind === 'refresh_request',
    );
    return last?.outcome.state === 'not-visible';
  });
  return unread.length === 1 ? [unread[0]!, { key: 'client_id', confidence: 'inferred' }] : undefined;
}

const HANDLES = [
  ['device_code', 'device_code'],
  ['auth_req_id', 'auth_req_id'],
  ['mfa_token', 'mfa_token'],
  ['pre-authorized_code', 'code'],
  ['interaction_code', 'code'],
] as const;

function findFlow(book: Book, recognition: Recognition): Found {
  const value = (name: string) => valueOfParameter(recognition.request, name);
  const refresh = value('refresh_token');
  if (recognition.kind === 'refresh_request' && refresh) {
    return proved(ownerOf(book, refresh), 'refresh_token') ?? byUnreadAnswer(book, recognition);
  }
  for (const [name, key] of HANDLES) {
    const handle = value(name);
    if (handle) return proved(book.byHandle.get(`${name}:${handle}`), key);
  }
  const code = value('code');
  const found =
    (code ? byCode(book, recognition, code) : undefined) ??
    (value('code_verifier') ? byVerifier(book, value('code_verifier')!) : undefined);
  if (found) return found;
  for (const name of ['subject_token', 'assertion', 'fb_exchange_token', 'access_token'] as const) {
    const carried = value(name);
    const owner = ownerOf(book, carried);
    // One vendor redeems its code as an assertion.
    if (owner) return proved(owner, book.tokens.get(carried!)?.kind === 'code' ? 'code' : 'subject_token');
  }
  if (recognition.grant === 'authorization_code')
    return byRedirectUri(book, value('client_id'), value('redirect_uri'));
  return proved(retried(book, recognition), 'dpop_jkt');
}

/** The attempt that a server sent back for a nonce (RFC 9449 §8): same key, same endpoint, refused so. */
function retried(book: Book, recognition: Recognition): FlowDraft | undefined {
  const jkt = proofThumbprint(recognition.facts);
  return jkt
    ? book.byHandle.get(`dpop_jkt:${jkt} ${recognition.facts.url.origin}${recognition.facts.url.path}`)
    : undefined;
}

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
  const found = findFlow(book, recognition);
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
  for (const name of ['pre-authorized_code', 'mfa_token', 'interaction_code']) {
    const handle = valueOfParameter(recognition.request, name);
    if (handle) book.byHandle.set(`${name}:${handle}`, flow);
  }
  if (step.outcome.state === 'oauth-error' || step.outcome.state === 'http-error') return flow;
  const scopeAsked = valueOfParameter(recognition.request, 'scope') ?? parent?.scope ?? flow.scope;
  for (const set of tokenSets(facts.answer())) {
    issueSet(book, set, { flow, step, facts, parent, scopeAsked, boundKey: jkt });
  }
  return flow;
}
