import type {
  FramesDropped,
  SocketClosed,
  SocketClosing,
  SocketCreated,
  SocketErrored,
  SocketOpened,
} from '../session/observations';
import type { PackedFrames } from '../transport/packed-frames';

/**
 * hook ⇄ bridge, on their private node. The hook names a socket by its number in the document;
 * the bridge, which drew the document's realm, makes a SocketId of it.
 */
type ByNumber<T> = T extends unknown ? Omit<T, 'place' | 'socket'> & { socket: number } : never;

export type SocketNote = ByNumber<
  SocketCreated | SocketOpened | SocketErrored | SocketClosing | SocketClosed | FramesDropped
>;

/** A step of a socket's life after its beginning, and what is told of it. */
export type Step = 'opened' | 'errored' | 'closing' | 'closed';
export type Told<S extends Step> = Omit<
  Extract<SocketNote, { kind: `socket-${S}` }>,
  'kind' | 'at' | 'socket'
>;

export type HookFrames = PackedFrames & { kind: 'socket-frames' };

export type FromHook =
  | { type: 'batch'; items: readonly (SocketNote | HookFrames)[] }
  /** A Blob frame's bytes, for the bridge to read where the page cannot interfere. */
  | { type: 'blob'; socket: number; seq: number; blob: Blob }
  /** All that was kept has been sent: answers `watch`. */
  | { type: 'caught-up' };

/** On `document`, once, at document_start: gives the bridge the node that only the two of them hold. */
export const MEET = 'meet:7b1c0f';
/** From then on all is said on that node. While they meet: gives the hook the node of a same-origin document's hook. */
export const KIN = 'kin';
/** From a hook to its kin, on the kin's node: its data is an object for the answer. */
export const ASK = 'ask';
/** The hook has something to tell. */
export const HELLO = 'hello';
/** Its data is a FromHook. */
export const BATCH = 'batch';
/** From the bridge: see ToPage. */
export const WATCH = 'watch';
export const UNWATCH = 'unwatch';
export const ACK = 'ack';
