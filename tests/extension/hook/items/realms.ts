import { ended, frame, type Items, once, outcomeOf, show } from '../support/kit.ts';

type Anything = never;

export const realms: Items = {
  'text of our functions by a frame’s toString': async () => {
    const element = await frame();
    const { toString: textOf } = element.contentWindow.Function.prototype;
    const { send, close } = WebSocket.prototype;
    const texts = [WebSocket, send, close, Function.prototype.toString].map((of) => textOf.call(of));
    element.remove();
    return texts;
  },
  'text of a frame’s functions by our toString': async () => {
    const element = await frame();
    const inner = element.contentWindow;
    const { send, close } = inner.WebSocket.prototype;
    const functions = [inner.WebSocket, send, close, inner.Function.prototype.toString];
    const texts = functions.map((of) => Function.prototype.toString.call(of));
    element.remove();
    return texts;
  },
  'text of our functions by the toString of a frame without a source': () => {
    const element = document.body.appendChild(document.createElement('iframe'));
    const { toString: textOf } = (element.contentWindow as typeof window).Function.prototype;
    const texts = [WebSocket, WebSocket.prototype.send].map((of) => textOf.call(of));
    element.remove();
    return texts;
  },
  'text of one frame’s functions by another’s toString': async () => {
    const one = await frame();
    const two = await frame();
    const text = two.contentWindow.Function.prototype.toString.call(one.contentWindow.WebSocket);
    one.remove();
    two.remove();
    return text;
  },
  'toString of another realm refuses with its own TypeError': async () => {
    const element = await frame();
    const inner = element.contentWindow;
    const outcome = outcomeOf(() => inner.Function.prototype.toString.call({}));
    const own = outcomeOf(() => {
      try {
        inner.Function.prototype.toString.call({});
      } catch (error) {
        return [error instanceof TypeError, error instanceof (inner as typeof globalThis).TypeError];
      }
      return 'nothing thrown';
    });
    element.remove();
    return [outcome, own];
  },
  'another realm’s WebSocket is another': async () => {
    const element = await frame();
    const inner = element.contentWindow;
    const seen = [
      inner.WebSocket === WebSocket,
      inner.WebSocket.prototype.send === WebSocket.prototype.send,
      inner.Function.prototype.toString === Function.prototype.toString,
      Object.getPrototypeOf(inner.WebSocket) === (inner as typeof globalThis).EventTarget,
    ];
    element.remove();
    return seen;
  },
  'a newTarget of another realm': async ({ sockets }) => {
    const element = await frame();
    const inner = element.contentWindow as typeof window & typeof globalThis;
    const outcome = outcomeOf(() => {
      const socket = Reflect.construct(WebSocket, [sockets], inner.WebSocket) as WebSocket;
      WebSocket.prototype.close.call(socket);
      return [socket instanceof WebSocket, socket instanceof inner.WebSocket];
    });
    const fallback = outcomeOf(() => {
      const target = new inner.Function();
      target.prototype = 1;
      const socket = Reflect.construct(WebSocket, [sockets], target) as WebSocket;
      WebSocket.prototype.close.call(socket);
      return [socket instanceof WebSocket, socket instanceof inner.WebSocket];
    });
    element.remove();
    return [outcome, fallback];
  },
  'a socket of a frame, sent and closed by our methods': async ({ sockets }) => {
    const element = await frame();
    const socket = new element.contentWindow.WebSocket(`${sockets}/echo`);
    await once(socket, 'open');
    const heard = once<MessageEvent>(socket, 'message');
    WebSocket.prototype.send.call(socket, 'across');
    const { data } = await heard;
    const closed = once<CloseEvent>(socket, 'close');
    const refused = outcomeOf(() => WebSocket.prototype.close.call(socket, 1));
    WebSocket.prototype.close.call(socket, 3000, 'across');
    const { code, reason } = await closed;
    element.remove();
    return [data, refused, code, reason, socket.url === `${sockets}/echo`];
  },
  'errors of a frame’s constructor are the frame’s': async () => {
    const element = await frame();
    const inner = element.contentWindow as typeof window & typeof globalThis;
    const kinds = [
      () => new inner.WebSocket('ws://['),
      () => (inner.WebSocket as Anything as () => void)(),
      () => inner.WebSocket.prototype.send.call({} as Anything, ''),
    ].map((act) => {
      try {
        act();
      } catch (error) {
        return [
          error instanceof inner.Error,
          error instanceof Error,
          error instanceof inner.DOMException,
          show(error),
        ];
      }
      return 'nothing thrown';
    });
    element.remove();
    return kinds;
  },
  'buffers and Blobs of a frame are sent as binary': async ({ sockets }) => {
    const element = await frame();
    const inner = element.contentWindow as typeof window & typeof globalThis;
    const socket = new WebSocket(`${sockets}/echo`);
    socket.binaryType = 'arraybuffer';
    await once(socket, 'open');
    const echoes: unknown[] = [];
    for (const value of [new inner.Uint8Array([1, 2]), new inner.ArrayBuffer(3), new inner.Blob(['b'])]) {
      const heard = once<MessageEvent>(socket, 'message');
      socket.send(value as Anything);
      const { data } = await heard;
      echoes.push(data instanceof ArrayBuffer ? data.byteLength : data);
    }
    await ended(socket);
    element.remove();
    return echoes;
  },
  'a constructor of a frame that was taken away': async ({ sockets }) => {
    const element = await frame();
    const Gone = element.contentWindow.WebSocket;
    element.remove();
    return outcomeOf(() => {
      const socket = new Gone(sockets);
      return [socket.readyState, socket instanceof Gone];
    });
  },
  'a frame that goes away ends its sockets in silence': async ({ sockets }) => {
    const element = await frame();
    const socket = new element.contentWindow.WebSocket(`${sockets}/echo`);
    await once(socket, 'open');
    const log: string[] = [];
    for (const type of ['close', 'error']) socket.addEventListener(type, () => log.push(type));
    element.remove();
    const other = new WebSocket(`${sockets}/echo`);
    await once(other, 'open');
    await ended(other);
    return [log, outcomeOf(() => socket.send('x')), socket.readyState];
  },
  'a frame without a source has a WebSocket at once': ({ sockets }) => {
    const element = document.body.appendChild(document.createElement('iframe'));
    const inner = element.contentWindow as typeof window;
    const outcome = outcomeOf(() => {
      const socket = new inner.WebSocket(sockets);
      socket.close();
      return [socket.url, socket instanceof inner.WebSocket];
    });
    element.remove();
    return outcome;
  },
};
