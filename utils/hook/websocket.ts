import { uncurryGetter } from './engine';
import type { Hook } from './index';
import type { SocketRecord } from './records';
import { maskMethods } from './socket-methods';

/** The sockets that we observe, and the record of each. */
export type Observed = WeakMapOf<WebSocket, SocketRecord>;
type WeakMapOf<K, V> = { get(key: K): V | undefined; set(key: K, value: V): void };

/** Observes every WebSocket of the realm: the real object, listeners of our own, nothing wrapped. */
export function hookWebSocket(hook: Hook, scope: Window & typeof globalThis): void {
  const { natives, mask, outbox, payloads, convert, mend } = hook;
  const Native = scope.WebSocket;
  const prototype = Native.prototype;
  const urlOf = uncurryGetter<WebSocket, string>(prototype, 'url');
  const protocolOf = uncurryGetter<WebSocket, string>(prototype, 'protocol');
  const extensionsOf = uncurryGetter<WebSocket, string>(prototype, 'extensions');
  const codeOf = uncurryGetter<CloseEvent, number>(scope.CloseEvent.prototype, 'code');
  const reasonOf = uncurryGetter<CloseEvent, string>(scope.CloseEvent.prototype, 'reason');
  const wasCleanOf = uncurryGetter<CloseEvent, boolean>(scope.CloseEvent.prototype, 'wasClean');
  const observed: Observed = natives.weakMap();

  /** A listener that hears only the browser's own events and never throws into the page. */
  function listen<E extends Event>(socket: WebSocket, type: string, heard: (event: E, at: number) => void) {
    const listener = (event: Event) => {
      const at = natives.now();
      try {
        // `isTrusted` is an own, unforgeable property of the event.
        if (event.isTrusted) heard(event as E, at);
      } catch {
        // Whatever went wrong is ours: the page must not hear of it.
      }
    };
    natives.listen(socket, type, listener);
  }

  function observe(socket: WebSocket, record: SocketRecord): void {
    const { n } = record;
    listen(socket, 'open', (_event, at) => {
      record.opened = {
        kind: 'socket-opened',
        at,
        socket: n,
        protocol: protocolOf(socket),
        extensions: extensionsOf(socket),
      };
      outbox.note(record.opened);
    });
    listen<MessageEvent>(socket, 'message', (event, at) => {
      const data = natives.messageData(event);
      const content =
        typeof data === 'string'
          ? payloads.text(data, hook.limit())
          : payloads.binary(data as object, hook.limit());
      if (content) hook.frame(record, at, 0, content);
    });
    listen(socket, 'error', (_event, at) => {
      record.errored = { kind: 'socket-errored', at, socket: n };
      outbox.note(record.errored);
    });
    listen<CloseEvent>(socket, 'close', (event, at) => {
      record.closed = {
        kind: 'socket-closed',
        at,
        socket: n,
        code: codeOf(event),
        reason: reasonOf(event),
        wasClean: wasCleanOf(event),
      };
      outbox.note(record.closed);
    });
  }

  const proxy = mask.mask(
    Native as never,
    {
      construct: function construct(target: object, args: unknown[], newTarget: object) {
        const at = natives.now();
        let items = natives.list<unknown>();
        if (args.length > 0) {
          args[0] = convert.primitive(args[0], 'string');
          if (args.length > 1 && !refuses(args[0])) {
            const protocols = convert.sequence(args[1]);
            args[1] = protocols.passed;
            items = protocols.items;
          }
        }
        let socket: WebSocket;
        try {
          socket = natives.construct(
            target as never,
            args,
            (newTarget === proxy ? target : newTarget) as never,
          );
        } catch (error) {
          throw newTarget === proxy || natives.isDOMException(error) ? mend(error, construct) : error;
        }
        try {
          const url = urlOf(socket);
          const protocols = convert.texts(items);
          const record = hook.create({ at, url, protocols, api: 'WebSocket', above: construct });
          observed.set(socket, record);
          observe(socket, record);
        } catch {
          // The page gets its socket, observed or not.
        }
        return socket;
      },
    } as ProxyHandler<never>,
  ) as unknown as typeof WebSocket;

  /** Whether the native throws at this first argument, and so never looks at the second. */
  const refuses = (url: unknown) => convert.isObject(url) || typeof url === 'symbol';

  maskMethods(hook, prototype, observed);
  mask.replace(prototype, 'constructor', proxy);
  mask.replace(scope, 'WebSocket', proxy);
}
