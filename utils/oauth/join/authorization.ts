import { type Facts, factsOf } from '../facts';
import type { Join } from '../model';
import { responseModeOf } from '../recognise/authorization';
import { errorOnPage, responseInPage } from '../recognise/authorization-page';
import { responseInRedirect } from '../recognise/authorization-response';
import { authenticationOf, proofThumbprint } from '../recognise/client-authentication';
import { grantOfResponseType, responseTypeSet } from '../recognise/grants';
import { type Recognition, valueOfParameter } from '../recognise/recognition';
import { originOf } from '../url';
import { type Book, openFlow, sendAway } from './book';
import { addStep, type FlowDraft } from './draft';
import { addResponse } from './response';

interface RequestKeys {
  clientId?: string;
  state?: string;
  nonce?: string;
  challenge?: string;
  redirectUri?: string;
  requestUri?: string;
}

function keysOf({ request }: Recognition): RequestKeys {
  const value = (name: string) => valueOfParameter(request, name);
  return {
    clientId: value('client_id') ?? value('appid') ?? value('client_key') ?? value('app_id'),
    state: value('state'),
    nonce: value('nonce'),
    challenge: value('code_challenge'),
    redirectUri: value('redirect_uri'),
    requestUri: value('request_uri'),
  };
}

/** Whether two values that are drawn anew for each attempt agree: equal where both are there, and one at least is. */
function sameAttempt(flow: FlowDraft, keys: RequestKeys): boolean {
  const pairs = [
    [flow.state, keys.state],
    [flow.nonce, keys.nonce],
    [flow.challenge, keys.challenge],
  ] as const;
  if (flow.clientId !== keys.clientId || pairs.some(([a, b]) => a !== b)) return false;
  // A constant state without PKCE or nonce begins a new attempt once the last is answered.
  return !!(keys.challenge ?? keys.nonce) || (!!keys.state && !flow.response);
}

function attempts(book: Book, keys: RequestKeys): readonly FlowDraft[] {
  if (keys.state) return book.byState.get(keys.state) ?? [];
  const challenged = keys.challenge ? book.byChallenge.get(keys.challenge) : undefined;
  return challenged ? [challenged] : [];
}

const isRequestOf = (flow: FlowDraft, keys: RequestKeys) =>
  flow.clientId === keys.clientId && flow.redirectUri === keys.redirectUri && flow.state === keys.state;

/** Whether a client's pushed request (RFC 9126) has no authorization request yet, and its answer, which names it, was not seen. */
function awaitsRequest(flow: FlowDraft, keys: RequestKeys): boolean {
  const [first] = flow.steps;
  if (first?.kind !== 'pushed_authorization_request' || flow.clientId !== keys.clientId) return false;
  const answered = first.response.some(({ name }) => name === 'request_uri');
  return !answered && !flow.steps.some(({ kind }) => kind === 'authorization_request');
}

function findAttempt(book: Book, recognition: Recognition, keys: RequestKeys): [FlowDraft, Join] | undefined {
  const pushed = keys.requestUri && book.byHandle.get(`request_uri:${keys.requestUri}`);
  if (pushed) return [pushed, { key: 'request_uri', confidence: 'proved' }];
  const unanswered = keys.requestUri && book.flows.findLast((flow) => awaitsRequest(flow, keys));
  if (unanswered) return [unanswered, { key: 'client_id', confidence: 'inferred' }];
  const chained = book.chains.get(recognition.facts.exchange.requestId)?.flow;
  if (chained && isRequestOf(chained, keys)) {
    return [chained, { key: 'request_chain', confidence: 'proved' }];
  }
  const candidates = attempts(book, keys);
  const same = candidates.find((flow) => sameAttempt(flow, keys));
  return same ? [same, { key: keys.state ? 'state' : 'client_id', confidence: 'proved' }] : undefined;
}

/** Takes what a request says into its flow; what an earlier one (PAR) said stays. */
function learnRequest(book: Book, flow: FlowDraft, recognition: Recognition, keys: RequestKeys): void {
  const { request } = recognition;
  const value = (name: string) => valueOfParameter(request, name);
  if (keys.state && flow.state === undefined) {
    flow.state = keys.state;
    book.byState.set(keys.state, [...(book.byState.get(keys.state) ?? []), flow]);
  }
  if (keys.challenge && flow.challenge === undefined) {
    flow.challenge = keys.challenge;
    // RFC 7636 §4.3: an absent method means "plain".
    flow.challengeMethod = value('code_challenge_method') ?? 'plain';
    book.byChallenge.set(keys.challenge, flow);
  }
  flow.clientId ??= keys.clientId;
  flow.nonce ??= keys.nonce;
  flow.dpopJkt ??= value('dpop_jkt');
  flow.redirectUri ??= keys.redirectUri;
  flow.scope ??= value('scope');
  const audience = request.filter(({ name, value }) => (name === 'resource' || name === 'audience') && value);
  if (audience.length) flow.audience ??= audience.map((parameter) => parameter.value);
  if (value('response_type')) {
    flow.responseType = responseTypeSet(value('response_type'));
    flow.grant = grantOfResponseType(flow.responseType);
    flow.responseMode = responseModeOf(request);
  }
}

