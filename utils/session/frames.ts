import type { FrameUnit } from './frame-unit';
import type { FramePayload, SocketFrames, SocketId } from './observations';
import type { UnitBounds } from './pack-unit';

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
  /** Read when it is first asked for. */
  payload?: string | Uint8Array;
}

export interface FrameLimits {
  frames: number;
  /** Payload bytes held. */
  bytes: number;
}

/** Frames of a session, column by column; bounded, oldest out first, counted. */
export interface FrameStore {
  append(batch: SocketFrames): void;
  fill(payload: FramePayload): void;
  /** Frames held now / appended ever. */
  readonly length: number;
  readonly total: number;
  /** Payload bytes held, and bytes of the buffers that hold them. */
  readonly bytes: number;
  readonly memory: number;
  readonly dropped: { frames: number; bytes: number };
  /** Grows with every frame or payload taken. */
  readonly version: number;
  /** Grows when a payload came later than its frame. */
  readonly fills: number;
  readonly limits: FrameLimits;
  /** Takes effect at once: what is too much goes, oldest first, and is counted. */
  limit(limits: FrameLimits): void;
  /** Indices of a socket's frames in order, uncopied: do not change it. The same object until a frame comes or goes. */
  of(socket: SocketId): ArrayLike<number>;
  get(index: number): Frame | undefined;
  /** The first bytes of a payload, without reading the rest; undefined where none is here. */
  head(index: number, bytes: number): Uint8Array | undefined;
  /** Copies the first bytes of a payload; gives how many. Nothing is made: for going through many. */
  copyHead(index: number, into: Uint8Array): number;
  /** The time of a frame without building it; NaN for one that is not held. So are its number and its socket's. */
  timeAt(index: number): number;
  seqAt(index: number): number;
  slotAt(index: number): number;
  /** Its bits, as in `SocketFrames.flags`. */
  flagsAt(index: number): number;
  /** Bytes on the wire, as `Frame.size`; NaN for one that is not held. */
  sizeAt(index: number): number;
  /** Bytes held of a payload: none of one that is not here. */
  lengthAt(index: number): number;
  /** The number of a socket in `FrameUnit.slots`; undefined where none of its frames came. */
  slotOf(socket: SocketId): number | undefined;
  socketOf(slot: number): SocketId | undefined;
  /** Whether the payload of a frame is still to come. */
  isPending(index: number): boolean;
  /** Copies frames of one page, the first ones of the range. */
  pack(bounds: UnitBounds): FrameUnit;
  /** Frames of a muted socket are counted and not kept. */
  mute(socket: SocketId, muted: boolean): void;
  /** Of each muted socket, how many frames went by since. */
  readonly muted: ReadonlyMap<SocketId, number>;
  /** Forgets frames older than `before` (epoch ms), or all; what is forgotten so is not counted as dropped. */
  clear(before?: number): void;
}
