import type { Facts } from '../facts';
import type { Join } from '../model';
import { callback } from '../recognise/authorization-response';
import { grantOfResponseType, responseTypeSet } from '../recognise/grants';
import { asParameters } from '../recognise/read-parameters';
import { type Recognition, valueOfParameter } from '../recognise/recognition';
import { tokenSetOf } from '../token-response';
import { isAtRedirectUri, valueIn } from '../url';
import { type Away, type Book, cameBack, openFlow } from './book';
import { addStep, type DraftStep, type FlowDraft } from './draft';
import { issueSet, issueToken } from './tokens';

/** Adds the authorization response to its flow; what it brings (code, front-channel tokens) becomes known. */
export function addResponse(book: Book, flow: FlowDraft, recognition: Recognition, join: Join): DraftStep {
  const value = (name: string) => valueOfParameter(recognition.response, name);
  const code = value('code');
  const again =
    flow.response !== undefined && code !== undefined && book.tokens.get(code)?.flowId === flow.id;
  const step = addStep(
    flow,
    again ? { ...recognition, title: `${recognition.title} again` } : recognition,
    join,
  );
  flow.response ??= step;
  // A reload after an error, or an attempt made again with the same state: the newer answer counts.
  if (!again && code) flow.response = step;
  flow.leftAt = undefined;
  flow.issuer ??= value('iss');
  const issue = { flow, step, facts: recognition.facts, scopeAsked: flow.scope };
  const codeToken = code ? issueToken(book, code, 'code', issue) : undefined;
  const set = tokenSetOf(recognition.response.map(({ name, value: text }) => [name, text] as const));
  if (set) issueSet(book, set, { ...issue, parent: undefined });
  if (codeToken) codeToken.scope ??= flow.scope;
  cameBack(book, flow, 'sign-in');
  return step;
}

const fits = (flow: FlowDraft, url: string) => !flow.redirectUri || isAtRedirectUri(url, flow.redirectUri);

function byState(book: Book, recognition: Recognition, chained: Away | undefined): FlowDraft | undefined {
  const state = valueOfParameter(recognition.response, 'state');
  const { exchange } = recognition.facts;
  const candidates = (state ? (book.byState.get(state) ?? []) : []).filter((flow) =>
    fits(flow, exchange.url),
  );
  if (candidates.length < 2) return candidates[0];
  // The same state twice: the chain tells which, then the frame, then the one that has had no answer.
  const { tabId, frameId } = exchange.place;
  return (
    candidates.find((flow) => flow === chained?.flow) ??
    candidates.find(
      (flow) => !flow.response && flow.place.tabId === tabId && flow.place.frameId === frameId,
    ) ??
    candidates.find((flow) => !flow.response) ??
    candidates[0]
  );
}

/**
 * The answer to `response_type=none`, which says nothing but that the user has agreed (Multiple Response Types §4):
 * the redirect URI with the request's state.
 */
export function answerOfNone(book: Book, facts: Facts): Recognition | undefined {
  const state = valueIn(facts.url.query, 'state');
  const waits = (flow: FlowDraft) =>
    flow.responseType.join() === 'none' &&
    !flow.response &&
    flow.redirectUri !== undefined &&
    isAtRedirectUri(facts.exchange.url, flow.redirectUri);
  if (!state || !book.byState.get(state)?.some(waits)) return undefined;
  const response = asParameters(facts.url.query, 'query');
  return { ...callback(facts, response, facts.exchange.method, facts.url.path), unseen: [] };
}

/** The flow that a callback-like document answers, and by which key; undefined where none waits for it. */
function findFlow(book: Book, recognition: Recognition): [FlowDraft, Join] | undefined {
  const { facts, response } = recognition;
  const { url, requestId } = facts.exchange;
  const chained = book.chains.get(requestId);
  const stated = byState(book, recognition, chained);
  if (stated) return [stated, { key: 'state', confidence: stated.redirectUri ? 'proved' : 'inferred' }];
  if (chained?.purpose === 'sign-in' && fits(chained.flow, url)) {
    const elsewhere = chained.flow.redirectUri !== undefined || facts.url.origin !== chained.flow.origin;
    if (elsewhere) return [chained.flow, { key: 'request_chain', confidence: 'proved' }];
  }
  const code = valueOfParameter(response, 'code');
  const reloaded = code ? book.tokens.get(code) : undefined;
  const owner = reloaded && book.flows.find((flow) => flow.id === reloaded.flowId);
  if (owner) return [owner, { key: 'code', confidence: 'proved' }];
  const waiting = book.away
    .get(facts.frame)
    ?.findLast(
      (away) => away.purpose === 'sign-in' && away.flow.redirectUri !== undefined && fits(away.flow, url),
    );
  return waiting && [waiting.flow, { key: 'redirect_uri', confidence: 'inferred' }];
}

/** Whether a callback nobody was seen to wait for is one all the same: parameters that only OAuth has. */
function isUnmistakable({ response, outcome }: Recognition): boolean {
  const has = (name: string) => valueOfParameter(response, name) !== undefined;
  if (outcome.state === 'oauth-error') return has('state') && AUTHORIZATION_ERRORS.has(outcome.code);
  if (has('access_token')) return has('token_type') && response.every(({ place }) => place !== 'query');
  return (
    has('code') &&
    has('state') &&
    (has('session_state') || (has('iss') && /^https?:/.test(valueOfParameter(response, 'iss')!)))
  );
}

/** Codes that no other protocol uses in a redirect. */
const AUTHORIZATION_ERRORS: ReadonlySet<string> = new Set([
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
  'unauthorized_client',
  'unsupported_response_type',
  'invalid_scope',
  'access_denied',
]);

/** Opens a flow with a response whose request was not seen: DevTools, or the recording, began in the middle. */
export function openWithResponse(book: Book, recognition: Recognition): FlowDraft {
  const { facts, response } = recognition;
  const set = responseTypeSet(
    ['code', 'id_token', 'access_token']
      .filter((name) => valueOfParameter(response, name))
      .join(' ')
      .replace('access_token', 'token'),
  );
  const flow = openFlow(book, facts, set.length ? grantOfResponseType(set) : 'authorization_code');
  flow.responseType = set;
  flow.redirectUri = facts.url.origin + facts.url.path;
  flow.state = valueOfParameter(response, 'state');
  addResponse(book, flow, recognition, { key: 'first', confidence: 'inferred' });
  return flow;
}

/** Joins a callback-like document; true if it is a step. Where only a token request can tell, it is kept for that. */
export function placeResponse(book: Book, recognition: Recognition): boolean {
  const found = findFlow(book, recognition);
  if (found) {
    addResponse(book, found[0], recognition, found[1]);
    return true;
  }
  if (isUnmistakable(recognition)) {
    openWithResponse(book, recognition);
    return true;
  }
  const code = valueOfParameter(recognition.response, 'code');
  if (code) book.orphans.set(code, recognition);
  return false;
}
