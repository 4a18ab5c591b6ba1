import { answeredAt, bearerOf, type Facts } from '../facts';
import type { Join } from '../model';
import { type Recognition, valueOfParameter } from '../recognise/recognition';
import { valueIn } from '../url';
import { type Book, openFlow } from './book';
import { addStep, type DraftStep, type FlowDraft, type TokenDraft } from './draft';
import { ownerOf } from './redeem';
import { issueToken, tokenOf, useToken } from './tokens';

type Found = [FlowDraft, Join] | undefined;

const begun = (flow: FlowDraft) => flow.steps[0]?.at ?? 0;
const inferred = (flow: FlowDraft | undefined, key: Join['key']): Found =>
  flow && [flow, { key, confidence: 'inferred' }];

/** Errors that only a registration is answered with (RFC 7591 §3.2.2). */
const REFUSALS: ReadonlySet<string> = new Set([
  'invalid_redirect_uri',
  'invalid_client_metadata',
  'invalid_software_statement',
  'unapproved_software_statement',
]);

function succeeded({ facts, outcome }: Recognition): boolean {
  const { status = 0 } = facts.exchange;
  return outcome.state === 'ok' && status >= 200 && status < 300;
}

/** Of a client's flows the one under way, else the next, else the one before: what is registered is then used. */
function flowOfRegistration(book: Book, { facts, response, unseen }: Recognition): Found {
  const { startedAt } = facts.exchange;
  const clientId = valueOfParameter(response, 'client_id');
  if (clientId === undefined) {
    // Where the answer that names the client was not seen: the next sign-in at the same server.
    const next = (flow: FlowDraft) => flow.origin === facts.url.origin && begun(flow) > startedAt;
    return unseen.length > 0 ? inferred(book.flows.find(next), 'issuer') : undefined;
  }
  const flows = book.flows.filter((flow) => flow.clientId === clientId);
  const underWay = (flow: FlowDraft) => begun(flow) <= startedAt && startedAt <= (flow.steps.at(-1)?.at ?? 0);
  const flow =
    flows.findLast(underWay) ??
    flows.find((one) => begun(one) > startedAt) ??
    flows.findLast((one) => begun(one) <= startedAt);
  return flow && [flow, { key: 'client_id', confidence: flows.length === 1 ? 'proved' : 'inferred' }];
}

/** The flow of a management request: by its token, else by the client, else the one registration that named none. */
function flowOfManagement(book: Book, { facts }: Recognition, value?: string, clientId?: string): Found {
  const owner = ownerOf(book, value);
  if (owner) return [owner, { key: 'registration_access_token', confidence: 'proved' }];
  const { startedAt } = facts.exchange;
  const flows = clientId === undefined ? [] : book.flows.filter((flow) => flow.clientId === clientId);
  const flow = flows.findLast((one) => begun(one) <= startedAt) ?? flows[0];
  if (flow) return [flow, { key: 'client_id', confidence: flows.length === 1 ? 'proved' : 'inferred' }];
  const unnamed = book.flows.filter(
    ({ grant, clientId: named, origin }) =>
      grant === 'client_registration' && named === undefined && origin === facts.url.origin,
  );
  return unnamed.length === 1 ? inferred(unnamed[0], 'issuer') : undefined;
}

/** A flow for a client of which no sign-in was seen. */
function openAlone(book: Book, { facts }: Recognition, clientId: string | undefined): Found {
  const flow = openFlow(book, facts, 'client_registration');
  flow.origin = facts.url.origin;
  flow.clientId = clientId;
  flow.issuer = book.learned.server(facts.url.origin + facts.url.path)?.issuer;
  return [flow, { key: 'first', confidence: 'proved' }];
}

/** Whether a registration that no sign-in follows is one: others than authorization servers are sent `redirect_uris` too. */
function isUnmistakable(recognition: Recognition): boolean {
  const { by, outcome, response } = recognition;
  if (by !== 'parameters') return true;
  if (outcome.state === 'oauth-error') return REFUSALS.has(outcome.code);
  return succeeded(recognition) && valueOfParameter(response, 'client_id') !== undefined;
}

