import { type FromPanel, PORT_PANEL, type ToPanel, type UserMark } from './messages';
import { type Port, post } from './port';

/** Milliseconds between pings. Chrome stops a background that hears nothing for 30 s, ports open or not. */
const PING = 20_000;

/** Milliseconds before connecting again; the background needs a moment to start. */
const RETRY = 200;

/** `gone`: the extension was updated or removed under an open panel; nothing more comes. */
export type PortState = 'connected' | 'reconnecting' | 'gone';

export interface PanelPort {
  /** Tells each change. Gives back the unsubscribe. */
  onState(listener: (state: PortState) => void): () => void;
  /** Gives back the unsubscribe. A `journal` replaces what was told before, `observations` follow on it. */
  subscribe(listener: (message: ToPanel) => void): () => void;
  /** Asks the background to empty the journal; an empty `journal` answers. */
  clear(): void;
  /** Has notes journaled; they come back as observations. */
  mark(marks: readonly UserMark[]): void;
  close(): void;
}

export interface PanelPortOptions {
  /** `runtime.connect`. Throws once the extension was updated or removed under an open panel. */
  connect(info: { name: string }): Port;
  tabId: number;
  /** Schedules once; gives back the cancel. Passed in for tests. */
  later?(callback: () => void, delay: number): () => void;
}

function timeout(callback: () => void, delay: number): () => void {
  const timer = setTimeout(callback, delay);
  return () => clearTimeout(timer);
}

/**
 * Watches a tab through the background. When the background dies the port is opened again and asks only for
 * what came since, so that a listener sees each journaled observation once.
 */
export function openPanelPort({ connect, tabId, later = timeout }: PanelPortOptions): PanelPort {
  const listeners = new Set<(message: ToPanel) => void>();
  const stateListeners = new Set<(state: PortState) => void>();
  let state: PortState | undefined;
  let port: Port | undefined;
  let since: number | undefined;
  let cancel = () => {};
  let closed = false;

  const send = (message: FromPanel) => {
    if (port) post(port, message);
  };

  function become(next: PortState): void {
    if (state === next) return;
    state = next;
    for (const listener of stateListeners) listener(next);
  }

  function open(): void {
    try {
      port = connect({ name: PORT_PANEL });
    } catch {
      become('gone');
      return;
    }
    const current = port;
    let resuming = since !== undefined;
    current.onMessage.addListener((raw) => {
      const message = raw as ToPanel;
      // It has answered: an open port alone may lead to a background that is about to stop.
      become('connected');
      if (message.seq !== undefined) since = message.seq;
      if (resuming && message.type === 'journal') {
        resuming = false;
        emit({ type: 'observations', observations: message.observations, seq: message.seq });
      } else emit(message);
    });
    current.onDisconnect.addListener(() => {
      if (closed || port !== current) return;
      port = undefined;
      become('reconnecting');
      cancel();
      cancel = later(open, RETRY);
    });
    send({ type: 'watch', tabId, ...(since !== undefined && { since }) });
    ping();
  }

  function ping(): void {
    cancel = later(() => {
      send({ type: 'ping' });
      ping();
    }, PING);
  }

  function emit(message: ToPanel): void {
    for (const listener of listeners) listener(message);
  }

  open();
  return {
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () => send({ type: 'clear' }),
    mark: (marks) => send({ type: 'mark', marks: [...marks] }),
    close() {
      closed = true;
      cancel();
      port?.disconnect();
      listeners.clear();
      stateListeners.clear();
    },
  };
}
