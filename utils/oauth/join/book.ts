import type { Exchange } from '../../session/exchanges';
import type { TabOpened } from '../../session/observations';
import type { Facts } from '../facts';
import type { Grant } from '../model';
import type { Learned, Recognition } from '../recognise';
import type { FlowDraft, TokenDraft } from './draft';

/** A flow whose user is away at the authorization server, to sign in or out. */
export interface Away {
  flow: FlowDraft;
  purpose: 'sign-in' | 'sign-out';
  /** Where the answer is expected. */
  returnTo?: string;
  state?: string;
  /** Origins where the user was sent on the way. */
  origins: Set<string>;
  frame: string;
}

/** Everything that joining looks up: each map is one strong key. None is "the latest". */
export interface Book {
  learned: Learned;
  exchanges: ReadonlyMap<string, Exchange>;
  openers: ReadonlyMap<number, TabOpened>;
  flows: FlowDraft[];
  tokens: Map<string, TokenDraft>;
  byState: Map<string, FlowDraft[]>;
  byChallenge: Map<string, FlowDraft>;
  /** `name:value` of request_uri, device_code, user_code, auth_req_id, mfa_token, dpop_jkt. */
  byHandle: Map<string, FlowDraft>;
  /** By requestId: a redirect chain stays one request. */
  chains: Map<string, Away>;
  /** By frame; a federated sign-in nests within another. */
  away: Map<string, Away[]>;
  /** Codes in URLs that no flow waits for; proved or not by a token request. */
  orphans: Map<string, Recognition>;
  /** Metadata, keys, session frames: given to flows at the end, by issuer. */
  around: Recognition[];
  /** Requests without a token whose refusal names the resource's metadata: given to the flow that read it. */
  challenges: { facts: Facts; url: string }[];
  /** Registrations and their management: given to flows at the end, by client or token. */
  registrations: Recognition[];
}

/** An empty book for one derivation. */
export function createBook(
  learned: Learned,
  exchanges: ReadonlyMap<string, Exchange>,
  tabs: readonly TabOpened[],
): Book {
  return {
    learned,
    exchanges,
    openers: new Map(tabs.map((tab) => [tab.place.tabId, tab])),
    flows: [],
    tokens: new Map(),
    byState: new Map(),
    byChallenge: new Map(),
    byHandle: new Map(),
    chains: new Map(),
    away: new Map(),
    orphans: new Map(),
    around: [],
    challenges: [],
    registrations: [],
  };
}

function surfaceOf(book: Book, { type, place }: Exchange): FlowDraft['surface'] {
  if (type === 'sub_frame') return 'frame';
  if (type === 'main_frame') return book.openers.has(place.tabId) ? 'popup' : 'tab';
  return place.tabId < 0 || place.frameId < 0 ? 'worker' : 'page';
}

/** Opens a flow with the exchange that starts it. */
export function openFlow(book: Book, facts: Facts, grant: Grant, grantName?: string): FlowDraft {
  const { exchange } = facts;
  const flow: FlowDraft = {
    id: `flow:${exchange.id}`,
    first: exchange,
    place: exchange.place,
    grant,
    grantName,
    steps: [],
    facts: new Map(),
    surface: surfaceOf(book, exchange),
    responseType: [],
    tokens: new Set(),
    initiator: exchange.initiator,
  };
  book.flows.push(flow);
  return flow;
}

/** Sends a flow's user away in a frame; the request chain leads on from here. */
export function sendAway(book: Book, facts: Facts, away: Omit<Away, 'frame'>): void {
  const entry: Away = { ...away, frame: facts.frame };
  const stack = book.away.get(facts.frame) ?? [];
  stack.push(entry);
  book.away.set(facts.frame, stack);
  book.chains.set(facts.exchange.requestId, entry);
}

/** The user came back: nothing more is expected of this frame for the flow. */
export function cameBack(book: Book, flow: FlowDraft, purpose: Away['purpose']): void {
  for (const [frame, stack] of book.away) {
    const rest = stack.filter((away) => away.flow !== flow || away.purpose !== purpose);
    if (rest.length !== stack.length) book.away.set(frame, rest);
  }
  for (const [requestId, away] of book.chains) {
    if (away.flow === flow && away.purpose === purpose) book.chains.delete(requestId);
  }
}
