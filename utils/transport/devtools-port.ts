import { type FromDevtools, PORT_DEVTOOLS, type ToDevtools } from './messages';
import { type Port, post } from './port';

/** Milliseconds before connecting again to a background that has died. */
const RETRY = 200;

export interface DevtoolsPort {
  send(message: FromDevtools): void;
}

export interface DevtoolsPortOptions {
  connect(info: { name: string }): Port;
  tabId: number;
  asked(message: ToDevtools): void;
  later?(callback: () => void, delay: number): void;
}

/**
 * The devtools page's line to the background: says which tab it inspects, is asked for bodies, and is opened
 * again when the background has died. What is sent meanwhile waits.
 */
export function openDevtoolsPort({
  connect,
  tabId,
  asked,
  later = setTimeout,
}: DevtoolsPortOptions): DevtoolsPort {
  let port: Port | undefined;
  let waiting: FromDevtools[] = [];

  function open(): void {
    try {
      port = connect({ name: PORT_DEVTOOLS });
    } catch {
      // The extension was updated or removed under an open DevTools: there is nobody to talk to any more.
      return;
    }
    port.onMessage.addListener((message) => asked(message as ToDevtools));
    port.onDisconnect.addListener(() => {
      port = undefined;
      later(open, RETRY);
    });
    post<FromDevtools>(port, { type: 'devtools', tabId });
    for (const message of waiting) post<FromDevtools>(port, message);
    waiting = [];
  }

  open();
  return {
    send(message) {
      if (port) post<FromDevtools>(port, message);
      else waiting.push(message);
    },
  };
}
