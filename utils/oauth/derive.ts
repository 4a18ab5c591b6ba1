import type { Exchange } from '../session/exchanges';
import type { Navigated, Place, TabClosed, TabOpened } from '../session/observations';
import { bearerOf, type Facts, factsOf } from './facts';
import { finishFlow } from './flow';
import {
  placeDecoupled,
  placeEndSession,
  placeFrontchannelLogout,
  placeTokenManagement,
  placeUserInfo,
} from './join/after';
import { placeAround } from './join/around';
import { placeAuthorizationRequest, placePushed } from './join/authorization';
import { type Book, createBook } from './join/book';
import { noteChallenge, placeChallenges } from './join/challenge';
import { addStep } from './join/draft';
import { placeNavigated, unseenCallbacks } from './join/navigated';
import { placeNavigation } from './join/navigation';
import { placeRegistrations } from './join/registration';
import { placeTokenRequest } from './join/token-request';
import { placeUse } from './join/use';
import type { Flow, Token } from './model';
import { learnEndpoints, type Recognition, recognise } from './recognise';
import { recognition as recogniseAs } from './recognise/endpoints';
import { sameData } from './same';
import type { Surroundings } from './state';
import { valueIn } from './url';

export interface OAuthInput {
  exchanges: readonly Exchange[];
  navigations: readonly Navigated[];
  tabs: readonly TabOpened[];
  /** Tabs that were closed: a sign-in in them is abandoned. */
  closed?: readonly TabClosed[];
  /** Milliseconds since the epoch; without it, the latest moment that the journal knows of. */
  now?: number;
}

function placeVerification(book: Book, facts: Facts): boolean {
  if (book.byHandle.size === 0) return false;
  const userCode = valueIn(facts.sent, 'user_code');
  const flow =
    (userCode ? book.byHandle.get(`user_code:${userCode}`) : undefined) ??
    book.byHandle.get(`verification_uri:${facts.url.origin}${facts.url.path}`);
  if (!flow) return false;
  const recognised = recogniseAs(facts, 'device_verification', 'parameters', 'device verification');
  addStep(flow, recognised, { key: 'user_code', confidence: userCode ? 'proved' : 'inferred' });
  return true;
}

function carriesAccessToken(book: Book, facts: Facts): boolean {
  const token = book.tokens.get(bearerOf(facts)?.value ?? '');
  return token?.kind === 'access' && token.issuedBy !== undefined;
}

function place(book: Book, facts: Facts, recognition: Recognition | undefined): void {
  switch (recognition?.kind) {
    case 'authorization_request':
      placeAuthorizationRequest(book, recognition);
      return;
    case 'pushed_authorization_request':
      placePushed(book, recognition);
      return;
    case 'token_request':
    case 'refresh_request':
      placeTokenRequest(book, recognition);
      return;
    case 'userinfo_request':
      placeUserInfo(book, recognition);
      return;
    case 'introspection_request':
    case 'revocation_request':
      placeTokenManagement(book, recognition);
      return;
    case 'device_authorization_request':
    case 'backchannel_authentication_request':
      placeDecoupled(book, recognition);
      return;
    case 'end_session_request':
      placeEndSession(book, recognition);
      return;
    case 'frontchannel_logout':
      placeFrontchannelLogout(book, recognition);
      return;
    case 'discovery':
    case 'protected_resource_metadata':
    case 'jwks':
    case 'check_session':
      book.around.push(recognition);
      return;
    case 'client_registration':
      book.registrations.push(recognition);
      return;
    case 'client_read_request':
    case 'client_update_request':
    case 'client_delete_request':
      // Somebody else's API may look like one: what carries the token of a sign-in is a use of that.
      if (recognition.by === 'registration' || !carriesAccessToken(book, facts))
        book.registrations.push(recognition);
      else placeUse(book, facts);
      return;
    default:
      if (facts.navigation && facts.exchange.method !== 'OPTIONS') {
        if (placeNavigation(book, facts, recognition) || placeVerification(book, facts)) return;
      }
      if (facts.exchange.type === 'websocket') return;
      noteChallenge(book, facts);
      placeUse(book, facts);
  }
}

