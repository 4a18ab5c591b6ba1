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
 * page's own, and whoever reads along takes back-pressure and locks into his hands.
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

  // Both promises are born handled, so that awaiting them takes no unhandled rejection from the page.
  async function followOpen(stream: Stream, record: SocketRecord): Promise<void> {
    const socket = record.n;
    try {
      const { protocol, extensions } = await openedOf(stream);
      record.opened = { kind: 'socket-opened', at: natives.now(), socket, protocol, extensions };
      outbox.note(record.opened);
    } catch {
      record.errored = { kind: 'socket-errored', at: natives.now(), socket };
      outbox.note(record.errored);
    }
  }

  async function followClose(stream: Stream, record: SocketRecord): Promise<void> {
    let code: number | null = null;
    let reason = '';
    let wasClean = false;
    try {
      const closed = await closedOf(stream);
      wasClean = true;
      code = closed.closeCode;
      reason = closed.reason;
    } catch (error) {
      try {
        code = codeOf(error);
        reason = reasonOf(error);
      } catch {
        // Aborted by the page: no WebSocketError.
      }
    }
    const socket = record.n;
    record.closed = {
      kind: 'socket-closed',
      at: natives.now(),
      socket,
      code: code ?? 1006,
      reason,
      wasClean,
    };
    outbox.note(record.closed);
  }

  maskConstructor<Stream>(hook, scope, 'WebSocketStream', (stream, create) => {
    const record = create(urlOf(stream));
    void followOpen(stream, record);
    void followClose(stream, record);
  });
}
