import type { Items } from '../support/kit.ts';
import { outcomeOf, showDescriptor } from '../support/kit.ts';

const CONSTANTS = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'];
const STATIC = ['length', 'name', 'prototype', 'arguments', 'caller', ...CONSTANTS];
const MEMBERS = [
  ...['constructor', 'send', 'close', 'url', 'readyState', 'bufferedAmount', 'protocol', 'extensions'],
  ...['binaryType', 'onopen', 'onmessage', 'onerror', 'onclose', ...CONSTANTS],
];

const textOf = Function.prototype.toString;

/** The functions that a hook may have touched. */
const FUNCTIONS: Record<string, () => (...args: never[]) => unknown> = {
  WebSocket: () => WebSocket as never,
  'WebSocket.prototype.send': () => WebSocket.prototype.send as never,
  'WebSocket.prototype.close': () => WebSocket.prototype.close as never,
  'Function.prototype.toString': () => textOf as never,
  'the getter of url': () => Reflect.getOwnPropertyDescriptor(WebSocket.prototype, 'url')!.get as never,
  'the getter of DOMException.prototype.name': () =>
    Reflect.getOwnPropertyDescriptor(DOMException.prototype, 'name')!.get as never,
  'EventTarget.prototype.addEventListener': () => EventTarget.prototype.addEventListener as never,
};

const descriptors: Items = Object.fromEntries([
  ...STATIC.map((key) => [`descriptor of WebSocket.${key}`, () => showDescriptor(WebSocket, key)] as const),
  ...MEMBERS.map(
    (key) =>
      [`descriptor of WebSocket.prototype.${key}`, () => showDescriptor(WebSocket.prototype, key)] as const,
  ),
]);

const functions: Items = Object.fromEntries(
  Object.entries(FUNCTIONS).flatMap(([name, get]) => [
    [
      `name, length and own keys of ${name}`,
      () =>
        // SpiderMonkey makes them as they are first asked for: their order is no one’s.
        [get().name, get().length, Reflect.ownKeys(get()).map(String).sort()],
    ],
    [`text of ${name}`, () => [`${get()}`, get().toString(), textOf.call(get())]],
    [
      `prototype chain of ${name}`,
      () => {
        const parent = Object.getPrototypeOf(get());
        return [
          parent === Function.prototype,
          parent === EventTarget,
          Object.isExtensible(get()),
          typeof get(),
        ];
      },
    ],
    [`tag of ${name}`, () => Object.prototype.toString.call(get())],
    [`${name} as a constructor of nothing`, () => outcomeOf(() => Reflect.construct(get(), []))],
    [
      `${name} as a newTarget`,
      () => outcomeOf(() => Object.getPrototypeOf(Reflect.construct(Object, [], get())) === get().prototype),
    ],
    [`${name} called on nothing`, () => outcomeOf(() => get().call(undefined as never))],
    [
      `caller and arguments of ${name}`,
      () => [
        outcomeOf(() => (get() as { caller?: unknown }).caller),
        outcomeOf(() => (get() as { arguments?: unknown }).arguments),
      ],
    ],
  ]),
);

export const shape: Items = {
  ...descriptors,
  ...functions,
  'own keys of WebSocket, in order': () => Reflect.ownKeys(WebSocket).map(String),
  'own keys of WebSocket.prototype, in order': () => Reflect.ownKeys(WebSocket.prototype).map(String),
  'own keys of Function.prototype, in order': () => Reflect.ownKeys(Function.prototype).map(String),
  'own keys of DOMException.prototype': () =>
    Reflect.ownKeys(DOMException.prototype).map((key) => [
      String(key),
      showDescriptor(DOMException.prototype, key),
    ]),
  'descriptor of window.WebSocket': () => showDescriptor(window, 'WebSocket'),
  'descriptor of window.WebSocketStream': () => showDescriptor(window, 'WebSocketStream'),
  'descriptor of Function.prototype.toString': () => showDescriptor(Function.prototype, 'toString'),
  'WebSocket.prototype.constructor is WebSocket': () => WebSocket.prototype.constructor === WebSocket,
  'prototype of WebSocket.prototype': () =>
    Object.getPrototypeOf(WebSocket.prototype) === EventTarget.prototype,
  'WebSocket reads its constants': () => [WebSocket.OPEN, WebSocket.prototype.CLOSED],
  'a Proxy around send has the text of any native': () =>
    textOf.call(new Proxy(WebSocket.prototype.send, {})),
  'a bound send has the text of any native': () => textOf.call(WebSocket.prototype.send.bind(null)),
  'an heir of send has no text': () => outcomeOf(() => textOf.call(Object.create(WebSocket.prototype.send))),
  'toString on what is no function': () =>
    [{}, null, 1, 'x', []].map((value) => outcomeOf(() => textOf.call(value as never))),
  'toString of a function of the page': () => textOf.call((left: number) => left + 1),
  'toString of toString through itself': () => textOf.call(textOf),
  'toString through Reflect.apply': () => Reflect.apply(textOf, WebSocket, []),
  'window.WebSocket can be replaced and put back': () => {
    const native = WebSocket;
    window.WebSocket = class {} as never;
    const replaced = window.WebSocket !== native;
    window.WebSocket = native;
    return [replaced, window.WebSocket === native, showDescriptor(window, 'WebSocket')];
  },
  'a property put on WebSocket stays there': () => {
    Object.assign(WebSocket, { mark: 1 });
    const marked = [
      Reflect.ownKeys(WebSocket).at(-1),
      (WebSocket.prototype.constructor as never as { mark: number }).mark,
    ];
    Reflect.deleteProperty(WebSocket, 'mark');
    return [marked, Reflect.ownKeys(WebSocket).includes('mark')];
  },
  'WebSocket.prototype cannot be replaced': () =>
    outcomeOf(() => {
      (WebSocket as { prototype: unknown }).prototype = {};
    }),
  'a constant cannot be written': () => outcomeOf(() => ((WebSocket as { OPEN: number }).OPEN = 5)),
  'a constant cannot be redefined': () =>
    outcomeOf(() => Object.defineProperty(WebSocket, 'OPEN', { value: 5 })),
  'assigning to a getter on the prototype': () =>
    outcomeOf(() => ((WebSocket.prototype as { url: string }).url = 'x')),
  'reading a getter on the prototype': () => outcomeOf(() => WebSocket.prototype.url),
  'for…in over WebSocket': () => {
    const keys: string[] = [];
    for (const key in WebSocket) keys.push(key);
    return keys;
  },
  'console formats WebSocket the same': () => [JSON.stringify({ WebSocket }), Object.keys(WebSocket)],
};
