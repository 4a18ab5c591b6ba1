import type { Confidence, Flow, Token, TokenCarrier } from '../oauth/model';
import type { Socket, SocketId } from '../websocket/model';
import type { Exchange } from './exchanges';
import type { Marked, Navigated } from './observations';

/** The tie: this socket was opened, or spoke, with that token. */
export interface SocketLink {
  socketId: SocketId;
  tokenId: string;
  /** Absent where the token's issue was not observed. */
  flowId?: string;
  carrier: TokenCarrier;
  /** Name of the query parameter, the subprotocol's place, or the message's JSON path. */
  where: string;
  at: number;
  /** `proved`: the same bytes were seen issued and carried. */
  confidence: Confidence;
}

/** A sentence told from evidence, each part of which can be opened. */
export interface Story {
  at: number;
  socketId?: SocketId;
  flowId?: string;
  kind:
    | 'authenticated'
    | 'token-expired-while-open'
    | 'closed-after-expiry'
    | 'reconnected-with-new-token'
    | 'reconnected-with-older-token'
    | 'reconnected-with-expired-token'
    | 'open-after-logout'
    | 'handshake-refused';
  /** The whole sentence. */
  text: string;
  /** How well the least certain of its clauses is known. */
  confidence: Confidence;
  /** Of all clauses together. */
  evidence: readonly Evidence[];
  /** What the sentence says, one after the other. */
  clauses: readonly Clause[];
}

export interface Evidence {
  kind: 'socket' | 'flow' | 'step' | 'token';
  id: string;
}

/** One thing that happened, and what it rests on, that by which it is found first. */
export interface Clause {
  text: string;
  confidence: Confidence;
  evidence: readonly Evidence[];
}

/** Everything folded from a journal. Plain data: the same from a live tab, a file or a test. */
export interface Session {
  sockets: readonly Socket[];
  flows: readonly Flow[];
  tokens: readonly Token[];
  links: readonly SocketLink[];
  stories: readonly Story[];
  exchanges: ReadonlyMap<string, Exchange>;
  navigations: readonly Navigated[];
  marks: readonly Marked[];
  /** Time of the first and of the last observation; undefined while there is none. */
  span?: { from: number; to: number };
}
