import type { ToPage } from '../transport/messages';
import { meetBridge } from './channel';
import { createMask } from './mask';
import { captureNatives } from './natives';
import { createOutbox, LIMITS } from './outbox';
import { createPayloadReader } from './payload';
import { createRecords } from './records';
import { createStackReader } from './stack';
import { hookWebSocket } from './websocket';

/** Sockets whose lives are kept for whoever looks later. */
const SOCKETS_KEPT = 500;

export type Hook = NonNullable<ReturnType<typeof createHook>>;

interface Created {
  at: number;
  url: string;
  /** The constructor's second argument. */
  protocols: unknown;
  api: 'WebSocket' | 'WebSocketStream';
  /** Our function that the page called. */
  above: unknown;
}

function createHook(scope: Window & typeof globalThis) {
  const natives = captureNatives(scope);
  const channel = meetBridge(natives, scope.document);
  if (!channel) return undefined;
  const records = createRecords(natives, SOCKETS_KEPT);
  const outbox = createOutbox(natives, records, LIMITS, channel.send);
  const callerStack = createStackReader(natives, scope);
  // A document that already has scripts ran them without us: the extension came after the page.
  const late = natives.scriptCount(scope.document) > 0;

  function receive(message: ToPage): void {
    if (message.type === 'watch') outbox.watch();
    else if (message.type === 'unwatch') outbox.unwatch();
    else if (message.type === 'ack') outbox.ack(message.batches);
  }

  return {
    natives,
    outbox,
    mask: createMask(natives, scope),
    payloads: createPayloadReader(natives),
    /** Opens the record of a socket's life; the first one opens the channel. */
    create({ at, url, protocols, api, above }: Created) {
      const n = records.draw();
      const record = records.add(n, {
        kind: 'socket-created',
        at,
        socket: n,
        url,
        protocols: natives.strings(protocols),
        stack: callerStack(above),
        late: late || undefined,
        api,
      });
      if (!channel.open) channel.connect(receive);
      outbox.note(record.created);
      return record;
    },
    /** Whether WebSocket.send() turns the value into text by running the page's own code. */
    becomesText: (value: unknown): boolean =>
      ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
      !natives.isView(value) &&
      natives.sizeOf(natives.bufferSize, value) < 0 &&
      natives.sizeOf(natives.blobSize, value) < 0,
    /** An object that a native turns into text by calling `read`. */
    carry: natives.carrier,
  };
}

/** Hooks the realm, unless there is no bridge to tell. Never throws. */
export function installHook(scope: Window & typeof globalThis): void {
  try {
    const hook = createHook(scope);
    if (hook) hookWebSocket(hook, scope);
  } catch {
    // A realm without the natives that we need is left alone.
  }
}
