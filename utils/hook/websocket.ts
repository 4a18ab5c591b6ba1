import { maskConstructor } from './constructors';
import { uncurryGetter } from './engine';
import type { Hook } from './index';
import type { SocketRecord } from './records';
import { maskMethods } from './socket-methods';

/** The sockets that we observe, and the record of each. */
export type Observed = WeakMapOf<WebSocket, SocketRecord>;
type WeakMapOf<K, V> = { get(key: K): V | undefined; set(key: K, value: V): void };

/** Observes every WebSocket of the realm: the real object, listeners of our own, nothing wrapped. */
export function hookWebSocket(hook: Hook, scope: Window & typeof globalThis): void {
  const { natives, outbox, payloads } = hook;
  const { prototype } = scope.WebSocket;
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
      const content = typeof data === 'string' ? payloads.text(data) : payloads.binary(data as object);
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

  maskConstructor<WebSocket>(hook, scope, 'WebSocket', (socket, create) => {
    const record = create(urlOf(socket));
    observed.set(socket, record);
    observe(socket, record);
  });
  maskMethods(hook, prototype, observed);
}
