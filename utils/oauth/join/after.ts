import { ownString } from '../encoding';
import { bearerOf } from '../facts';
import type { Join } from '../model';
import { type Recognition, valueOfParameter } from '../recognise/recognition';
import { originOf } from '../url';
import { clientOrigin } from './authorization';
import { type Book, openFlow, sendAway } from './book';
import { addStep, type FlowDraft, type TokenDraft } from './draft';
import { ownerOf } from './redeem';
import { endSession } from './session-end';
import { flowOfUse, tokenOf, useToken } from './tokens';

const first: Join = { key: 'first', confidence: 'proved' };

/** Joins UserInfo by the token that it carries (OIDC Core §5.3). */
export function placeUserInfo(book: Book, recognition: Recognition): void {
  const { facts, request } = recognition;
  const bearer = bearerOf(facts);
  const value = bearer?.value ?? valueOfParameter(request, 'access_token');
  if (!value) return;
  const token = tokenOf(book, value, 'access');
  let [flow, join] = flowOfUse(book, token, facts) ?? [undefined, first];
  if (!flow) {
    flow = openFlow(book, facts, 'unknown');
    flow.origin = facts.url.origin;
    token.flowId = flow.id;
    flow.tokens.add(token.id);
  }
  const step = addStep(flow, recognition, join);
  flow.subject ??= ownString(facts.answer().json, 'sub');
  useToken(token, facts, bearer?.carrier ?? (facts.form.length ? 'form' : 'query'), step);
}

/** Whether nothing of a flow goes on without a token: its refresh token, or its access token where there is no other. */
function endsWith(book: Book, flow: FlowDraft, token: TokenDraft): boolean {
  if (token.kind === 'refresh') return true;
  if (token.kind !== 'access') return false;
  for (const other of book.tokens.values()) {
    if (other.kind === 'refresh' && other.flowId === flow.id && other.revokedAt === undefined) return false;
  }
  return true;
}

/** Joins introspection (RFC 7662) and revocation (RFC 7009) by the token that they name. */
export function placeTokenManagement(book: Book, recognition: Recognition): void {
  const { facts, request, kind } = recognition;
  const value = valueOfParameter(request, 'token') ?? valueOfParameter(request, 'access_token');
  const hint = valueOfParameter(request, 'token_type_hint');
  const token = value
    ? tokenOf(
        book,
        value,
        hint === 'refresh_token' ? 'refresh' : hint === 'access_token' ? 'access' : 'unknown',
      )
    : undefined;
  let flow = ownerOf(book, value);
  const key = token?.kind === 'refresh' ? 'refresh_token' : 'access_token';
  const join: Join = flow ? { key, confidence: 'proved' } : first;
  if (!flow) {
    flow = openFlow(book, facts, 'unknown');
    flow.origin = facts.url.origin;
    flow.clientId = valueOfParameter(request, 'client_id');
    if (token) {
      token.flowId = flow.id;
      flow.tokens.add(token.id);
    }
  }
  const step = addStep(flow, recognition, join);
  if (!token) return;
  step.used.push(token.id);
  if (
    kind !== 'revocation_request' ||
    (recognition.outcome.state !== 'ok' && recognition.outcome.state !== 'not-visible')
  )
    return;
  const at = facts.exchange.respondedAt ?? facts.exchange.startedAt;
  token.revokedAt ??= at;
  // `grant_type=delete` ends the whole consent, not one token.
  if (recognition.grantName === 'delete' || endsWith(book, flow, token))
    flow.endedBy ??= { at, by: 'revocation' };
}

