import type { Frame } from '../session/frames';
import type { Socket } from '../websocket/model';
import { isLarge, runApart } from './copy-apart';
import type { FrameForm } from './frame-forms';
import { frameOfSeq } from './frame-list';
import { imageType } from './image-type';
import { payloadBytes } from './payload';
import type { PanelStore } from './store';

/** The frames with these numbers that are still held. */
export const chosenFrames = (store: PanelStore, socket: Socket, seqs: readonly number[]): Frame[] =>
  seqs.map((seq) => frameOfSeq(store.frames, socket.id, seq)).filter((frame) => frame !== undefined);

/** What redaction learns credentials from, and the key of its marks. */
const learned = (store: PanelStore) => ({
  journal: store.journal(),
  key: crypto.getRandomValues(new Uint8Array(32)),
});

/** Frames as they are copied, credentials as marks unless they are asked for. Redaction is loaded for it. */
export async function copiedFrames(
  store: PanelStore,
  socket: Socket,
  seqs: readonly number[],
  form: FrameForm,
  secrets = false,
): Promise<string> {
  const frames = chosenFrames(store, socket, seqs);
  const task = { socket, frames, form, secrets, ...learned(store) };
  if (isLarge(frames)) return (await runApart({ ...task, wants: 'text' })) as string;
  return (await import('./copy-frames')).copyFrames(task).text;
}

/** A frame's payload as it may leave: credentials as marks unless they are asked for. */
export async function safePayload(
  store: PanelStore,
  socket: Socket,
  frame: Frame,
  secrets: boolean,
): Promise<string | Uint8Array> {
  if (secrets) return frame.payload ?? '';
  const task = { socket, frames: [frame], secrets, ...learned(store) };
  const payloads = isLarge([frame])
    ? await runApart({ ...task, wants: 'payloads' })
    : (await import('./copy-frames')).redactedFrames(task).payloads;
  return payloads[0] ?? '';
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/x-icon': 'ico',
};

/** Frames as a file: the payload of one byte for byte, several as a JSON list. */
export async function savedFrames(
  store: PanelStore,
  socket: Socket,
  seqs: readonly number[],
  secrets: boolean,
): Promise<{ blob: Blob; name: string }> {
  const [frame, ...more] = chosenFrames(store, socket, seqs);
  const name = `connection-${socket.ordinal}-frame-${frame?.seq ?? 0}`;
  if (!frame || more.length > 0) {
    const text = await copiedFrames(store, socket, seqs, 'json', secrets);
    return { blob: new Blob([text], { type: 'application/json' }), name: `${name}-and-more.json` };
  }
  const payload = await safePayload(store, socket, frame, secrets);
  if (typeof payload === 'string') {
    const json = /^\s*[[{]/.test(payload);
    return {
      blob: new Blob([payload], { type: json ? 'application/json' : 'text/plain' }),
      name: `${name}.${json ? 'json' : 'txt'}`,
    };
  }
  const type = imageType(payload);
  return {
    blob: new Blob([payload as Uint8Array<ArrayBuffer>], { type: type ?? 'application/octet-stream' }),
    name: `${name}.${(type && EXTENSIONS[type]) ?? 'bin'}`,
  };
}

/**
 * A part of a frame's payload as it may leave: bytes of binary hold their places under redaction; of a text that
 * holds a credential only what stands before or behind everything that was replaced. Undefined else.
 */
export async function safeSlice(
  store: PanelStore,
  socket: Socket,
  frame: Frame,
  [from, to]: readonly [number, number],
  secrets: boolean,
): Promise<Uint8Array | undefined> {
  const whole = payloadBytes(frame);
  if (secrets) return whole.slice(from, to);
  const payload = await safePayload(store, socket, frame, false);
  const safe = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  if (safe.length === whole.length) return safe.slice(from, to);
  let same = 0;
  while (same < safe.length && safe[same] === whole[same]) same++;
  let behind = 0;
  while (behind < safe.length && safe.at(-1 - behind) === whole.at(-1 - behind)) behind++;
  return to <= same || from >= whole.length - behind ? whole.slice(from, to) : undefined;
}
