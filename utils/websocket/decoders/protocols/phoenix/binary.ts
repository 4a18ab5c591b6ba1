import { ByteReader, utf8 } from '../../bytes';
import { NotDecoded } from '../../limits';

export interface Message {
  joinRef?: unknown;
  ref?: unknown;
  topic: string;
  event: string;
  payload: unknown;
}

/** What the client pushes has both refs; what the server pushes has no ref, and a broadcast neither. */
const LENGTHS: readonly (readonly (keyof Message)[])[] = [
  ['joinRef', 'topic', 'event'],
  ['joinRef', 'ref', 'topic', 'event'],
  ['topic', 'event'],
];

/** Supabase's protocol 2 adds to Phoenix's kinds a broadcast of the user, from and to the server. */
const USER_BROADCAST_PUSH = 3;
const USER_BROADCAST = 4;

function userBroadcast(reader: ByteReader, kind: number): Message {
  const push = kind === USER_BROADCAST_PUSH;
  const names = push ? ['joinRef', 'ref', 'topic', 'event', 'meta'] : ['topic', 'event', 'meta'];
  const sizes = names.map(() => reader.u8());
  const json = reader.u8() === 1;
  const parts = new Map(names.map((name, n) => [name, utf8(reader.take(sizes[n]!))]));
  const body = reader.rest();
  return {
    joinRef: parts.get('joinRef'),
    ref: parts.get('ref'),
    topic: parts.get('topic')!,
    event: `broadcast ${parts.get('event')}`,
    payload: json ? utf8(body) : body,
  };
}

/**
 * The binary messages of serializer v2: a kind, the lengths of the texts, the texts, the payload.
 *
 * @throws NotDecoded
 */
export function parseBinary(bytes: Uint8Array, sent: boolean): Message {
  const reader = new ByteReader(bytes);
  const kind = reader.u8();
  if (kind === USER_BROADCAST_PUSH || kind === USER_BROADCAST) return userBroadcast(reader, kind);
  const names = sent && kind === 0 ? LENGTHS[1] : LENGTHS[kind];
  if (!names) throw new NotDecoded(`its kind ${kind} is none of Phoenix's`);
  const sizes = names.map(() => reader.u8());
  const parts = new Map(names.map((name, n) => [name, utf8(reader.take(sizes[n]!))]));
  const event = parts.get('event')!;
  const payload = reader.rest();
  const message: Message = {
    joinRef: parts.get('joinRef'),
    ref: parts.get('ref'),
    topic: parts.get('topic')!,
    event,
    payload,
  };
  return kind === 1
    ? { ...message, event: 'phx_reply', payload: { status: event, response: payload } }
    : message;
}