/** Joins a pushed authorization request (RFC 9126): it opens the flow that its request_uri names later. */
export function placePushed(book: Book, recognition: Recognition): FlowDraft {
  const keys = { ...keysOf(recognition), requestUri: undefined };
  const found = findAttempt(book, recognition, keys);
  const flow = found?.[0] ?? openFlow(book, recognition.facts, recognition.grant ?? 'authorization_code');
  addStep(flow, recognition, found?.[1] ?? { key: 'first', confidence: 'proved' });
  learnRequest(book, flow, recognition, keys);
  flow.origin ??= recognition.facts.url.origin;
  // RFC 9449 §10.1: a proof with the pushed request says the same.
  flow.dpopJkt ??= proofThumbprint(recognition.facts);
  const authentication = authenticationOf(recognition.facts, recognition.request);
  if (authentication !== 'none') flow.authentication ??= authentication;
  const requestUri = valueOfParameter(recognition.response, 'request_uri');
  if (requestUri) book.byHandle.set(`request_uri:${requestUri}`, flow);
  return flow;
}

/** An earlier attempt of the same client in the same frame was given up for this one. */
function supersede(book: Book, flow: FlowDraft, facts: Facts): void {
  for (const away of book.away.get(facts.frame) ?? []) {
    const same =
      away.flow !== flow && away.flow.clientId === flow.clientId && away.flow.origin === flow.origin;
    if (same && away.purpose === 'sign-in') away.flow.leftAt ??= facts.exchange.startedAt;
  }
}

/**
 * Joins an authorization request: to the pushed request that it names, to the attempt that it repeats
 * (reload, back button, a login page that carries the same parameters on), else it opens a flow.
 */
export function placeAuthorizationRequest(book: Book, recognition: Recognition): FlowDraft {
  const { facts } = recognition;
  const keys = keysOf(recognition);
  const found = findAttempt(book, recognition, keys);
  const flow = found?.[0] ?? openFlow(book, facts, recognition.grant ?? 'authorization_code');
  const endpoint = facts.url.origin + facts.url.path;
  const carriedOn = flow.authorizationEndpoint !== undefined && flow.authorizationEndpoint !== endpoint;
  const step = addStep(
    flow,
    carriedOn
      ? {
          ...recognition,
          kind: 'authorization_interaction',
          title: `${facts.exchange.method} ${facts.url.path}`,
        }
      : recognition,
    found?.[1] ?? { key: 'first', confidence: 'proved' },
  );
  learnRequest(book, flow, recognition, keys);
  if (!carriedOn) {
    flow.authorizationEndpoint = endpoint;
    flow.origin = facts.url.origin;
    flow.place = facts.exchange.place;
    if (flow.surface === 'page') flow.surface = facts.exchange.type === 'sub_frame' ? 'frame' : 'tab';
    if (book.openers.has(facts.exchange.place.tabId) && facts.exchange.type === 'main_frame')
      flow.surface = 'popup';
  }
  supersede(book, flow, facts);
  flow.leftAt = undefined;
  if (!book.away.get(facts.frame)?.some((away) => away.flow === flow && away.purpose === 'sign-in')) {
    sendAway(book, facts, {
      flow,
      purpose: 'sign-in',
      returnTo: flow.redirectUri,
      state: flow.state,
      origins: new Set([facts.url.origin]),
    });
  } else {
    const away = book.away.get(facts.frame)!.find((entry) => entry.flow === flow)!;
    book.chains.set(facts.exchange.requestId, away);
  }
  settleAtServer(book, flow, step.id, facts);
  return flow;
}

/** What an answer of the authorization server itself says: an error page, a posted message, a redirect nobody follows. */
export function settleAtServer(book: Book, flow: FlowDraft, stepId: string, facts: Facts): void {
  const step = flow.steps.find((candidate) => candidate.id === stepId)!;
  if ((facts.exchange.status ?? 0) >= 400) {
    const error = errorOnPage(facts);
    if (error) step.outcome = { state: 'oauth-error', ...error };
    return;
  }
  const { exchange } = facts;
  const followed = book.exchanges.get(`${exchange.requestId}:${exchange.hop + 1}`);
  const response =
    facts.redirect && !(followed && factsOf(followed))
      ? responseInRedirect(facts, flow.redirectUri)
      : responseInPage(facts);
  if (!response) return;
  const chained: Join = { key: 'request_chain', confidence: 'proved' };
  addResponse(book, flow, { ...response, candidate: false }, chained);
}

/** The origin of the client: of its redirect URI, else of the page that asked. */
export function clientOrigin(flow: FlowDraft): string | undefined {
  return originOf(flow.redirectUri) ?? originOf(flow.initiator);
}
