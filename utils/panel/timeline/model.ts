import type { TokenKind } from '../../oauth/model';
import type { Selection } from '../selection';
import type { Tone } from '../socket-view';

/** A stretch of a connection's life, or of a flow from its first step to its last. Times in epoch ms. */
export interface Segment {
  from: number;
  /** Absent: it goes on. */
  to?: number;
  kind: 'connecting' | 'open' | 'closing' | 'flow';
}

/** A token's life, from its issue to its expiry or revocation. */
export interface Band {
  tokenId: string;
  flowId?: string;
  kind: TokenKind;
  /** Which of its lane's tracks it is drawn in: tokens of one kind share one. */
  track: number;
  from: number;
  /** Absent: its end is not known. */
  to?: number;
  /** How it ends, where it does. */
  end?: 'expiry' | 'revocation' | 'replaced';
}

/** Each kind has its own shape, so that none is told by colour alone. */
export type MarkShape =
  | 'step'
  | 'token'
  | 'use'
  | 'error'
  | 'expiry'
  | 'refresh'
  | 'revocation'
  | 'logout'
  | 'end';

export interface Mark {
  at: number;
  shape: MarkShape;
  tone: Tone;
  title: string;
  selection: Selection;
}

/** One line of the timeline. */
export interface Lane {
  id: string;
  kind: 'flow' | 'socket';
  /** `F1`, `#12`. */
  label: string;
  /** What it is, beside its label: the grant, the host and path. */
  name: string;
  /** Its state as a word. */
  state: string;
  tone: Tone;
  selection: Selection;
  segments: readonly Segment[];
  marks: readonly Mark[];
  /** Lives of the tokens that a flow issued, or that a connection carried. */
  bands: readonly Band[];
  /** How many tracks the bands take. */
  tracks: number;
  /** From its start to its end; without one it goes on. */
  from: number;
  to?: number;
  failed?: boolean;
}

/** A token's way from the flow that issued it to a connection that carried it. */
export interface Tie {
  from: { lane: number; at: number };
  to: { lane: number; at: number };
  socketId: string;
  flowId: string;
  tokenId: string;
  /** Dashed where it is not proved. */
  proved: boolean;
}
