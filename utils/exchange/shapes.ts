import { isObject } from '../oauth/encoding';
import type { ObservationKind } from '../session/observations';

/** Says what is wrong with a value, or nothing. */
export type Shape = (value: unknown) => string | undefined;

export const text: Shape = (value) => (typeof value === 'string' ? undefined : 'is not a text');
export const number: Shape = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? undefined : 'is not a number';
export const flag: Shape = (value) => (typeof value === 'boolean' ? undefined : 'is not true or false');
const bytes: Shape = (value) => (value instanceof Uint8Array ? undefined : 'is not {"base64": …}');

export const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined ? undefined : shape(value);

const oneOf =
  (...words: readonly string[]): Shape =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? undefined : `is none of ${words.join(', ')}`;

const list =
  (shape: Shape, what: string): Shape =>
  (value) =>
    Array.isArray(value) && value.every((item) => shape(item) === undefined)
      ? undefined
      : `is not a list of ${what}`;

/** Each member has its shape; members that this version does not know are let through. */
export function object(members: Readonly<Record<string, Shape>>): Shape {
  return (value) => {
    if (!isObject(value)) return 'is not an object';
    for (const [name, shape] of Object.entries(members)) {
      const wrong = shape(Object.hasOwn(value, name) ? value[name] : undefined);
      if (wrong) return wrong.startsWith(':') ? `: "${name}"${wrong}` : `: "${name}" ${wrong}`;
    }
    return undefined;
  };
}

const socketId: Shape = (value) =>
  typeof value === 'string' && /\.\d{1,15}$/.test(value) ? undefined : 'is not a socket id';
const headers = list(object({ name: text, value: text }), 'headers');
const place = object({
  tabId: number,
  frameId: number,
  documentId: optional(text),
  documentUrl: optional(text),
});
const pair: Shape = (value) =>
  Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === 'string')
    ? undefined
    : 'is not a pair';
const numbers = list(number, 'numbers');
const payload: Shape = (value) => (value === null || typeof value === 'string' ? undefined : bytes(value));

const BODIES: Readonly<Record<string, Shape>> = {
  text: object({ text, mime: optional(text), size: optional(number), truncated: optional(flag) }),
  form: object({ fields: list(pair, 'pairs') }),
  binary: object({ bytes, mime: optional(text), truncated: optional(flag) }),
  unavailable: object({ reason: text }),
};

const body: Shape = (value) => {
  const state = isObject(value) ? value.state : undefined;
  const shape = typeof state === 'string' && Object.hasOwn(BODIES, state) ? BODIES[state] : undefined;
  return shape ? shape(value) : 'is not a body';
};

const bodyOf: Shape = (value) =>
  isObject(value) && Object.hasOwn(value, 'requestId')
    ? object({ requestId: text, hop: number })(value)
    : object({ url: text, method: text, startedAt: number })(value);

const at = { at: number, place };
const socket = { ...at, socket: socketId };
const hop = { ...at, requestId: text, hop: number };

/** What each kind of observation must have. */
export const OBSERVATIONS: Readonly<Record<ObservationKind, Shape>> = {
  'socket-created': object({
    ...socket,
    url: text,
    protocols: list(text, 'texts'),
    stack: optional(text),
    late: optional(flag),
    api: optional(text),
    source: optional(text),
    accept: optional(text),
  }),
  'socket-opened': object({ ...socket, protocol: text, extensions: text }),
  'socket-frames': object({
    place,
    realm: text,
    sockets: numbers,
    seqs: numbers,
    times: numbers,
    flags: numbers,
    sizes: numbers,
    payloads: list(payload, 'payloads'),
  }),
  'frame-payload': object({
    place,
    socket: socketId,
    seq: number,
    payload: bytes,
    truncated: optional(flag),
    part: optional(object({ at: number, of: number })),
    unreadable: optional(flag),
  }),
  'frames-dropped': object({
    ...socket,
    count: number,
    bytes: number,
    where: oneOf('page-buffer', 'transport', 'panel'),
  }),
  'socket-errored': object(socket),
  'socket-closing': object({ ...socket, code: optional(number), reason: optional(text) }),
  'socket-closed': object({
    ...socket,
    code: number,
    reason: text,
    wasClean: flag,
    codeUnseen: optional(flag),
  }),
  'request-started': object({
    ...hop,
    url: text,
    method: text,
    type: text,
    parentFrameId: optional(number),
    initiator: optional(text),
    body: optional(body),
  }),
  'request-sent': object({ ...hop, headers }),
  'response-started': object({
    ...hop,
    status: number,
    headers,
    statusLine: optional(text),
    fromCache: optional(flag),
    ip: optional(text),
    redirectUrl: optional(text),
  }),
  'request-completed': object({ ...hop, status: number }),
  'request-failed': object({ ...hop, error: text }),
  'response-body': object({
    ...at,
    source: oneOf('devtools.network', 'filterResponseData', 'har'),
    request: bodyOf,
    body,
  }),
  navigated: object({
    ...at,
    url: text,
    title: optional(text),
    transition: optional(text),
    sameDocument: optional(flag),
  }),
  'tab-opened': object({ ...at, openerTabId: number, openerFrameId: optional(number), url: text }),
  'tab-closed': object(at),
  marked: object({
    ...at,
    text,
    by: oneOf('user', 'handshake'),
    about: optional(text),
    id: optional(text),
    until: optional(number),
    image: optional(object({ mime: oneOf('image/jpeg', 'image/png'), bytes })),
    frame: optional(object({ socket: socketId, seq: number })),
  }),
};

export const HEADER = object({
  exportedAt: text,
  generator: object({ name: text, version: text }),
  browser: optional(object({ name: text, version: text, platform: optional(text) })),
  page: optional(object({ url: text, title: optional(text) })),
  rules: optional(object({ profile: optional(text), checks: object({}) })),
  counts: optional(object({ observations: number, frames: number })),
  redaction: optional(
    object({
      level: oneOf('default', 'everything', 'chosen', 'none'),
      kinds: optional(list(text, 'texts')),
      fields: optional(list(text, 'texts')),
      receipt: list(object({ what: text, where: text, count: number }), 'receipt lines'),
    }),
  ),
});

/** What our own member of a HAR entry must have. */
export const OWN_MEMBERS = object({ requestId: text, hop: number, place, startedAt: number, type: text });