/** The request that opens a device (RFC 8628) or backchannel (CIBA) flow; its answer names what later steps carry. */
export function placeDecoupled(book: Book, recognition: Recognition): void {
  const { facts, request, response } = recognition;
  const value = (name: string) => valueOfParameter(request, name);
  const device = recognition.kind === 'device_authorization_request';
  const flow = openFlow(book, facts, device ? 'device_code' : 'ciba');
  flow.origin = facts.url.origin;
  flow.clientId = value('client_id');
  flow.scope = value('scope');
  addStep(flow, recognition, first);
  for (const name of ['device_code', 'user_code', 'auth_req_id']) {
    const handle = valueOfParameter(response, name);
    if (handle) book.byHandle.set(`${name}:${handle}`, flow);
  }
  const page =
    valueOfParameter(response, 'verification_uri') ?? valueOfParameter(response, 'verification_url');
  if (page) book.byHandle.set(`verification_uri:${page}`, flow);
}

function signedIn(book: Book, recognition: Recognition): [FlowDraft, Join] | undefined {
  const hinted = ownerOf(book, valueOfParameter(recognition.request, 'id_token_hint'));
  if (hinted) return [hinted, { key: 'id_token', confidence: 'proved' }];
  const clientId = valueOfParameter(recognition.request, 'client_id');
  const { origin } = recognition.facts.url;
  const open = book.flows.filter(
    (flow) =>
      flow.origin === origin &&
      !flow.endedBy &&
      flow.tokens.size > 0 &&
      (!clientId || flow.clientId === clientId),
  );
  if (open.length === 1) return [open[0]!, { key: 'client_id', confidence: 'inferred' }];
  const returnTo = valueOfParameter(recognition.request, 'post_logout_redirect_uri');
  const home = originOf(returnTo);
  const theirs = open.filter((flow) => home !== undefined && clientOrigin(flow) === home);
  // Several sign-ins of one client: which of them ends cannot be told.
  return theirs.length === 1
    ? [theirs[0]!, { key: 'post_logout_redirect_uri', confidence: 'inferred' }]
    : undefined;
}

/** Joins RP-initiated logout by its id_token_hint, and waits for the way back (OIDC RP-Initiated Logout §2, §3). */
export function placeEndSession(book: Book, recognition: Recognition): void {
  const { facts, request } = recognition;
  const value = (name: string) => valueOfParameter(request, name);
  const waiting = book.chains.get(facts.exchange.requestId);
  const found: [FlowDraft, Join] | undefined =
    waiting?.purpose === 'sign-out'
      ? [waiting.flow, { key: 'request_chain', confidence: 'proved' }]
      : signedIn(book, recognition);
  const flow = found?.[0] ?? openFlow(book, facts, 'unknown');
  flow.origin ??= facts.url.origin;
  flow.clientId ??= value('client_id');
  const step = addStep(flow, recognition, found?.[1] ?? first);
  const hint = value('id_token_hint');
  if (hint) step.used.push(tokenOf(book, hint, 'id').id);
  const returnTo = value('post_logout_redirect_uri') ?? value('returnTo') ?? value('logout_uri');
  if (facts.navigation && waiting?.purpose !== 'sign-out') {
    sendAway(book, facts, {
      flow,
      purpose: 'sign-out',
      returnTo,
      state: value('state'),
      origins: new Set([facts.url.origin]),
    });
  }
  // With a way back asked for, a page in between still has to be confirmed: the return proves the end.
  if (!returnTo && recognition.outcome.state === 'ok') endSession(book, flow, step.endedAt ?? step.at);
}

/** Joins a front-channel logout frame by the session id that it names (OIDC Front-Channel Logout §2). */
export function placeFrontchannelLogout(book: Book, recognition: Recognition): void {
  const sid = valueOfParameter(recognition.response, 'sid') ?? valueOfParameter(recognition.request, 'sid');
  const iss = valueOfParameter(recognition.request, 'iss');
  for (const token of book.tokens.values()) {
    if (token.kind !== 'id' || token.claims?.sid !== sid || token.claims?.iss !== iss) continue;
    const flow = ownerOf(book, token.value);
    if (!flow) continue;
    addStep(flow, recognition, { key: 'sid', confidence: 'proved' });
    endSession(book, flow, recognition.facts.exchange.startedAt);
    return;
  }
}
