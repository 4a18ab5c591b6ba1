import { ended, type Items, type Kit, once, open, outcomeOf, show, showDescriptor } from '../support/kit.ts';

/** Sends one message and waits until its echo was heard by all. */
async function echoed(socket: WebSocket, text = 'x'): Promise<MessageEvent> {
  const heard = once<MessageEvent>(socket, 'message');
  socket.send(text);
  return heard;
}

const eventFacts = (event: Event) => ({
  tag: Object.prototype.toString.call(event),
  own: Reflect.ownKeys(event).map((key) => String(key)),
  trusted: event.isTrusted,
  isTrusted: showDescriptor(event, 'isTrusted'),
  phase: event.eventPhase,
  flags: [event.bubbles, event.cancelable, event.composed, event.defaultPrevented, event.cancelBubble],
  path: event.composedPath().length,
  targets: [event.target === event.currentTarget, event.target instanceof WebSocket],
});

async function lifeOf(path: string, { sockets }: Kit, act?: (socket: WebSocket) => void): Promise<unknown[]> {
  const log: unknown[] = [];
  const socket = new WebSocket(sockets + path);
  for (const type of ['open', 'message', 'error', 'close'] as const) {
    socket.addEventListener(type, (event) => log.push([type, socket.readyState, eventFacts(event)]));
  }
  socket.addEventListener('open', () => act?.(socket));
  const { code, reason, wasClean } = await once<CloseEvent>(socket, 'close');
  return [log, code, reason, wasClean];
}

