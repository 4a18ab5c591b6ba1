import { type Port, post } from '../transport/port';
import {
  type FromRecorder,
  PORT_RECORDER,
  type RecorderApi,
  type RecorderStatus,
  type ToRecorder,
} from './messages';

/** Milliseconds between pings, which keep Chrome from stopping the background under an open page. */
const PING = 20_000;
/** Milliseconds before connecting again to a background that has died. */
const RETRY = 200;

export interface RecorderClient {
  /** Each rejects with what the background says, or when it has gone. */
  call<N extends keyof RecorderApi>(name: N, ...args: Parameters<RecorderApi[N]>): ReturnType<RecorderApi[N]>;
  close(): void;
}

export interface RecorderClientOptions {
  /** `runtime.connect`. Throws once the extension was updated or removed under an open page. */
  connect(info: { name: string }): Port;
  /** The tab that the page is about. */
  tabId?: number;
  onStatus(status: RecorderStatus): void;
  later?(callback: () => void, delay: number): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** A page's line to the recorder: opened again when the background has died, which loses what was asked then. */
export function openRecorderClient(options: RecorderClientOptions): RecorderClient {
  const { connect, tabId, onStatus, later = setTimeout } = options;
  const waiting = new Map<number, Waiting>();
  let port: Port | undefined;
  let next = 0;
  let closed = false;

  function open(): void {
    if (closed) return;
    try {
      port = connect({ name: PORT_RECORDER });
    } catch {
      // The extension was updated or removed: there is nobody to talk to any more.
      return;
    }
    const current = port;
    current.onMessage.addListener((raw) => {
      const message = raw as FromRecorder;
      if (message.type === 'status') return onStatus(message.status);
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'answer') asked?.resolve(message.value);
      else asked?.reject(new Error(message.why));
    });
    current.onDisconnect.addListener(() => {
      if (port !== current) return;
      port = undefined;
      for (const { reject } of waiting.values()) reject(new Error('The extension was stopped; try again.'));
      waiting.clear();
      later(open, RETRY);
    });
    post<ToRecorder>(current, { type: 'follow', ...(tabId !== undefined && { tabId }) });
  }

  function ping(): void {
    later(() => {
      if (closed) return;
      if (port) post<ToRecorder>(port, { type: 'ping' });
      ping();
    }, PING);
  }

  open();
  ping();
  return {
    call: ((name, ...args) =>
      new Promise((resolve, reject) => {
        if (!port) open();
        if (!port) return reject(new Error('The extension does not answer.'));
        const id = next++;
        waiting.set(id, { resolve, reject });
        post(port, { type: 'call', id, call: { name, args } });
      })) as RecorderClient['call'],
    close() {
      closed = true;
      port?.disconnect();
    },
  };
}
