import { after, ended, type Items, type Kit, once, outcomeOf, show } from '../support/kit.ts';

type Anything = never;

/** Arguments of the constructor that a native refuses, or takes in a way worth comparing. */
const ARGUMENTS: Record<string, (kit: Kit) => unknown[]> = {
  'no arguments': () => [],
  undefined: () => [undefined],
  null: () => [null],
  'a number': () => [1],
  'a symbol': () => [Symbol('s')],
  'an empty text': () => [''],
  'a relative URL': () => ['/echo'],
  'an ftp URL': () => ['ftp://127.0.0.1/'],
  'an http URL': ({ sockets }) => [sockets.replace('ws', 'http')],
  'a fragment': ({ sockets }) => [`${sockets}/echo#fragment`],
  'an empty fragment': ({ sockets }) => [`${sockets}/echo#`],
  'a URL with spaces': ({ sockets }) => [`  ${sockets}/echo?a b `],
  'a broken host': () => ['ws://['],
  'a broken port': () => ['ws://127.0.0.1:99999/'],
  'a blocked port': () => ['ws://127.0.0.1:25/'],
  'credentials in the URL': ({ sockets }) => [sockets.replace('//', '//user:pass@')],
  'an object with toString': ({ sockets }) => [{ toString: () => `${sockets}/echo` }],
  'a URL object': ({ sockets }) => [new URL(`${sockets}/echo`)],
  'a toString that gives an object': () => [{ toString: () => ({}), valueOf: () => ({}) }],
  'duplicate protocols': ({ sockets }) => [sockets, ['a', 'a']],
  'protocols that differ in case': ({ sockets }) => [sockets, ['a', 'A']],
  'an empty protocol': ({ sockets }) => [sockets, ''],
  'a protocol with a space': ({ sockets }) => [sockets, ['a b']],
  'a protocol with a comma': ({ sockets }) => [sockets, 'a,b'],
  'a protocol beyond ASCII': ({ sockets }) => [sockets, 'é'],
  'protocols of a number': ({ sockets }) => [sockets, 5],
  'protocols of null': ({ sockets }) => [sockets, null],
  'protocols of undefined': ({ sockets }) => [sockets, undefined],
  'protocols of an empty list': ({ sockets }) => [sockets, []],
  'protocols of a dictionary': ({ sockets }) => [sockets, {}],
  'protocols with a symbol': ({ sockets }) => [sockets, [Symbol('s')]],
  'protocols of a Set': ({ sockets }) => [sockets, new Set(['x', 'y'])],
  'protocols with holes': ({ sockets }) => [sockets, Object.assign(new Array(2), { 1: 'x' })],
  'protocols whose iterator is none': ({ sockets }) => [sockets, { [Symbol.iterator]: 1 }],
  'too many arguments': ({ sockets }) => [sockets, [], 1, 2, 3],
};

/** Constructs, gives what a page can see at once, and ends the socket. */
function constructed(make: () => WebSocket): unknown {
  return outcomeOf(() => {
    const socket = make();
    const { url, readyState, protocol, extensions, binaryType, bufferedAmount } = socket;
    const seen = [url, readyState, protocol, extensions, binaryType, bufferedAmount, Reflect.ownKeys(socket)];
    socket.onerror = null;
    socket.close();
    return [seen.map((value) => show(value)), socket instanceof WebSocket, socket.constructor === WebSocket];
  });
}

const byArguments: Items = Object.fromEntries(
  Object.entries(ARGUMENTS).map(([name, make]) => [
    `new WebSocket with ${name}`,
    (kit) => constructed(() => new WebSocket(...(make(kit) as [Anything, Anything]))),
  ]),
);

/** The order in which a native asks an argument, and how often. */
function traced(target: object, log: string[]): object {
  return new Proxy(target, {
    get(object, key, receiver) {
      log.push(`get ${String(key)}`);
      return Reflect.get(object, key, receiver);
    },
    has(object, key) {
      log.push(`has ${String(key)}`);
      return Reflect.has(object, key);
    },
    getOwnPropertyDescriptor(object, key) {
      log.push(`descriptor ${String(key)}`);
      return Reflect.getOwnPropertyDescriptor(object, key);
    },
    getPrototypeOf(object) {
      log.push('prototype');
      return Reflect.getPrototypeOf(object);
    },
    ownKeys(object) {
      log.push('keys');
      return Reflect.ownKeys(object);
    },
  });
}

