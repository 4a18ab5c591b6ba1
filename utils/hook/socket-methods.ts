import type { FRAME_SENT } from '../session/observations';
import { uncurryGetter } from './engine';
import type { Hook } from './index';
import type { Observed } from './websocket';

const SENT: typeof FRAME_SENT = 1;
const OPEN = 1;
const CLOSING = 2;

/** Masks `send` and `close`, so that what the page sends is noted once the native has taken it. */
export function maskMethods(hook: Hook, prototype: WebSocket, observed: Observed): void {
  const { natives, mask, outbox, payloads, convert, mend } = hook;
  const stateOf = uncurryGetter<WebSocket, number>(prototype, 'readyState');

  /** Only text is made by the page's own code: bytes and Blobs go as they are. */
  const becomesText = (value: unknown) =>
    convert.isObject(value) &&
    !natives.isView(value) &&
    natives.sizeOf(natives.bufferSize, value) < 0 &&
    natives.sizeOf(natives.blobSize, value) < 0;

  function send(target: WebSocket['send'], socket: WebSocket, args: unknown[]): void {
    const record = natives.isObject(socket) ? observed.get(socket) : undefined;
    if (record && args.length > 0 && becomesText(args[0])) args[0] = convert.primitive(args[0], 'string');
    let open = false;
    try {
      open = record !== undefined && stateOf(socket) === OPEN;
      natives.apply(target, socket, args as never);
    } catch (error) {
      throw mend(error, send);
    }
    if (!open) return;
    try {
      const at = natives.now();
      const data = args[0];
      const content = convert.isObject(data)
        ? payloads.binary(data)
        : payloads.text(natives.wellFormed(`${data}`));
      if (content) hook.frame(record!, at, SENT, content);
    } catch {
      // Sent, but not seen by us.
    }
  }

  function close(target: WebSocket['close'], socket: WebSocket, args: unknown[]): void {
    const record = natives.isObject(socket) ? observed.get(socket) : undefined;
    if (record) {
      if (args.length > 0) args[0] = convert.primitive(args[0], 'number');
      if (args.length > 1 && convert.isNumeric(args[0])) args[1] = convert.primitive(args[1], 'string');
    }
    let live = false;
    const at = natives.now();
    try {
      live = record !== undefined && stateOf(socket) < CLOSING;
      natives.apply(target, socket, args as never);
    } catch (error) {
      throw mend(error, close);
    }
    if (!live) return;
    try {
      const code = args[0] === undefined ? undefined : +(args[0] as number);
      const reason = args[1] === undefined ? undefined : `${args[1]}`;
      record!.closing = { kind: 'socket-closing', at, socket: record!.n, code, reason };
      outbox.note(record!.closing);
    } catch {
      // Closed all the same.
    }
  }

  mask.replace(prototype, 'send', mask.mask(prototype.send, { apply: send as never }));
  mask.replace(prototype, 'close', mask.mask(prototype.close, { apply: close as never }));
}
