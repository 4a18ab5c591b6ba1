// A page that replaces what it can reach and notes every use of it. It is the first script of its document.
declare global {
  interface Window {
    /** What the page’s replacements saw, in order; complete once `finished`. */
    spied: string[];
    finished?: { received: string[]; errors: string[]; forged: string[] };
  }
}

const mode = new URLSearchParams(location.search).get('mode');
const sockets = document.querySelector('meta[name=sockets]')!.getAttribute('content')!;
const spied: string[] = [];
window.spied = spied;
let spying = false;

const { apply, construct, defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
const NativeProxy = Proxy;

/** A descriptor that inherits nothing: its own poison would spoil it. */
const own = (value: unknown) =>
  ({ __proto__: null, value, writable: true, enumerable: true, configurable: true }) as PropertyDescriptor;

function note(what: string): void {
  if (!spying) return;
  spying = false;
  // Not push: it is one of those that are replaced.
  defineProperty(spied, spied.length, own(what));
  spying = true;
}

function spy<T extends (...args: never[]) => unknown>(name: string, native: T): T {
  return new NativeProxy(native, {
    __proto__: null,
    apply(target: never, self: unknown, args: never) {
      note(name);
      return apply(target, self, args);
    },
    construct(target: never, args: never, newTarget: never) {
      note(`new ${name}`);
      return construct(target, args, newTarget);
    },
  } as unknown as ProxyHandler<T>);
}

/** Replaces every function and getter of an object that lets itself be replaced. */
function infest(name: string, owner: object, without: readonly PropertyKey[] = []): void {
  for (const key of ownKeys(owner)) {
    const descriptor = getOwnPropertyDescriptor(owner, key)!;
    if (without.includes(key) || !descriptor.configurable) continue;
    const label = `${name}.${String(key)}`;
    if (typeof descriptor.value === 'function') descriptor.value = spy(label, descriptor.value);
    if (descriptor.get) descriptor.get = spy(`get ${label}`, descriptor.get);
    if (descriptor.set) descriptor.set = spy(`set ${label}`, descriptor.set);
    defineProperty(owner, key, { __proto__: null, ...descriptor } as PropertyDescriptor);
  }
}

const NAMES = [
  ...[
    'Object',
    'Array',
    'String',
    'Number',
    'Function',
    'Promise',
    'Map',
    'WeakMap',
    'Set',
    'WeakSet',
    'Symbol',
  ],
  ...[
    'RegExp',
    'Date',
    'Error',
    'TypeError',
    'DOMException',
    'ArrayBuffer',
    'Uint8Array',
    'Uint32Array',
    'Float64Array',
  ],
  ...[
    'DataView',
    'EventTarget',
    'Event',
    'MouseEvent',
    'CustomEvent',
    'MessageEvent',
    'CloseEvent',
    'ErrorEvent',
  ],
  ...[
    'MessageChannel',
    'MessagePort',
    'Blob',
    'WebSocket',
    'Performance',
    'TextEncoder',
    'TextDecoder',
    'Document',
  ],
] as const;

const FIELDS = [
  ...[
    'get',
    'set',
    'value',
    'writable',
    'enumerable',
    'configurable',
    'done',
    'next',
    'type',
    'data',
    'detail',
  ],
  ...[
    'ports',
    'relatedTarget',
    'cancelable',
    'bubbles',
    'once',
    'signal',
    'passive',
    'capture',
    'stack',
    'at',
  ],
  ...[
    'socket',
    'kind',
    'payload',
    'payloads',
    'items',
    'count',
    'seq',
    'url',
    'toJSON',
    'apply',
    'construct',
  ],
  ...['shared', 'code', 'reason', '0', '1', '2', '-1', '511'],
];

function poison(name: string, prototype: object): void {
  for (const field of FIELDS) {
    if (getOwnPropertyDescriptor(prototype, field)) continue;
    defineProperty(prototype, field, {
      __proto__: null,
      configurable: true,
      get: () => void note(`${name}’s ${field} was read`),
      set(value) {
        note(`${name}’s ${field} was written`);
        defineProperty(this, field, own(value));
      },
    } as PropertyDescriptor);
  }
}

function sabotage(): void {
  const scope = window as unknown as Record<string, { prototype: object }>;
  for (const name of NAMES) {
    const native = scope[name]!;
    if (name !== 'Function') infest(`${name}.prototype`, native.prototype, ['constructor']);
    infest(name, native, ['prototype']);
    scope[name] = spy(name, native as never);
  }
  infest('Function.prototype', Function.prototype, ['constructor', Symbol.hasInstance]);
  for (const name of ['Reflect', 'JSON', 'Math', 'console', 'crypto'] as const) infest(name, window[name]);
  for (const name of [
    'setTimeout',
    'postMessage',
    'queueMicrotask',
    'structuredClone',
    'reportError',
  ] as const) {
    defineProperty(window, name, { value: spy(name, window[name]), configurable: true, writable: true });
  }
  (window as { Proxy: unknown }).Proxy = spy('Proxy', NativeProxy as never);
  infest('%TypedArray%.prototype', Object.getPrototypeOf(Uint8Array.prototype), ['constructor']);
  infest('%ArrayIterator%.prototype', Object.getPrototypeOf([][Symbol.iterator]()));
  poison('Object.prototype', Object.prototype);
  poison('Array.prototype', Array.prototype);
  // Whoever awaits a promise asks for it.
  const NativePromise = Promise;
  defineProperty(Promise.prototype, 'constructor', {
    __proto__: null,
    configurable: true,
    get() {
      note('a promise’s constructor was read');
      return NativePromise;
    },
  } as PropertyDescriptor);
  const stacks = Error as { prepareStackTrace?: unknown };
  stacks.prepareStackTrace = spy('Error.prepareStackTrace', (error: Error) => `${error}`);
}

function freeze(): void {
  for (const name of NAMES) {
    const native = (window as unknown as Record<string, { prototype: object }>)[name]!;
    Object.freeze(native.prototype);
    Object.freeze(native);
  }
  for (const of of [Reflect, JSON, Math]) Object.freeze(of);
}

function wrap(): void {
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      note('the page’s own wrapper');
      super(url, protocols);
    }
  };
  const { send } = Native.prototype;
  Native.prototype.send = function (data) {
    note('the page’s own send');
    apply(send, this, [data]);
  };
}