export const construct: Items = {
  ...byArguments,
  'WebSocket called without new': ({ sockets }) =>
    outcomeOf(() => (WebSocket as Anything as (url: string) => void)(sockets)),
  'WebSocket.call on an object': ({ sockets }) =>
    outcomeOf(() => Reflect.apply(WebSocket as Anything, {}, [sockets])),
  'a newTarget that is no constructor': ({ sockets }) =>
    outcomeOf(() => Reflect.construct(WebSocket, [sockets], (() => {}) as Anything)),
  'a list of arguments that is none': () => outcomeOf(() => Reflect.construct(WebSocket, 1 as Anything)),
  'a newTarget of another class decides the prototype': ({ sockets }) =>
    outcomeOf(() => {
      class Other {}
      const socket = Reflect.construct(WebSocket, [sockets], Other) as WebSocket;
      const url = Reflect.getOwnPropertyDescriptor(WebSocket.prototype, 'url')!.get!.call(socket);
      WebSocket.prototype.close.call(socket);
      return [Object.getPrototypeOf(socket) === Other.prototype, socket instanceof WebSocket, url];
    }),
  'a newTarget without a prototype falls back': ({ sockets }) =>
    outcomeOf(() => {
      function Other() {}
      Other.prototype = null;
      const socket = Reflect.construct(WebSocket, [sockets], Other) as WebSocket;
      socket.close();
      return Object.getPrototypeOf(socket) === WebSocket.prototype;
    }),
  'a newTarget is asked for its prototype as natively': ({ sockets }) => {
    const log: string[] = [];
    const outcome = constructed(() =>
      Reflect.construct(WebSocket, [sockets], traced(class {}, log) as Anything),
    );
    return [log, outcome];
  },
  'a newTarget whose prototype throws': ({ sockets }) =>
    outcomeOf(() => {
      const target = new Proxy(class {}, {
        get() {
          throw new RangeError('no prototype');
        },
      });
      return Reflect.construct(WebSocket, [sockets], target);
    }),
  'the arguments are asked in order': ({ sockets }) => {
    const log: string[] = [];
    const url = traced({ toString: () => after(log.push('url'), `${sockets}/echo`) }, log);
    const protocols = traced(['x', 'y'], log);
    return [constructed(() => new WebSocket(url as Anything, protocols as Anything)), log];
  },
  'protocols are iterated exactly once': ({ sockets }) => {
    let iterations = 0;
    const protocols = {
      *[Symbol.iterator]() {
        iterations++;
        yield 'x';
      },
    };
    return [constructed(() => new WebSocket(sockets, protocols as Anything)), iterations];
  },
  'an iterator that throws is closed as natively': ({ sockets }) => {
    const log: string[] = [];
    const iterator = {
      next: () => after(log.push('next'), { value: Symbol('s'), done: false }),
      return: () => after(log.push('return'), {}),
    };
    return [outcomeOf(() => new WebSocket(sockets, { [Symbol.iterator]: () => iterator } as Anything)), log];
  },
  'a URL whose toString throws': () =>
    outcomeOf(
      () =>
        new WebSocket({
          toString() {
            throw new RangeError('from the page');
          },
        } as Anything),
    ),
  'a URL whose toString throws no error': () =>
    outcomeOf(
      () =>
        new WebSocket({
          toString() {
            throw 'a text';
          },
        } as Anything),
    ),
  'a URL whose toString throws a frozen error': () => {
    const frozen = Object.freeze(new RangeError('frozen'));
    const makeText = () => {
      throw frozen;
    };
    return outcomeOf(() => new WebSocket({ toString: makeText } as Anything));
  },
  'an error that the page throws keeps its own stack': () => {
    const made = new RangeError('made before');
    const { stack } = made;
    const makeText = () => {
      throw made;
    };
    outcomeOf(() => new WebSocket({ toString: makeText } as Anything));
    return [made.stack === stack, Reflect.ownKeys(made)];
  },
  'a subclass': async ({ sockets }) => {
    class Chat extends WebSocket {
      said: string[] = [];
      override send(text: string) {
        this.said.push(text);
        super.send(text.toUpperCase());
      }
    }
    const chat = new Chat(`${sockets}/echo`, ['chat.v2']);
    await once(chat, 'open');
    const answer = once<MessageEvent>(chat, 'message');
    chat.send('hello');
    const { data } = await answer;
    await ended(chat);
    return [
      chat instanceof Chat,
      chat instanceof WebSocket,
      chat.constructor === Chat,
      chat.said,
      data,
      chat.protocol,
    ];
  },
  'a subclass of a subclass': ({ sockets }) =>
    outcomeOf(() => {
      class One extends WebSocket {}
      class Two extends One {}
      const socket = new Two(sockets);
      socket.close();
      return [
        socket instanceof One,
        Object.getPrototypeOf(socket) === Two.prototype,
        Two.OPEN,
        `${Two.name}`,
      ];
    }),
  'a subclass whose constructor throws after super': ({ sockets }) =>
    outcomeOf(() => {
      class Bad extends WebSocket {
        constructor() {
          super(sockets);
          this.close();
          throw new TypeError('after super');
        }
      }
      return new Bad();
    }),
  'a subclass that fails in super': () =>
    outcomeOf(() => {
      class Bad extends WebSocket {
        constructor() {
          super('ws://[');
        }
      }
      return new Bad();
    }),
  'an old-style subclass': ({ sockets }) =>
    outcomeOf(() => {
      function Old() {
        return Reflect.construct(WebSocket, [sockets], Old);
      }
      Old.prototype = Object.create(WebSocket.prototype);
      const socket = Reflect.construct(Old, []) as WebSocket;
      socket.close();
      return [socket instanceof (Old as Anything), socket instanceof WebSocket];
    }),
  'a Proxy of the page around WebSocket': ({ sockets }) =>
    outcomeOf(() => {
      const log: string[] = [];
      const Wrapped = new Proxy(WebSocket, {
        construct(target, args, newTarget) {
          log.push('construct');
          return Reflect.construct(target, args, newTarget);
        },
        get(target, key, receiver) {
          log.push(`get ${String(key)}`);
          return Reflect.get(target, key, receiver);
        },
      });
      const socket = new Wrapped(sockets);
      socket.close();
      return [log, socket instanceof WebSocket, socket.constructor === WebSocket];
    }),
  'instanceof by a page’s own object': () => [
    {} instanceof WebSocket,
    Object.create(WebSocket.prototype) instanceof WebSocket,
    new EventTarget() instanceof WebSocket,
    WebSocket[Symbol.hasInstance] === Function.prototype[Symbol.hasInstance],
  ],
};
