import type { FRAME_SENT } from '../session/observations';
import { uncurryGetter } from './engine';
import type { Hook } from './index';
import type { Content } from './payload';
import type { SocketRecord } from './records';

const SENT: typeof FRAME_SENT = 1;
const OPEN = 1;
const CLOSING = 2;

/** Payloads are cut to this many bytes (code units of text); the frame's whole size is kept. */
export const PAYLOAD_LIMIT = 16 << 20;
/** The same while nobody watches, so that one large frame does not push all others out. */
export const UNWATCHED_PAYLOAD_LIMIT = 256 << 10;

/** Observes every WebSocket of the realm: the real object, listeners of our own, nothing wrapped. */
export function hookWebSocket(hook: Hook, scope: Window & typeof globalThis): void {
  const { natives, mask, outbox, payloads } = hook;
  const Native = scope.WebSocket;
  const prototype = Native.prototype;
  const urlOf = uncurryGetter<WebSocket, string>(prototype, 'url');
  const protocolOf = uncurryGetter<WebSocket, string>(prototype, 'protocol');
  const extensionsOf = uncurryGetter<WebSocket, string>(prototype, 'extensions');
  const stateOf = uncurryGetter<WebSocket, number>(prototype, 'readyState');
  const codeOf = uncurryGetter<CloseEvent, number>(scope.CloseEvent.prototype, 'code');
  const reasonOf = uncurryGetter<CloseEvent, string>(scope.CloseEvent.prototype, 'reason');
  const wasCleanOf = uncurryGetter<CloseEvent, boolean>(scope.CloseEvent.prototype, 'wasClean');
  const records = natives.weakMap<WebSocket, SocketRecord>();

  function frame(record: SocketRecord, at: number, sent: number, content: Content): void {
    outbox.frame({
      socket: record.n,
      seq: record.frames++,
      at,
      flags: content.flags | sent,
      size: content.size,
      payload: content.payload,
      bytes: content.bytes,
    });
  }

  const limit = () => (outbox.watched ? PAYLOAD_LIMIT : UNWATCHED_PAYLOAD_LIMIT);

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
        typeof data === 'string' ? payloads.text(data, limit()) : payloads.binary(data as object, limit());
      if (content) frame(record, at, 0, content);
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

  function created(socket: WebSocket, at: number, protocols: unknown, above: unknown): void {
    const record = hook.create({ at, url: urlOf(socket), protocols, api: 'WebSocket', above });
    records.set(socket, record);
    observe(socket, record);
  }

  const proxy = mask.mask(
    Native as never,
    {
      construct: function construct(target: object, args: unknown[], newTarget: object) {
        const at = natives.now();
        let socket: WebSocket;
        try {
          socket = natives.construct(
            target as never,
            args,
            (newTarget === proxy ? target : newTarget) as never,
          );
        } catch (error) {
          throw mask.clean(error, construct);
        }
        try {
          created(socket, at, args[1], construct);
        } catch {
          // The page gets its socket, observed or not.
        }
        return socket;
      },
    } as ProxyHandler<never>,
  ) as unknown as typeof WebSocket;

  function sent(socket: WebSocket, data: unknown, at: number): void {
    const record = records.get(socket);
    if (!record) return;
    const content =
      typeof data === 'object' && data !== null
        ? payloads.binary(data, limit())
        : payloads.text(natives.wellFormed(`${data}`), limit());
    if (content) frame(record, at, SENT, content);
  }

  mask.replace(
    prototype,
    'send',
    mask.mask(prototype.send, {
      apply: function apply(target, socket: WebSocket, args: [unknown]) {
        let text: string | undefined;
        let passed: unknown[] = args;
        let open = false;
        try {
          open = records.get(socket) !== undefined && stateOf(socket) === OPEN;
          if (open && hook.becomesText(args[0])) {
            // The page's toString must run once, where the native runs it.
            const value = args[0];
            passed = natives.list();
            passed[0] = hook.carry(() => (text = `${value as string}`));
          }
        } catch {
          open = false;
        }
        try {
          natives.apply(target, socket, passed as never);
        } catch (error) {
          throw mask.clean(error, apply);
        }
        try {
          if (open) sent(socket, text ?? args[0], natives.now());
        } catch {
          // Sent, but not seen by us.
        }
      },
    }),
  );

  mask.replace(
    prototype,
    'close',
    mask.mask(prototype.close, {
      apply: function apply(target, socket: WebSocket, args: [unknown, unknown]) {
        const record = records.get(socket);
        const at = natives.now();
        let live = false;
        try {
          live = record !== undefined && stateOf(socket) < CLOSING;
        } catch {
          // Not a socket: the native says so.
        }
        try {
          natives.apply(target, socket, args as never);
        } catch (error) {
          throw mask.clean(error, apply);
        }
        if (!live || !record) return;
        try {
          const code =
            args[0] === undefined || typeof args[0] === 'object' ? undefined : +(args[0] as number);
          const reason = typeof args[1] === 'string' ? args[1] : undefined;
          record.closing = { kind: 'socket-closing', at, socket: record.n, code, reason };
          outbox.note(record.closing);
        } catch {
          // Closed all the same.
        }
      },
    }),
  );

  mask.replace(prototype, 'constructor', proxy);
  mask.replace(scope, 'WebSocket', proxy);
}
