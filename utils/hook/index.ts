import type { ToPage } from '../transport/messages';
import type { Content } from './batch';
import { meetBridge } from './channel';
import { createConvert } from './convert';
import { createErrorMender } from './errors';
import { isLate } from './late';
import { createMask } from './mask';
import { captureNatives } from './natives';
import { createOutbox, LIMITS } from './outbox';
import { createPayloadReader } from './payload';
import { createRecords, type SocketRecord } from './records';
import { createStackReader } from './stack';
import { hookWebSocket } from './websocket';
import { hookWebSocketStream } from './websocket-stream';

/** Sockets whose lives are kept for whoever looks later. */
const SOCKETS_KEPT = 500;

/** Payloads beyond this many bytes (code units of text) go by themselves: a message has its bound. */
const PAYLOAD_LIMIT = 4 << 20;
/** While nobody watches they are cut to this, so that one large frame does not push all others out; its size is kept. */
const UNWATCHED_PAYLOAD_LIMIT = 256 << 10;

export type Hook = NonNullable<ReturnType<typeof createHook>>;

interface Created {
  at: number;
  url: string;
  protocols: string[];
  api: 'WebSocket' | 'WebSocketStream';
  /** Our function that the page called. */
  above: unknown;
}

function createHook(scope: Window & typeof globalThis) {
  const natives = captureNatives(scope);
  const channel = meetBridge(natives, scope.document);
  if (!channel) return undefined;
  const records = createRecords(SOCKETS_KEPT);
  const outbox = createOutbox(natives, records, LIMITS, channel.send);
  const mask = createMask(natives, scope, channel.share(natives.weakMap()));
  const mend = createErrorMender(natives, mask, scope);
  mask.maskText(mend);
  const callerStack = createStackReader(natives, scope);

  function receive(message: ToPage): void {
    if (message.type === 'watch') outbox.watch();
    else if (message.type === 'unwatch') outbox.unwatch();
    else if (message.type === 'ack') outbox.ack(message.batches);
  }

  return {
    natives,
    outbox,
    mask,
    mend,
    convert: createConvert(natives, scope),
    payloads: createPayloadReader(
      natives,
      () => !outbox.watched,
      () => (outbox.watched ? PAYLOAD_LIMIT : UNWATCHED_PAYLOAD_LIMIT),
    ),
    /** Opens the record of a socket's life; the first one opens the channel. */
    create({ at, url, protocols, api, above }: Created) {
      const n = records.draw();
      const record = records.add(n, {
        kind: 'socket-created',
        at,
        socket: n,
        url,
        protocols,
        stack: callerStack(above),
        api,
      });
      if (!channel.open) channel.connect(receive);
      outbox.note(record.created);
      return record;
    },
    frame(record: SocketRecord, at: number, sent: number, content: Content): void {
      content.flags |= sent;
      outbox.frame(record, at, content);
    },
  };
}

/** Hooks the realm, unless there is no bridge to tell or the page was here before us. Never throws. */
export function installHook(scope: Window & typeof globalThis): void {
  try {
    // Chrome leaves alone the pages that are open when an extension comes.
    if (import.meta.env.FIREFOX && isLate(scope)) return;
    const hook = createHook(scope);
    if (!hook) return;
    hookWebSocket(hook, scope);
    if (!import.meta.env.FIREFOX) hookWebSocketStream(hook, scope);
  } catch {
    // A realm without the natives that we need is left alone.
  }
}