/** The latest moment that the journal knows of: what stands for now where nobody says. */
function latestOf({ navigations, closed = [] }: OAuthInput, ordered: readonly Exchange[]): number {
  let latest = 0;
  for (const { startedAt, endedAt } of ordered) latest = Math.max(latest, endedAt ?? startedAt);
  for (const { at } of navigations) latest = Math.max(latest, at);
  for (const { at } of closed) latest = Math.max(latest, at);
  return latest;
}

function surroundings(input: OAuthInput, ordered: readonly Exchange[]): Surroundings {
  return {
    now: input.now ?? latestOf(input, ordered),
    wentOn({ response, facts }) {
      const landed = response && facts.get(response.id)?.exchange;
      if (landed?.type !== 'main_frame') return false;
      const here = ({ tabId, frameId }: Place) =>
        tabId === landed.place.tabId && frameId === landed.place.frameId;
      const elsewhere = (url: string) => url.split('#', 1)[0] !== landed.url.split('#', 1)[0];
      return (
        ordered.some(
          ({ startedAt, type, place }) =>
            type === 'main_frame' && startedAt > landed.startedAt && here(place),
        ) ||
        input.navigations.some(
          ({ at, url, place, sameDocument }) =>
            !sameDocument && at > (landed.endedAt ?? landed.startedAt) && here(place) && elsewhere(url),
        )
      );
    },
    closedAt({ place: { tabId }, steps }) {
      return input.closed?.find((closed) => closed.place.tabId === tabId && closed.at >= (steps[0]?.at ?? 0))
        ?.at;
    },
  };
}

/** What was derived last from a journal, known by its first exchange: what did not change stays the same object. */
const last = new WeakMap<Exchange, ReadonlyMap<string, Flow | Token>>();

function keepIdentity<T extends Flow | Token>(
  before: ReadonlyMap<string, Flow | Token> | undefined,
  now: T,
): T {
  const known = before?.get(now.id);
  return known && sameData(known, now) ? (known as T) : now;
}

/**
 * Derives the OAuth flows and tokens of a journal: recognises each exchange, joins the steps by what they carry
 * (state, code, verifier, token values, request chain: never by time alone), and follows every token.
 * Pure: the same input gives an equal answer; a flow that did not change keeps its identity.
 */
export function deriveOAuth(input: OAuthInput): { flows: Flow[]; tokens: Token[] } {
  const exchanges = [...input.exchanges, ...unseenCallbacks(input.navigations, input.exchanges)];
  const ordered = exchanges.sort((a, b) => a.startedAt - b.startedAt || a.hop - b.hop);
  const navigations = [...input.navigations].sort((a, b) => a.at - b.at);
  const learned = learnEndpoints(ordered);
  const book = createBook(learned, new Map(ordered.map((exchange) => [exchange.id, exchange])), input.tabs);
  let next = 0;
  const navigateUntil = (at: number) => {
    for (; next < navigations.length && navigations[next]!.at < at; next += 1)
      placeNavigated(book, navigations[next]!);
  };
  for (const exchange of ordered) {
    navigateUntil(exchange.startedAt);
    const facts = factsOf(exchange);
    if (facts) place(book, facts, recognise(exchange, learned));
  }
  navigateUntil(Number.POSITIVE_INFINITY);
  placeRegistrations(book);
  placeAround(book);
  placeChallenges(book);
  const around = surroundings(input, ordered);
  const before = ordered[0] && last.get(ordered[0]);
  const flows = book.flows
    .filter((flow) => flow.steps.length > 0)
    .map((draft) => finishFlow(book, draft, around))
    .sort((a, b) => a.startedAt - b.startedAt)
    .map((flow, index) => keepIdentity(before, { ...flow, ordinal: index + 1 }));
  const tokens = [...book.tokens.values()].map((token) => keepIdentity<Token>(before, token));
  if (ordered[0]) last.set(ordered[0], new Map([...flows, ...tokens].map((item) => [item.id, item])));
  return { flows, tokens };
}
