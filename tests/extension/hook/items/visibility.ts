import { after, ended, frame, type Items, once, open, outcomeOf, show } from '../support/kit.ts';

/** The kinds of event that a hook could use to talk. */
const TALK = ['message', 'messageerror', 'storage', 'error', 'beforescriptexecute', 'afterscriptexecute'];

/** What `early` in the page’s first script saw before any of ours could have gone unseen. */
declare global {
  interface Window {
    early: { globals: string[]; dom: string; events: string[]; mutations: number; resources: string[] };
  }
}

const tree = () => document.documentElement.outerHTML.replace(/<body[\s\S]*/, '');

function throwing(act: () => unknown): Promise<unknown> {
  return new Promise((resolve) => {
    window.onerror = (message, filename, line, column, error) => {
      window.onerror = null;
      resolve([message, filename, line, column, show(error)]);
      return true;
    };
    setTimeout(act);
  });
}

function rejecting(act: () => unknown): Promise<unknown> {
  return new Promise((resolve) => {
    window.onunhandledrejection = (event) => {
      window.onunhandledrejection = null;
      event.preventDefault();
      resolve(show(event.reason));
    };
    void (async () => act())();
  });
}

/** Whether a stack taken in a page function that a native calls names anything but this page's own files. */
function foreign(stack: unknown): unknown {
  return `${stack}`.split('\n').filter((line) => /extension|hook\.js|content-scripts|handshake/i.test(line));
}