interface Carried {
  value: string;
  carrier: 'header-bearer' | 'header-dpop' | 'query';
}

function carriedBy(facts: Facts): Carried | undefined {
  const value = valueIn(facts.url.query, 'access_token');
  return bearerOf(facts) ?? (value ? { value, carrier: 'query' } : undefined);
}

/** What an answer hands out for the next time: the first token, or one that replaces it (RFC 7592 §3). */
function takeToken(
  book: Book,
  flow: FlowDraft,
  step: DraftStep,
  recognition: Recognition,
  parent?: TokenDraft,
): void {
  const value = valueOfParameter(recognition.response, 'registration_access_token');
  if (!value || !succeeded(recognition) || value === parent?.value) return;
  issueToken(book, value, 'registration', { flow, step, facts: recognition.facts, parent });
}

/** Notes the token that a step carried; one of which nothing else is known is of this flow. */
function useCarried(book: Book, flow: FlowDraft, step: DraftStep, facts: Facts): TokenDraft | undefined {
  const carried = carriedBy(facts);
  if (!carried) return undefined;
  const token = tokenOf(book, carried.value, 'registration');
  // RFC 7591 §3: a registration itself may carry an access token, from wherever.
  if (token.issuedBy === undefined)
    token.kind = step.kind === 'client_registration' ? 'access' : 'registration';
  if (token.flowId === undefined) {
    token.flowId = flow.id;
    flow.tokens.add(token.id);
  }
  useToken(token, facts, carried.carrier, step);
  return token;
}

/** A deleted client's id, secret and tokens are good for nothing any more (RFC 7592 §2.3). */
function forget(book: Book, flow: FlowDraft, at: number): void {
  for (const one of book.flows) {
    const same = flow.clientId !== undefined && one.clientId === flow.clientId && one.origin === flow.origin;
    if (one !== flow && !(same && one.tokens.size > 0 && begun(one) <= at)) continue;
    one.endedBy ??= { at, by: 'deregistration' };
    for (const token of book.tokens.values()) {
      const current = token.kind === 'registration' && token.childIds.length === 0;
      if (current && token.flowId === one.id) token.revokedAt ??= at;
    }
  }
}

function placeRegistration(book: Book, recognition: Recognition): void {
  const clientId = valueOfParameter(recognition.response, 'client_id');
  const [flow, join] =
    flowOfRegistration(book, recognition) ??
    (isUnmistakable(recognition) ? openAlone(book, recognition, clientId) : undefined) ??
    [];
  if (!flow || !join) return;
  const step = addStep(flow, recognition, join);
  useCarried(book, flow, step, recognition.facts);
  takeToken(book, flow, step, recognition);
}

function placeManagement(book: Book, recognition: Recognition): void {
  const { facts, request, response } = recognition;
  const clientId =
    book.learned.clientAt(facts.exchange.url) ??
    valueOfParameter(response, 'client_id') ??
    valueOfParameter(request, 'client_id');
  const found =
    flowOfManagement(book, recognition, carriedBy(facts)?.value, clientId) ??
    openAlone(book, recognition, clientId)!;
  const [flow, join] = found;
  flow.clientId ??= clientId;
  const step = addStep(flow, recognition, join);
  const token = useCarried(book, flow, step, facts);
  takeToken(book, flow, step, recognition, token);
  if (recognition.kind === 'client_delete_request' && succeeded(recognition))
    forget(book, flow, answeredAt(facts.exchange));
}

/**
 * Gives registrations (RFC 7591) and what clients do with their own (RFC 7592) to a flow of the same client; where no
 * sign-in of it was seen, they are a flow by themselves.
 */
export function placeRegistrations(book: Book): void {
  if (book.registrations.length === 0) return;
  for (const recognition of book.registrations) {
    if (recognition.kind === 'client_registration') placeRegistration(book, recognition);
    else placeManagement(book, recognition);
  }
  book.flows.sort((a, b) => begun(a) - begun(b));
}
