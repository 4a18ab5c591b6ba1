import { after, ended, type Items, type Kit, once, open, outcomeOf, show } from '../support/kit.ts';

const SEND: Record<string, () => unknown[]> = {
  'no arguments': () => [],
  undefined: () => [undefined],
  null: () => [null],
  'a number': () => [-0],
  'a bigint': () => [5n],
  'a boolean': () => [true],
  'a symbol': () => [Symbol('s')],
  'an empty text': () => [''],
  'a lone surrogate': () => ['a\ud800b'],
  'a plain object': () => [{}],
  'an object with toString': () => [{ toString: () => 'by toString' }],
  'an object with toPrimitive': () => [{ [Symbol.toPrimitive]: (hint: string) => `hint ${hint}` }],
  'an object without text': () => [Object.create(null)],
  'an array': () => [[1, [2, 3]]],
  'a function': () => [Math.max],
  'a Date': () => [new Date(0).toISOString()],
  'an ArrayBuffer': () => [new Uint8Array([1, 2, 3]).buffer],
  'a view with an offset': () => [new Uint8Array([1, 2, 3, 4]).subarray(1, 3)],
  'a DataView': () => [new DataView(new Uint8Array([9, 8, 7]).buffer, 1)],
  'a Float64Array': () => [new Float64Array([1.5])],
  'an empty buffer': () => [new ArrayBuffer(0)],
  'a detached buffer': () => {
    const buffer = new ArrayBuffer(8);
    structuredClone(buffer, { transfer: [buffer] });
    return [buffer];
  },
  'a Blob': () => [new Blob(['blob ', 'parts'])],
  'an empty Blob': () => [new Blob([])],
  'a SharedArrayBuffer view, or an own text': () => [
    typeof SharedArrayBuffer === 'function' ? new Uint8Array(new SharedArrayBuffer(2)) : 'none',
  ],
  'two arguments': () => ['first', 'second'],
  'a document': () => [document.createElement('p')],
};

const CLOSE: Record<string, unknown[]> = {
  'no arguments': [],
  undefined: [undefined],
  'undefined and a reason': [undefined, 'a reason'],
  null: [null],
  'code 1000': [1000],
  'code 999': [999],
  'code 1001': [1001],
  'code 1005': [1005],
  'code 2999': [2999],
  'code 3000': [3000],
  'code 4999': [4999, 'last'],
  'code 5000': [5000],
  'a fraction': [1000.9],
  'a negative code': [-1],
  'a huge code': [65536 + 1000],
  NaN: [Number.NaN],
  'a text of a code': ['1000'],
  'a text that is none': ['x'],
  'a symbol': [Symbol('s')],
  'a bigint': [1000n],
  'an object as a code': [{ valueOf: () => 3333 }],
  'a reason of 123 bytes': [3000, 'x'.repeat(123)],
  'a reason of 124 bytes': [3000, 'x'.repeat(124)],
  'a reason of 123 bytes beyond ASCII': [3000, 'é'.repeat(61)],
  'a reason of 124 bytes beyond ASCII': [3000, 'é'.repeat(62)],
  'a reason with a lone surrogate': [3000, 'a\udc00b'],
  'a reason that is null': [3000, null],
  'a reason of undefined': [3000, undefined],
  'a reason of a symbol': [3000, Symbol('s')],
  'a reason of an object': [3000, { toString: () => 'object' }],
};

const RECEIVERS: Record<string, () => unknown> = {
  nothing: () => undefined,
  'an object': () => ({}),
  'the prototype': () => WebSocket.prototype,
  'an heir of the prototype': () => Object.create(WebSocket.prototype),
  'a Proxy of a socket': () => new Proxy(Object.create(WebSocket.prototype), {}),
  'an EventTarget': () => new EventTarget(),
};

const sends: Items = Object.fromEntries(
  Object.entries(SEND).map(([name, make]) => [
    `send ${name}, and its echo`,
    async (kit: Kit) => {
      const socket = await open(kit);
      socket.binaryType = 'arraybuffer';
      const heard = once<MessageEvent>(socket, 'message');
      const outcome = outcomeOf(() => (socket.send as (...args: unknown[]) => void)(...make()));
      const before = socket.bufferedAmount;
      // Only what was sent comes back; a refused send is followed by the mark alone.
      socket.send('mark');
      const { data } = await heard;
      await ended(socket);
      return [outcome, before, data instanceof ArrayBuffer ? [...new Uint8Array(data)] : show(data)];
    },
  ]),
);