export const events: Items = {
  'the life of a socket that the page closes': (kit) =>
    lifeOf('/echo', kit, (socket) => socket.close(3001, 'bye')),
  'the life of a socket that the server closes': (kit) => lifeOf('/close/4401?reason=gone', kit),
  'the life of a socket that drops': (kit) => lifeOf('/drop', kit, (socket) => socket.send('x')),
  'the life of a socket that is refused by status': (kit) => lifeOf('/status/403', kit),
  'the life of a socket that meets no WebSocket server': (kit) => lifeOf('/not-a-websocket', kit),
  'a socket whose protocol the server does not choose': async ({ sockets }) => {
    const socket = new WebSocket(`${sockets}/echo`, ['other']);
    const log: string[] = [];
    socket.onerror = () => log.push('error');
    socket.onopen = () => {
      log.push(`open ${socket.protocol}`);
      socket.close();
    };
    const { code, wasClean } = await once<CloseEvent>(socket, 'close');
    return [log, code, wasClean];
  },
  'listeners run in order, ours unseen': async (kit) => {
    const socket = await open(kit);
    const log: string[] = [];
    socket.addEventListener('message', () => log.push('first'));
    socket.onmessage = () => log.push('handler');
    socket.addEventListener('message', () => log.push('last'));
    await echoed(socket);
    await ended(socket);
    return log;
  },
  'once is heard once': async (kit) => {
    const socket = await open(kit);
    let heard = 0;
    socket.addEventListener('message', () => heard++, { once: true });
    await echoed(socket);
    await echoed(socket);
    await ended(socket);
    return heard;
  },
  'a signal takes a listener off': async (kit) => {
    const socket = await open(kit);
    const controller = new AbortController();
    let heard = 0;
    socket.addEventListener('message', () => heard++, { signal: controller.signal });
    await echoed(socket);
    controller.abort();
    await echoed(socket);
    await ended(socket);
    return heard;
  },
  'handleEvent is called on its object': async (kit) => {
    const socket = await open(kit);
    const listener = {
      log: [] as unknown[],
      handleEvent(event: Event) {
        this.log.push(event.type, this === listener);
      },
    };
    socket.addEventListener('message', listener);
    await echoed(socket);
    socket.removeEventListener('message', listener);
    await echoed(socket);
    await ended(socket);
    return listener.log;
  },
  'the same listener twice is one': async (kit) => {
    const socket = await open(kit);
    let heard = 0;
    const listener = () => void heard++;
    socket.addEventListener('message', listener);
    socket.addEventListener('message', listener);
    socket.addEventListener('message', listener, true);
    await echoed(socket);
    socket.removeEventListener('message', listener);
    await echoed(socket);
    await ended(socket);
    return heard;
  },
  'stopImmediatePropagation stops the page’s later listeners': async (kit) => {
    const socket = await open(kit);
    const log: string[] = [];
    const heard = new Promise<void>((resolve) => {
      socket.addEventListener('message', (event) => {
        log.push('first');
        event.stopImmediatePropagation();
        resolve();
      });
    });
    socket.addEventListener('message', () => log.push('second'));
    socket.onmessage = () => log.push('handler');
    socket.send('x');
    await heard;
    await ended(socket);
    return log;
  },
  'a listener added while the event is dispatched': async (kit) => {
    const socket = await open(kit);
    const log: string[] = [];
    socket.addEventListener('message', () => {
      log.push('first');
      socket.addEventListener('message', () => log.push('added'));
    });
    await echoed(socket);
    await ended(socket);
    return log;
  },
  'on… handlers: values, kinds, order after a change': async (kit) => {
    const socket = await open(kit);
    const log: string[] = [];
    const handlers = [null, 1, 'x', {}, () => log.push('a'), { handleEvent: () => log.push('object') }];
    const read = handlers.map((handler) => {
      socket.onmessage = handler as never;
      return typeof socket.onmessage;
    });
    socket.onmessage = () => log.push('one');
    socket.addEventListener('message', () => log.push('two'));
    socket.onmessage = () => log.push('three');
    await echoed(socket);
    socket.onmessage = null;
    await echoed(socket);
    await ended(socket);
    return [read, log, socket.onmessage];
  },
  'this of a handler is the socket': async (kit) => {
    const socket = await open(kit);
    const right: boolean[] = [];
    socket.onmessage = function (event) {
      right.push(this === socket, event.currentTarget === socket);
    };
    await echoed(socket);
    await ended(socket);
    return right;
  },
  'an event of the page on a socket': async (kit) => {
    const socket = await open(kit);
    const log: unknown[] = [];
    socket.onmessage = (event) => log.push([event.data, event.isTrusted]);
    const dispatched = socket.dispatchEvent(new MessageEvent('message', { data: 'own' }));
    socket.dispatchEvent(new CloseEvent('close', { code: 4000 }));
    await ended(socket);
    return [log, dispatched, socket.readyState];
  },
  'a page’s event is asked for nothing': async (kit) => {
    const socket = await open(kit);
    const log: string[] = [];
    const event = new Event('message');
    for (const key of ['data', 'isTrusted', 'type', 'target']) {
      outcomeOf(() => Object.defineProperty(event, key, { get: () => log.push(key) }));
    }
    socket.dispatchEvent(event);
    await ended(socket);
    return log;
  },
  'a message event’s fields': async (kit) => {
    const socket = await open(kit);
    const event = await echoed(socket, 'text');
    await ended(socket);
    const { data, origin, lastEventId, source, ports } = event;
    return [data, origin === kit.sockets, lastEventId, source, ports.length, eventFacts(event)];
  },
  'microtasks run between two listeners': async (kit) => {
    const socket = await open(kit);
    const log: string[] = [];
    socket.addEventListener('message', () => {
      log.push('first');
      queueMicrotask(() => log.push('microtask'));
    });
    socket.addEventListener('message', () => log.push('second'));
    await echoed(socket);
    await ended(socket);
    return log;
  },
  'an error in a listener reaches window.onerror, and the next listener runs': async (kit) => {
    const socket = await open(kit);
    const log: unknown[] = [];
    const seen = once<ErrorEvent>(window, 'error');
    window.addEventListener('error', (event) => event.preventDefault(), { once: true });
    socket.addEventListener('message', () => {
      throw new RangeError('in the listener');
    });
    socket.addEventListener('message', () => log.push('next'));
    await echoed(socket);
    const { message, filename, lineno, colno, error } = await seen;
    await ended(socket);
    return [log, message, filename, lineno, colno, show(error)];
  },
  'listeners are natively added: options are read once': async (kit) => {
    const socket = await open(kit);
    const log: string[] = [];
    const options = new Proxy({}, { get: (_, key) => void log.push(String(key)) });
    socket.addEventListener('message', () => {}, options);
    await ended(socket);
    return log;
  },
};
