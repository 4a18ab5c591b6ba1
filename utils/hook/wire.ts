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
 * hook ⇄ bridge, over their private MessagePort. The hook names a socket by its number in the document;
 * the bridge, which drew the document's realm, makes a SocketId of it.
 */
type ByNumber<T> = T extends unknown ? Omit<T, 'place' | 'socket'> & { socket: number } : never;

export type SocketNote = ByNumber<
  SocketCreated | SocketOpened | SocketErrored | SocketClosing | SocketClosed | FramesDropped
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
/** On that node, once, at the document's first socket: gives the bridge the MessagePort. */
export const HELLO = 'hello';
/** On that node, once, while they meet: gives the hook the node of a same-origin document's hook. */
export const KIN = 'kin';
/** From a hook to its kin, on the kin's node: the detail is an object for the answer. */
export const ASK = 'ask';
/**
 * On that node, Firefox only: the detail is a FromHook, read by the bridge as it is. There a world may look into
 * another one, so a batch need not be cloned to the bridge before it is cloned to the background.
 */
export const BATCH = 'batch';
