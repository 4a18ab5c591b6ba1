import { type Items, type Kit, outcomeOf, show, showDescriptor } from '../support/kit.ts';

interface Opened {
  readable: ReadableStream<string | Uint8Array>;
  writable: WritableStream<unknown>;
  protocol: string;
  extensions: string;
}

interface Stream {
  readonly url: string;
  readonly opened: Promise<Opened>;
  readonly closed: Promise<{ closeCode: number; reason: string }>;
  close(info?: unknown): void;
}

const Stream = (globalThis as { WebSocketStream?: new (url: unknown, options?: unknown) => Stream })
  .WebSocketStream!;

const settled = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ fulfilled: show(value) }),
    (reason) => ({ rejected: show(reason) }),
  );

async function echo(kit: Kit, values: unknown[]): Promise<unknown> {
  const stream = new Stream(`${kit.sockets}/echo`);
  const { readable, writable } = await stream.opened;
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const echoes: unknown[] = [];
  for (const value of values) {
    await writer.write(value);
    const { value: answer } = await reader.read();
    echoes.push(
      answer instanceof Uint8Array ? [...answer] : typeof answer === 'string' ? answer : show(answer),
    );
  }
  stream.close();
  return [echoes, await settled(stream.closed)];
}

const items: Items = {
  'own keys of WebSocketStream': () => [
    Reflect.ownKeys(Stream).map(String),
    Reflect.ownKeys(Stream.prototype).map(String),
  ],
  'descriptors of WebSocketStream.prototype': () =>
    Reflect.ownKeys(Stream.prototype).map((key) => [String(key), showDescriptor(Stream.prototype, key)]),
  'texts of WebSocketStream and its members': () => [
    `${Stream}`,
    Function.prototype.toString.call(Stream.prototype.close),
    ...['url', 'opened', 'closed'].map(
      (key) => `${Reflect.getOwnPropertyDescriptor(Stream.prototype, key)!.get}`,
    ),
  ],
  'WebSocketStream.prototype.constructor is WebSocketStream': () =>
    Stream.prototype.constructor === (Stream as never),
  'WebSocketStream refuses': ({ sockets }) =>
    [
      [],
      ['ws://['],
      [`${sockets}/#f`],
      [sockets, { protocols: ['a', 'a'] }],
      [sockets, 1],
      [sockets, { signal: 1 }],
    ].map((args) => outcomeOf(() => Reflect.construct(Stream, args))),
  'WebSocketStream without new': () => outcomeOf(() => (Stream as never as () => void)()),
  'WebSocketStream with an aborted signal': async ({ sockets }) => {
    const stream = new Stream(sockets, { signal: AbortSignal.abort() });
    return [await settled(stream.opened), await settled(stream.closed)];
  },
  'WebSocketStream’s options are read once, in order': ({ sockets }) => {
    const log: string[] = [];
    const options = new Proxy({}, { get: (_, key) => void log.push(String(key)) });
    new Stream(sockets, options).close();
    return log;
  },
  'a fresh WebSocketStream': ({ sockets }) => {
    const stream = new Stream(`${sockets}/echo`);
    const { opened, closed } = stream;
    for (const promise of [opened, closed]) promise.catch(() => {});
    const seen = [
      stream.url === `${sockets}/echo`,
      stream.opened === opened,
      stream.closed === closed,
      Reflect.ownKeys(stream),
    ];
    stream.close();
    return seen;
  },
  'the life of a WebSocketStream': async ({ sockets }) => {
    const stream = new Stream(`${sockets}/echo`, { protocols: ['chat.v2'] });
    const opened = await stream.opened;
    const seen = [
      Object.keys(opened),
      opened.protocol,
      opened.extensions,
      `${opened.readable}`,
      `${opened.writable}`,
    ];
    stream.close({ closeCode: 3001, reason: 'bye' });
    return [seen, await settled(stream.closed)];
  },
  'WebSocketStream: own keys of what opened gives': async ({ sockets }) => {
    const stream = new Stream(`${sockets}/echo`);
    const { readable, writable } = await stream.opened;
    const seen = [Reflect.ownKeys(readable), Reflect.ownKeys(writable), readable.locked, writable.locked];
    stream.close();
    await stream.closed;
    return seen;
  },
  'WebSocketStream: text and binary': (kit) =>
    echo(kit, ['text', new Uint8Array([1, 2]), new ArrayBuffer(3), '', { toString: () => 'object' }]),
  'WebSocketStream: the server closes': async ({ sockets }) => {
    const stream = new Stream(`${sockets}/close/4401?reason=gone`);
    await stream.opened;
    return settled(stream.closed);
  },
  'WebSocketStream: refused by status': async ({ sockets }) => {
    const stream = new Stream(`${sockets}/status/403`);
    return [await settled(stream.opened), await settled(stream.closed)];
  },
  'WebSocketStream: failures that nobody handles': async ({ sockets }) => {
    const log: string[] = [];
    const listener = (event: Event) => {
      event.preventDefault();
      log.push(event.type);
    };
    window.addEventListener('unhandledrejection', listener);
    window.addEventListener('rejectionhandled', listener);
    new Stream(`${sockets}/status/403`);
    const later = new Stream(`${sockets}/echo`);
    await later.opened;
    later.close();
    await settled(later.closed);
    await new Promise((resolve) => setTimeout(resolve));
    window.removeEventListener('unhandledrejection', listener);
    window.removeEventListener('rejectionhandled', listener);
    return log;
  },
  'WebSocketStream: close refuses': async ({ sockets }) => {
    const stream = new Stream(`${sockets}/echo`);
    await stream.opened;
    const refused = [{ closeCode: 1001 }, { closeCode: 3000, reason: 'x'.repeat(124) }, 1].map((info) =>
      outcomeOf(() => stream.close(info)),
    );
    stream.close();
    return [refused, await settled(stream.closed)];
  },
  'WebSocketStream: closing the writer': async ({ sockets }) => {
    const stream = new Stream(`${sockets}/echo`);
    const { writable } = await stream.opened;
    await writable.close();
    return settled(stream.closed);
  },
  'WebSocketStream: cancelling the reader': async ({ sockets }) => {
    const stream = new Stream(`${sockets}/echo`);
    const { readable } = await stream.opened;
    await readable.cancel();
    return settled(stream.closed);
  },
  'WebSocketStream: a write that cannot be text': async ({ sockets }) => {
    const stream = new Stream(`${sockets}/echo`);
    const { writable } = await stream.opened;
    const write = await settled(writable.getWriter().write(Symbol('s')));
    stream.close();
    return write;
  },
  'a subclass of WebSocketStream': ({ sockets }) =>
    outcomeOf(() => {
      class Sub extends Stream {}
      const stream = new Sub(sockets);
      for (const promise of [stream.opened, stream.closed]) promise.catch(() => {});
      stream.close();
      return [stream instanceof Sub, stream instanceof Stream, stream.constructor === Sub];
    }),
  'WebSocketStream’s getters on another object': () => [
    outcomeOf(() => Stream.prototype.opened),
    outcomeOf(() => Stream.prototype.close.call({} as never)),
  ],
};

const absent: Items = { 'there is no WebSocketStream': () => 'WebSocketStream' in globalThis };

export const stream: Items = Object.fromEntries(
  Object.entries({ ...absent, ...items }).map(([name, item]) => [
    name,
    (kit: Kit) => (Stream || name in absent ? item(kit) : 'no WebSocketStream'),
  ]),
);
