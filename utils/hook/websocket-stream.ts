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
  const { natives } = hook;
  const { prototype } = Native;
  const errors = scope.WebSocketError!.prototype;
  const urlOf = uncurryGetter<Stream, string>(prototype, 'url');
  const openedOf = uncurryGetter<Stream, Stream['opened']>(prototype, 'opened');
  const closedOf = uncurryGetter<Stream, Stream['closed']>(prototype, 'closed');
  const codeOf = uncurryGetter<unknown, number | null>(errors, 'closeCode');
  const reasonOf = uncurryGetter<unknown, string>(errors, 'reason');

  // Both promises are born handled, so that following them takes no unhandled rejection from the page.
  function follow(stream: Stream, record: SocketRecord): void {
    natives.settle(
      openedOf(stream),
      ({ protocol, extensions }) => hook.note(record, 'opened', natives.now(), { protocol, extensions }),
      () => hook.note(record, 'errored', natives.now(), {}),
    );
    const closed = (code: number, reason: string, wasClean: boolean) =>
      hook.note(record, 'closed', natives.now(), { code, reason, wasClean });
    natives.settle(
      closedOf(stream),
      ({ closeCode, reason }) => closed(closeCode, reason, true),
      (error) => {
        let code: number | null = null;
        let reason = '';
        try {
          code = codeOf(error);
          reason = reasonOf(error);
        } catch {
          // Aborted by the page: no WebSocketError.
        }
        closed(code ?? 1006, reason, false);
      },
    );
  }

  maskConstructor<Stream>(hook, scope, 'WebSocketStream', (stream, create) => {
    follow(stream, create(urlOf(stream)));
  });
}
