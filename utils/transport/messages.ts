import type { Body, Marked, Observation } from '../session/observations';
import type { PackedFrames } from './packed-frames';

/**
 * The wire: one union for each hop. Port names say who is calling; who it *is* (tab, frame, document)
 * comes from the port's sender alone.
 */
export const PORT_HOOK = 'handshake:hook';
export const PORT_PANEL = 'handshake:panel';
export const PORT_DEVTOOLS = 'handshake:devtools';
export const PORT_DOCUMENT = 'handshake:document';

/** What the page side may leave to others to fill in. */
export type Unplaced<T> = T extends unknown ? Omit<T, 'place'> : never;
export type PageObservation = Unplaced<Observation>;

/** Frames on their way from a page: the background unpacks them. */
export type CarriedFrames = PackedFrames & { kind: 'socket-frames'; realm: string };

/** bridge → background. */
export type FromPage =
  | { type: 'observations'; observations: (PageObservation | CarriedFrames)[] }
  /** All that was kept has been sent: answers `watch`. */
  | { type: 'caught-up' };

/** background → bridge → hook. */
export type ToPage =
  /**
   * Somebody looks at this tab: send what the buffer holds, then everything as it comes. Each `watch` tells
   * every socket's life again from its beginning, for a receiver that has just started or lost its memory.
   */
  | { type: 'watch' }
  /** Nobody looks any more: back to the small in-page buffer. */
  | { type: 'unwatch' }
  /** The receiver has taken one more `observations` message: back-pressure. Frame payloads count too. */
  | { type: 'ack' };

/** panel → background. */
export type FromPanel =
  /** `since`: the last `seq` that this panel has had, when it comes back to a background that died. */
  | { type: 'watch'; tabId: number; since?: number }
  | { type: 'clear' }
  | { type: 'ping' }
  /** A user's notes, for the journal. */
  | { type: 'mark'; marks: UserMark[] };

/** A note without its place: the background knows which tab the panel watches. */
export type UserMark = Pick<Marked, 'at' | 'text' | 'frame'>;

/** background → panel. */
export type ToPanel =
  /**
   * The journal's tail, first message after `watch` and after `clear`: what the panel had before is replaced by it.
   * `missing` says what could not be kept.
   */
  | { type: 'journal'; observations: Observation[]; missing: readonly string[]; seq: number }
  /** `seq` of the last observation in the journal; absent for frames, which the journal does not hold. */
  | { type: 'observations'; observations: Observation[]; seq?: number };

/** An exchange whose response body is asked for, by what DevTools knows of it too. */
export interface WantedBody {
  requestId: string;
  hop: number;
  url: string;
  method: string;
  startedAt: number;
  /** The request's own body, as webRequest showed it. */
  body?: Body;
  /**
   * It is the document's first request to its address, and its body is to be had without a listing: an answer is
   * given only where it can be. `length` in bytes, where the response told it.
   */
  first?: { length?: number };
}

export interface FoundBody {
  requestId: string;
  hop: number;
  body: Body;
}

/** devtools page → background: which tab it inspects, then response bodies that only DevTools sees. */
export type FromDevtools = { type: 'devtools'; tabId: number } | { type: 'bodies'; found: FoundBody[] };

/** background → devtools page. */
export type ToDevtools = { type: 'bodies'; wanted: WantedBody[] };

/** one of our pages → background: an address that the user has agreed to. A `FetchedDocument` answers. */
export interface FromAsker {
  url: string;
}

/** background → that page. */
export type FetchedDocument = { ok: true; text: string } | { ok: false; error: FetchProblem };

/** Why a document was not fetched: each has its words in the panel. */
export type FetchProblem = 'address' | 'status' | 'too-long' | 'network';
