import type { Decoded, Field } from './decoder';
import { asObject, type JsonObject } from './json';

const VALUE = 60;
const WHOLE = 160;
const ENTRIES = 4;
const FIELDS = 200;

/** Cuts a text to `most` UTF-16 units, with an ellipsis. */
export function cut(text: string, most = VALUE): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Extended JSON (`{ $oid: … }`) is the value that it stands for. */
function objectWord(object: JsonObject): string {
  const [key, ...others] = Object.keys(object);
  if (key === undefined) return '{}';
  const inner = object[key];
  return others.length === 0 &&
    key.startsWith('$') &&
    (typeof inner === 'string' || typeof inner === 'number')
    ? word(inner)
    : '{…}';
}

function word(value: unknown): string {
  if (typeof value === 'string')
    return cut(
      value
        .slice(0, 4 * VALUE)
        .replace(/\s+/g, ' ')
        .trim(),
    );
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${count(value.length, 'item')}]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value !== null && typeof value === 'object') return objectWord(value as JsonObject);
  return cut(String(value));
}

/** The first few entries of a value in one line: `text: hi, from: ann`. Empty for nothing. */
export function gist(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    const items = value.slice(0, ENTRIES).map((item) => (asObject(item) ? gist(item) || '{}' : word(item)));
    return cut(items.join(', ') + (value.length > ENTRIES ? ', …' : ''), WHOLE);
  }
  const object = asObject(value);
  if (!object || object instanceof Date) return cut(word(value), WHOLE);
  const keys = Object.keys(object);
  const entries = keys.slice(0, ENTRIES).map((key) => `${cut(key, 30)}: ${word(object[key])}`);
  return cut(entries.join(', ') + (keys.length > ENTRIES ? ', …' : ''), WHOLE);
}

/** `event chat (text: hi)`, or `event chat` where there is nothing to add. */
export function line(head: string, value?: unknown): string {
  const detail = gist(value);
  return detail ? `${cut(head, WHOLE)} (${detail})` : cut(head, WHOLE);
}

/** `3 items`, `1 item`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** An object's own entries as fields, in order. */
export function fieldsOf(object: JsonObject, secrets: readonly string[] = []): Field[] {
  return Object.keys(object)
    .slice(0, FIELDS)
    .map((name) => ({
      name,
      value: object[name],
      ...(secrets.includes(name) ? { secret: true as const } : {}),
    }));
}

/** Fields from name and value pairs; undefined values are left out. */
export function fields(...pairs: readonly (readonly [name: string, value: unknown])[]): Field[] {
  return pairs.filter(([, value]) => value !== undefined).map(([name, value]) => ({ name, value }));
}

/** An id of the protocol as correlation wants it; undefined for anything but a string or number. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && value !== '')
    ? cut(String(value), 200)
    : undefined;
}

/** One message as it is, several as a batch. */
export function batchOf(messages: readonly Decoded[], noun = 'message'): Decoded {
  if (messages.length === 1) return messages[0]!;
  const heads = messages.slice(0, ENTRIES).map((message) => cut(message.summary));
  return {
    kind: 'batch',
    summary: cut(
      `${count(messages.length, noun)}${heads.length ? `: ${heads.join('; ')}` : ''}${messages.length > ENTRIES ? '; …' : ''}`,
      WHOLE + VALUE,
    ),
    fields: [],
    batch: messages,
    ...(messages.length > 0 && messages.every((message) => message.heartbeat) ? { heartbeat: true } : {}),
  };
}
