import type { ResponseBodySeen } from '../session/observations';
import { type FromDevtools, PORT_DEVTOOLS, type ToDevtools, type Unplaced } from './messages';
import { type Port, post } from './port';

/** Milliseconds before connecting again to a background that has died. */
const RETRY = 200;

export interface DevtoolsPort {
  send(observation: Unplaced<ResponseBodySeen>): void;
  onLearned(listener: (endpoints: ToDevtools['endpoints']) => void): void;
}

export interface DevtoolsPortOptions {
  connect(info: { name: string }): Port;
  tabId: number;
  later?(callback: () => void, delay: number): void;
}

/**
 * The devtools page's line to the background: says which tab it inspects, carries bodies, and is opened
 * again when the background has died. What is sent meanwhile waits.
 */
export function openDevtoolsPort({ connect, tabId, later = setTimeout }: DevtoolsPortOptions): DevtoolsPort {
  let port: Port | undefined;
  let waiting: Unplaced<ResponseBodySeen>[] = [];
  let listener: (endpoints: ToDevtools['endpoints']) => void = () => {};

  function open(): void {
    try {
      port = connect({ name: PORT_DEVTOOLS });
    } catch {
      // The extension was updated or removed under an open DevTools: there is nobody to talk to any more.
      return;
    }
    port.onMessage.addListener((message) => listener((message as ToDevtools).endpoints));
    port.onDisconnect.addListener(() => {
      port = undefined;
      later(open, RETRY);
    });
    post<FromDevtools>(port, { type: 'devtools', tabId });
    const held = waiting;
    waiting = [];
    if (held.length > 0) post<FromDevtools>(port, { type: 'observations', observations: held });
  }

  open();
  return {
    send(observation) {
      if (port) post<FromDevtools>(port, { type: 'observations', observations: [observation] });
      else waiting.push(observation);
    },
    onLearned(added) {
      listener = added;
    },
  };
}
