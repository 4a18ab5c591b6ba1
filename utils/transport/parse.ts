import type { FromHook } from '../hook/wire';
import type { CarriedFrames, FromPage, PageObservation } from './messages';
import { isPacked, type PackedFrames } from './packed-frames';

type Fields = Record<string, unknown>;

const isNumber = (value: unknown) => typeof value === 'number';
const isText = (value: unknown) => typeof value === 'string';
const isOptional = (check: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || check(value);

/** The fields of each step of a socket's life, and what each must be. */
const NOTES: Record<string, Record<string, (value: unknown) => boolean>> = {
  'socket-created': {
    url: isText,
    protocols: Array.isArray,
    stack: isOptional(isText),
    late: isOptional((value) => value === true),
    api: (value) => value === 'WebSocket' || value === 'WebSocketStream',
  },
  'socket-opened': { protocol: isText, extensions: isText },
  'socket-errored': {},
  'socket-closing': { code: isOptional(isNumber), reason: isOptional(isText) },
  'socket-closed': { code: isNumber, reason: isText, wasClean: (value) => typeof value === 'boolean' },
  'frames-dropped': { count: isNumber, bytes: isNumber, where: isText },
};

function parseFrames(item: Fields, realm: string): CarriedFrames | undefined {
  if (!isPacked(item)) return undefined;
  const { rows, text, bytes } = item as unknown as PackedFrames;
  return { kind: 'socket-frames', realm, rows, text, bytes };
}

function parseNote(item: Fields, realm: string): PageObservation | undefined {
  const fields = typeof item.kind === 'string' ? NOTES[item.kind] : undefined;
  if (!fields || !isNumber(item.at) || !isNumber(item.socket)) return undefined;
  const note: Fields = { kind: item.kind, at: item.at, socket: `${realm}.${item.socket}` };
  for (const [name, check] of Object.entries(fields)) {
    if (!check(item[name])) return undefined;
    if (item[name] !== undefined) note[name] = item[name];
  }
  return note as unknown as PageObservation;
}

/**
 * Reads a message of the page hook and gives its sockets their ids.
 * @returns what to pass to the background, a Blob to read, or undefined for anything of another shape
 */
export function parseFromHook(
  data: unknown,
  realm: string,
): FromPage | Extract<FromHook, { type: 'blob' }> | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const message = data as Fields;
  if (message.type === 'caught-up') return { type: 'caught-up' };
  if (message.type === 'blob') {
    const { socket, seq, blob } = message;
    if (!isNumber(socket) || !isNumber(seq) || !(blob instanceof Blob)) return undefined;
    return { type: 'blob', socket, seq, blob } as Extract<FromHook, { type: 'blob' }>;
  }
  if (message.type !== 'batch' || !Array.isArray(message.items)) return undefined;
  const observations: (PageObservation | CarriedFrames)[] = [];
  const items = message.items as Fields[];
  // Not for…of: in Firefox it is the hook's own list, which has no prototype.
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const parsed = item?.kind === 'socket-frames' ? parseFrames(item, realm) : parseNote(item ?? {}, realm);
    if (parsed) observations.push(parsed);
  }
  return { type: 'observations', observations };
}
