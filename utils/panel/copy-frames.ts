import { redactJournal } from '../redaction';
import type { Frame } from '../session/frames';
import {
  FRAME_BINARY,
  FRAME_REDACTED,
  FRAME_SENT,
  FRAME_TRUNCATED,
  type Observation,
  type SocketCreated,
  type SocketFrames,
} from '../session/observations';
import type { Socket } from '../websocket/model';
import { type FrameFacts, type FrameForm, writeFrames } from './frame-forms';

export interface CopyOptions {
  socket: Socket;
  frames: readonly Frame[];
  form: FrameForm;
  /** Leave credentials in. */
  secrets: boolean;
  /** What was observed, frames left out: from it redaction learns which values are credentials. */
  journal: readonly Observation[];
  /** Random bytes, new each time. */
  key: Uint8Array;
}

export interface CopiedFrames {
  text: string;
  /** How many values were replaced. */
  redacted: number;
}

/** Frames as one of the forms in which they are copied; credentials as marks unless asked for. */
export function copyFrames(options: CopyOptions): CopiedFrames {
  const { socket, frames, form } = options;
  const { created, payloads, redacted } = redactedFrames(options);
  const told: FrameFacts[] = frames.map((frame, at) => ({ ...frame, payload: payloads[at] }));
  const origin = URL.parse(socket.place.documentUrl ?? '')?.origin;
  return {
    text: writeFrames(form, told, {
      url: created.url,
      protocols: created.protocols,
      ...(origin && origin !== 'null' && { origin }),
    }),
    redacted,
  };
}

/** The payloads of frames, and the connection's address, as they may leave. */
export function redactedFrames({ socket, frames, secrets, journal, key }: Omit<CopyOptions, 'form'>) {
  const { id, place, createdAt: at, url, protocols } = socket;
  const created: SocketCreated = { kind: 'socket-created', socket: id, at, place, url, protocols };
  const batch = batchOf(socket, frames);
  if (secrets) return { created, payloads: plain(batch), redacted: 0 };
  let readings = 0;
  // Read once to learn from everything, then to write: only what is copied needs writing.
  const read = () => (readings++ === 0 ? [...journal, created, batch] : [created, batch]);
  const { observations, receipt } = redactJournal(read, { key, level: 'default' });
  const [safe, safeBatch] = [...observations] as [SocketCreated, SocketFrames];
  const redacted = receipt().reduce((sum, { count }) => sum + count, 0);
  return { created: safe, payloads: plain(safeBatch), redacted };
}

/** Payloads as text or bytes; undefined where there is none. */
const plain = ({ payloads }: SocketFrames): (string | Uint8Array | undefined)[] =>
  payloads.map((payload) =>
    payload === null || typeof payload === 'string' ? (payload ?? undefined) : new Uint8Array(payload),
  );

function batchOf({ id, place }: Socket, frames: readonly Frame[]): SocketFrames {
  const dot = id.lastIndexOf('.');
  return {
    kind: 'socket-frames',
    place,
    realm: id.slice(0, dot),
    sockets: frames.map(() => Number(id.slice(dot + 1))),
    seqs: frames.map(({ seq }) => seq),
    times: frames.map(({ at }) => at),
    flags: frames.map(
      (frame) =>
        (frame.sent ? FRAME_SENT : 0) |
        (frame.binary ? FRAME_BINARY : 0) |
        (frame.truncated ? FRAME_TRUNCATED : 0) |
        (frame.redacted ? FRAME_REDACTED : 0),
    ),
    sizes: frames.map(({ size }) => size),
    payloads: frames.map(({ payload }) => payload ?? null),
  };
}