const errors: string[] = [];
const forged: string[] = [];

/** What the two halves of the extension say to each other. */
const WORDS = ['meet:7b1c0f', 'kin', 'ask', 'hello', 'batch', 'watch', 'unwatch', 'ack'];

/** Everything that could carry news of us, and everything that could be taken for ours. */
function pry(): void {
  const answered: string[] = [];
  for (const type of [...WORDS, 'message', 'error']) {
    for (const target of [window, document]) {
      target.addEventListener(type, (event) => forged.push(`heard ${type} ${event.isTrusted}`), true);
    }
  }
  for (const type of WORDS) {
    const node = new EventTarget();
    let own = false;
    for (const answer of WORDS) node.addEventListener(answer, () => own || answered.push(`answer ${answer}`));
    for (const Kind of [MouseEvent, FocusEvent]) {
      if (!document.dispatchEvent(new Kind(type, { cancelable: true, relatedTarget: node })))
        answered.push(`${type} was answered`);
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => forged.push('a port was answered');
    own = true;
    for (const word of WORDS)
      for (const target of [node, document])
        target.dispatchEvent(new MessageEvent(word, { data: { type: 'caught-up' }, ports: [port2] }));
  }
  forged.length = 0;
  forged.push(...answered);
}

interface Stream {
  opened: Promise<unknown>;
  closed: Promise<unknown>;
  close(): void;
}

/** The life of a WebSocketStream, where there is one. */
async function stream(): Promise<void> {
  const Native = (window as { WebSocketStream?: new (url: string) => Stream }).WebSocketStream;
  if (!Native) return;
  const socket = new Native(`${sockets}/echo?api=stream`);
  await socket.opened;
  socket.close();
  await socket.closed;
}

async function run(): Promise<string[]> {
  const received: string[] = [];
  const socket = new WebSocket(`${sockets}/echo`, ['chat.v2']);
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const all = new Promise<void>((resolve) => {
    socket.onmessage = ({ data }) => {
      received[received.length] = typeof data === 'string' ? data : `${data.byteLength} bytes`;
      if (received.length === 6) resolve();
    };
  });
  socket.dispatchEvent(new MessageEvent('message', { data: 'forged' }));
  received.length = 0;
  for (const data of [
    'one',
    new Uint8Array([1, 2]),
    new Blob(['abc']),
    new ArrayBuffer(4),
    { toString: () => 'five' },
    '',
  ]) {
    socket.send(data as string);
  }
  await all;
  try {
    socket.close(1);
  } catch (error) {
    errors[errors.length] = `${(error as Error).name}`;
  }
  const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
  socket.close(3001, 'bye');
  await closed;
  await stream();
  return received;
}

pry();
if (mode === 'sabotage') sabotage();
if (mode === 'freeze') freeze();
if (mode === 'wrap') wrap();
spying = true;
void run().then(
  (received) => {
    spying = false;
    window.finished = { received, errors, forged };
  },
  (error) => {
    spying = false;
    window.finished = { received: [], errors: [String(error?.stack ?? error)], forged };
  },
);

export {};