const closes: Items = Object.fromEntries(
  Object.entries(CLOSE).map(([name, args]) => [
    `close with ${name}`,
    async (kit: Kit) => {
      const socket = await open(kit);
      const closed = once<CloseEvent>(socket, 'close');
      const outcome = outcomeOf(() => (socket.close as (...args: unknown[]) => void)(...args));
      const state = socket.readyState;
      if (state === WebSocket.OPEN) socket.close();
      const { code, reason, wasClean } = await closed;
      return [outcome, state, code, reason, wasClean];
    },
  ]),
);

const receivers: Items = Object.fromEntries(
  Object.entries(RECEIVERS).flatMap(([name, make]) =>
    (['send', 'close'] as const).map((method) => [
      `${method} on ${name}`,
      () => outcomeOf(() => Reflect.apply(WebSocket.prototype[method], make(), ['x'])),
    ]),
  ),
);

export const calls: Items = {
  ...sends,
  ...closes,
  ...receivers,
  'send while connecting': ({ sockets }) => {
    const socket = new WebSocket(`${sockets}/echo`);
    const outcome = outcomeOf(() => socket.send('early'));
    const converted = outcomeOf(() => socket.send({ toString: () => 'early' } as never));
    socket.close();
    return [outcome, converted, socket.bufferedAmount];
  },
  'send while closing and when closed': async (kit) => {
    const socket = await open(kit);
    socket.close();
    const closing = [outcomeOf(() => socket.send('12345')), socket.bufferedAmount];
    await once(socket, 'close');
    return [closing, outcomeOf(() => socket.send(new ArrayBuffer(7))), socket.bufferedAmount];
  },
  'send grows bufferedAmount at once, and it falls to 0': async (kit) => {
    const socket = await open(kit);
    const heard = once(socket, 'message');
    socket.send('é');
    const after = socket.bufferedAmount;
    await heard;
    await ended(socket);
    return [after, socket.bufferedAmount];
  },
  'close twice, and when closed': async (kit) => {
    const socket = await open(kit);
    const outcome = [outcomeOf(() => socket.close(3000, 'one')), outcomeOf(() => socket.close(3001, 'two'))];
    const { code, reason } = await once<CloseEvent>(socket, 'close');
    return [outcome, code, reason, outcomeOf(() => socket.close()), outcomeOf(() => socket.close(1))];
  },
  'close while connecting': async ({ sockets }) => {
    const socket = new WebSocket(`${sockets}/echo`);
    const log: string[] = [];
    socket.onerror = () => log.push('error');
    socket.onopen = () => log.push('open');
    const outcome = outcomeOf(() => socket.close());
    const state = socket.readyState;
    const { code, reason, wasClean } = await once<CloseEvent>(socket, 'close');
    return [outcome, state, log, code, reason, wasClean];
  },
  'a toString in send runs once': async (kit) => {
    const socket = await open(kit);
    let runs = 0;
    const heard = once<MessageEvent>(socket, 'message');
    socket.send({ toString: () => `run ${++runs}` } as never);
    const { data } = await heard;
    await ended(socket);
    return [runs, data];
  },
  'a toString that closes the socket': async (kit) => {
    const socket = await open(kit);
    const closed = once(socket, 'close');
    const makeText = () => {
      socket.close();
      return 'too late';
    };
    const outcome = outcomeOf(() => socket.send({ toString: makeText } as never));
    await closed;
    return [outcome, socket.bufferedAmount];
  },
  'a toString in send that throws': async (kit) => {
    const socket = await open(kit);
    const makeText = () => {
      throw new RangeError('from the page');
    };
    const outcome = outcomeOf(() => socket.send({ toString: makeText } as never));
    await ended(socket);
    return outcome;
  },
  'the reason of close is read once, after the code': async (kit) => {
    const socket = await open(kit);
    const log: string[] = [];
    const code = { valueOf: () => after(log.push('code'), 3000) };
    const reason = { toString: () => after(log.push('reason'), 'why') };
    const outcome = outcomeOf(() => socket.close(code as never, reason as never));
    const closed = await once<CloseEvent>(socket, 'close');
    return [outcome, log, closed.code, closed.reason];
  },
  'send taken off the prototype and bound': async (kit) => {
    const socket = await open(kit);
    const send = WebSocket.prototype.send.bind(socket);
    const heard = once<MessageEvent>(socket, 'message');
    send('bound');
    const { data } = await heard;
    await ended(socket);
    return data;
  },
  'send replaced by the page still reaches the native': async (kit) => {
    const native = WebSocket.prototype.send;
    const log: unknown[] = [];
    WebSocket.prototype.send = function (data) {
      log.push(data);
      native.call(this, `${data}!`);
    };
    const socket = await open(kit);
    const heard = once<MessageEvent>(socket, 'message');
    socket.send('x');
    const { data } = await heard;
    WebSocket.prototype.send = native;
    await ended(socket);
    return [log, data];
  },
};
