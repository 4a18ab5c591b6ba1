import type { Facts } from '../facts';
import type { Join } from '../model';
import { outcomeOf, unseenOf } from '../recognise/outcome';
import { requestParameters } from '../recognise/read-parameters';
import type { Recognition } from '../recognise/recognition';
import { isAtRedirectUri, originOf, valueIn } from '../url';
import { settleAtServer } from './authorization';
import { type Away, type Book, cameBack } from './book';
import { addStep } from './draft';
import { answerOfNone, placeResponse } from './response';
import { endSession } from './session-end';

/** Pages of one sign-in beyond which no more become steps: a user may wander at the authorization server. */
const MOST_INTERACTIONS = 40;

function interact(book: Book, away: Away, facts: Facts, join: Join): void {
  const { exchange, url } = facts;
  const { flow } = away;
  book.chains.set(exchange.requestId, away);
  away.origins.add(url.origin);
  flow.leftAt = undefined;
  if (flow.steps.filter((step) => step.kind === 'authorization_interaction').length >= MOST_INTERACTIONS)
    return;
  const recognition: Recognition = {
    kind: 'authorization_interaction',
    by: 'inferred',
    facts,
    title: `${exchange.method} ${url.path}`,
    // What is typed at the server's own pages is nobody's to show, whatever its field is called.
    request: requestParameters(facts).map((parameter) =>
      parameter.place === 'request-body' ? { ...parameter, secret: true } : parameter,
    ),
    response: [],
    outcome: outcomeOf(facts, 'status'),
    unseen: unseenOf(facts, false),
  };
  const step = addStep(flow, recognition, join);
  if (away.purpose === 'sign-in') settleAtServer(book, flow, step.id, facts);
}

function finishSignOut(book: Book, away: Away, facts: Facts, join: Join): void {
  const { url, exchange } = facts;
  const recognition: Recognition = {
    kind: 'end_session_response',
    by: 'inferred',
    facts,
    title: `${exchange.method} ${url.path} (signed out)`,
    request: [],
    response: url.query.map(([name, value]) => ({ name, value, place: 'query', secret: false })),
    outcome: { state: 'ok' },
    unseen: [],
  };
  addStep(away.flow, recognition, join);
  endSession(book, away.flow, exchange.startedAt);
  cameBack(book, away.flow, 'sign-out');
}

function returnsFromSignOut(away: Away, facts: Facts): boolean {
  if (away.purpose !== 'sign-out' || !away.returnTo || !isAtRedirectUri(facts.exchange.url, away.returnTo))
    return false;
  return away.state === undefined || valueIn(facts.url.query, 'state') === away.state;
}

/**
 * Places a document's request: the answer that a flow waits for, a page or hop on the way to it,
 * or the sign that its user went elsewhere. True if it became a step.
 */
export function placeNavigation(book: Book, facts: Facts, recognition: Recognition | undefined): boolean {
  const chained = book.chains.get(facts.exchange.requestId);
  const stack = book.away.get(facts.frame) ?? [];
  const leaving =
    chained?.purpose === 'sign-out' ? chained : stack.findLast((away) => away.purpose === 'sign-out');
  if (leaving && returnsFromSignOut(leaving, facts)) {
    const key = chained === leaving ? 'request_chain' : leaving.state ? 'state' : 'redirect_uri';
    finishSignOut(book, leaving, facts, { key, confidence: key === 'redirect_uri' ? 'inferred' : 'proved' });
    return true;
  }
  const answer = recognition ?? answerOfNone(book, facts);
  if (answer?.kind === 'authorization_response' && placeResponse(book, answer)) {
    resumeOuter(book, facts);
    return true;
  }
  const inChain = chained && stack.includes(chained) ? chained : undefined;
  const away =
    inChain ?? stack.findLast((entry) => entry.origins.has(facts.url.origin)) ?? sentOn(stack, facts);
  if (!away) {
    for (const entry of stack) entry.flow.leftAt ??= facts.exchange.startedAt;
    return false;
  }
  // Back at the client without an answer: given up at the authorization server's page.
  const home = originOf(away.returnTo);
  if (home === facts.url.origin && home !== away.flow.origin) {
    away.flow.leftAt ??= facts.exchange.startedAt;
    return false;
  }
  interact(
    book,
    away,
    facts,
    inChain ? { key: 'request_chain', confidence: 'proved' } : { key: 'same_frame', confidence: 'inferred' },
  );
  return true;
}

/** A page of the sign-in sent its user on by a form or link of its own, to a provider behind the server. */
function sentOn(stack: readonly Away[], { exchange, url }: Facts): Away | undefined {
  const from = originOf(exchange.initiator);
  if (!from) return undefined;
  return stack.findLast((away) => away.origins.has(from) && originOf(away.returnTo) !== url.origin);
}

/** After a federated sign-in came back to the server that had asked for it, the chain goes on for the outer flow. */
function resumeOuter(book: Book, facts: Facts): void {
  const outer = book.away.get(facts.frame)?.findLast((away) => away.origins.has(facts.url.origin));
  if (outer) book.chains.set(facts.exchange.requestId, outer);
}
