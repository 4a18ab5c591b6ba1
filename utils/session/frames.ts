import type { FramePayload, SocketFrames, SocketId } from './observations';

/** One frame as views and decoders take it. */
export interface Frame {
  /** Position in the store: grows, never reused. */
  index: number;
  socketId: SocketId;
  /** Position within its socket. */
  seq: number;
  at: number;
  sent: boolean;
  binary: boolean;
  /** Bytes on the wire before compression: UTF-8 length for text. */
  size: number;
  truncated: boolean;
  /** The payload was redacted; `size` is that of the original. */
  redacted?: boolean;
  /** Its payload is not here yet (a Blob being read), could not be read, or was dropped by a bound. */
  missing?: 'pending' | 'unreadable' | 'dropped';
  payload?: string | Uint8Array;
}

/** Frames of a session, column by column; bounded, oldest out first, counted. */
export interface FrameStore {
  append(batch: SocketFrames): void;
  fill(payload: FramePayload): void;
  /** Frames held now / appended ever. */
  readonly length: number;
  readonly total: number;
  readonly dropped: { frames: number; bytes: number };
  /** Indices of a socket's frames in order, uncopied: do not change it. The same object until a frame comes or goes. */
  of(socket: SocketId): ArrayLike<number>;
  get(index: number): Frame | undefined;
  /** The time of a frame without building it. */
  timeAt(index: number): number;
  /** Forgets frames older than `before` (epoch ms), or all; what is forgotten so is not counted as dropped. */
  clear(before?: number): void;
}