export const visibility: Items = {
  'globals at the first script': () => window.early.globals,
  'globals now': () =>
    Object.getOwnPropertyNames(window)
      .filter((name) => name !== 'outcomes')
      .sort(),
  'symbols of window, document and navigator': () =>
    [window, document, navigator].map((of) => Object.getOwnPropertySymbols(of).map(String)),
  'document at the first script': () => [window.early.dom, window.early.mutations],
  'document now': () => [tree(), document.querySelectorAll('*').length],
  'own keys of document': () => Reflect.ownKeys(document).map(String),
  'events that window and document heard since the first script': () => window.early.events,
  'resources that were loaded': () =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => !name.startsWith(location.origin)),
  'performance entries of our own': () =>
    performance
      .getEntries()
      .map(({ entryType }) => entryType)
      .filter((type) => type === 'mark' || type === 'measure'),
  'attributes of the root': () => [...document.documentElement.attributes].map(({ name }) => name),
  'storage and cookies': () => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie],
  'opening a socket tells no listener of the page': async (kit) => {
    const heard: string[] = [];
    const listener = (event: Event) => heard.push(event.type);
    for (const type of TALK)
      for (const target of [window, document]) target.addEventListener(type, listener, true);
    const socket = await open(kit);
    socket.send('x');
    await once(socket, 'message');
    await ended(socket);
    for (const type of TALK)
      for (const target of [window, document]) target.removeEventListener(type, listener, true);
    return heard;
  },
  'opening a socket changes no node': async (kit) => {
    const observer = new MutationObserver(() => {});
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    await ended(await open(kit));
    const changes = observer.takeRecords().length;
    observer.disconnect();
    return changes;
  },
  'an uncaught error of the constructor': () => throwing(() => new WebSocket('ws://[')),
  'an uncaught error of a missing new': () => throwing(() => (WebSocket as never as () => void)()),
  'an uncaught error of send': ({ sockets }) =>
    throwing(() => {
      const socket = new WebSocket(sockets);
      try {
        socket.send('early');
      } finally {
        socket.close();
      }
    }),
  'an uncaught error of close': ({ sockets }) =>
    throwing(() => {
      const socket = new WebSocket(sockets);
      try {
        socket.close(1);
      } finally {
        socket.close();
      }
    }),
  'an uncaught error of toString': () => throwing(() => Function.prototype.toString.call({} as never)),
  'an uncaught error of the page’s own function in an argument': () =>
    throwing(
      () =>
        new WebSocket({
          toString() {
            throw new RangeError('own');
          },
        } as never),
    ),
  'an uncaught text thrown in an argument': () =>
    throwing(
      () =>
        new WebSocket({
          toString() {
            throw 'a text';
          },
        } as never),
    ),
  'an unhandled rejection by the constructor': () => rejecting(() => new WebSocket('ws://[')),
  'an unhandled rejection by send': () => rejecting(() => WebSocket.prototype.send.call({} as never, '')),
  'an error of an extended stack': () => {
    const deep = (left: number): unknown =>
      left ? deep(left - 1) : outcomeOf(() => new WebSocket('ws://['));
    return deep(15);
  },
  'an error under a stackTraceLimit of 1': () => {
    const limits = Error as { stackTraceLimit?: number };
    const before = limits.stackTraceLimit;
    limits.stackTraceLimit = 1;
    const outcome = [
      outcomeOf(() => new WebSocket('ws://[')),
      outcomeOf(() => WebSocket.prototype.send.call({} as never, '')),
    ];
    limits.stackTraceLimit = before;
    return outcome;
  },
  'an error under a stackTraceLimit that is none': () => {
    const limits = Error as { stackTraceLimit?: unknown };
    const before = limits.stackTraceLimit;
    limits.stackTraceLimit = 'x';
    const outcome = outcomeOf(() => new WebSocket('ws://['));
    limits.stackTraceLimit = before;
    return outcome;
  },
  'an error formatted by the page’s prepareStackTrace': () => {
    const formats = Error as { prepareStackTrace?: unknown };
    const calls: unknown[] = [];
    formats.prepareStackTrace = (
      error: Error,
      sites: { getFileName(): string; getFunctionName(): string }[],
    ) => {
      calls.push([error.name, sites.map((site) => [site.getFileName(), site.getFunctionName()])]);
      return 'formatted';
    };
    const outcome = [
      outcomeOf(() => new WebSocket('ws://[')),
      outcomeOf(() => (WebSocket as never as () => void)()),
    ];
    delete formats.prepareStackTrace;
    return [calls, outcome];
  },
  'a new socket calls no prepareStackTrace': ({ sockets }) => {
    const formats = Error as { prepareStackTrace?: unknown };
    let calls = 0;
    formats.prepareStackTrace = () => void calls++;
    new WebSocket(sockets).close();
    delete formats.prepareStackTrace;
    return calls;
  },
  'a page’s function in an argument finds no file of ours in its stack': async (kit) => {
    const stacks: unknown[] = [];
    const look = (text: string) =>
      ({ toString: () => after(stacks.push(new Error('look').stack), text) }) as never;
    const socket = new WebSocket(look(`${kit.sockets}/echo`), look('chat.v2'));
    await once(socket, 'open');
    socket.send(look('x'));
    socket.close(3000, look('why'));
    return [stacks.length, stacks.map(foreign)];
  },
  'depth and lines of the stack of a page’s function in an argument': async (kit) => {
    const stacks: unknown[] = [];
    const look = (text: string) =>
      ({ toString: () => after(stacks.push(`${new Error('look').stack}`.split('\n')), text) }) as never;
    const socket = new WebSocket(look(`${kit.sockets}/echo`));
    await once(socket, 'open');
    socket.send(look('x'));
    socket.close(3000, look('why'));
    return stacks;
  },
  'a stack overflow in the constructor is the page’s': () => {
    const recurse = (): unknown => {
      try {
        return recurse();
      } catch {
        return outcomeOf(() => new WebSocket('ws://[') && 0) && 'ended';
      }
    };
    return recurse();
  },
  'a frame finds nothing more in its own window': async () => {
    const element = await frame();
    const own = Object.getOwnPropertyNames(element.contentWindow).length;
    const { childElementCount } = element.contentDocument!.documentElement;
    element.remove();
    return [own, childElementCount];
  },
};
