import { maskConstructor } from './constructors';
import { uncurryGetter } from './engine';
import type { Hook } from './index';
import type { SocketRecord } from './records';

interface Stream {
  readonly opened: Promise<{ protocol: string; extensions: string }>;
  readonly closed: Promise<{ closeCode: number; reason: string }>;
}

type Scope = Window &
  typeof globalThis & {
    WebSocketStream?: { prototype: Stream };
    WebSocketError?: { prototype: object };
  };

/**
 * Observes the life of every WebSocketStream. Its frames are not seen here: they pass through streams of the
 * page's own, and whoever reads along takes back-pressure and locks into his hands. DevTools tells of them: see
 * utils/capture/har-sockets.
 */
export function hookWebSocketStream(hook: Hook, scope: Scope): void {
  const Native = scope.WebSocketStream;
  if (!Native) return;
  const { natives, outbox } = hook;
  const { prototype } = Native;
  const errors = scope.WebSocketError!.prototype;
  const urlOf = uncurryGetter<Stream, string>(prototype, 'url');
  const openedOf = uncurryGetter<Stream, Stream['opened']>(prototype, 'opened');
  const closedOf = uncurryGetter<Stream, Stream['closed']>(prototype, 'closed');
  const codeOf = uncurryGetter<unknown, number | null>(errors, 'closeCode');
  const reasonOf = uncurryGetter<unknown, string>(errors, 'reason');

  // Both promises are born handled, so that following them takes no unhandled rejection from the page.
  function followOpen(stream: Stream, record: SocketRecord): void {
    const socket = record.n;
    natives.settle(
      openedOf(stream),
      ({ protocol, extensions }) => {
        record.opened = { kind: 'socket-opened', at: natives.now(), socket, protocol, extensions };
        outbox.note(record.opened);
      },
      () => {
        record.errored = { kind: 'socket-errored', at: natives.now(), socket };
        outbox.note(record.errored);
      },
    );
  }

  function noteClosed(record: SocketRecord, code: number, reason: string, wasClean: boolean): void {
    record.closed = {
      kind: 'socket-closed',
      at: natives.now(),
      socket: record.n,
      code,
      reason,
      wasClean,
    };
    outbox.note(record.closed);
  }

  function followClose(stream: Stream, record: SocketRecord): void {
    natives.settle(
      closedOf(stream),
      ({ closeCode, reason }) => noteClosed(record, closeCode, reason, true),
      (error) => {
        let code: number | null = null;
        let reason = '';
        try {
          code = codeOf(error);
          reason = reasonOf(error);
        } catch {
          // Aborted by the page: no WebSocketError.
        }
        noteClosed(record, code ?? 1006, reason, false);
      },
    );
  }

  maskConstructor<Stream>(hook, scope, 'WebSocketStream', (stream, create) => {
    const record = create(urlOf(stream));
    followOpen(stream, record);
    followClose(stream, record);
  });
}
