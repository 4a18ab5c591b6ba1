/** The part of `runtime.Port` that is used, alike in Chrome, Firefox and the polyfill. */
export interface Port {
  readonly name: string;
  readonly sender?: PortSender;
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** Who is calling, as the browser says. */
export interface PortSender {
  id?: string;
  url?: string;
  frameId?: number;
  documentId?: string;
  tab?: { id?: number };
}

/** Posts, unless the other side has just gone: then its disconnect is on the way. */
export function post<M>(port: Port, message: M): void {
  try {
    port.postMessage(message);
  } catch {
    // A disconnected port throws; there is nobody left to tell.
  }
}

/**
 * A port whose messages wait for the gate. It listens from the first moment on, because a browser drops what
 * comes while nobody does.
 */
export function gatePort(port: Port, gate: (run: () => void) => void): Port {
  const messages = new Set<(message: unknown) => void>();
  const disconnects = new Set<(nothing: unknown) => void>();
  port.onMessage.addListener((message) => gate(() => tell(messages, message)));
  port.onDisconnect.addListener(() => gate(() => tell(disconnects, undefined)));
  return {
    name: port.name,
    sender: port.sender,
    postMessage: (message) => port.postMessage(message),
    disconnect: () => port.disconnect(),
    onMessage: { addListener: (listener) => void messages.add(listener) },
    onDisconnect: { addListener: (listener) => void disconnects.add(listener) },
  };
}

function tell(listeners: Iterable<(message: unknown) => void>, message: unknown): void {
  for (const listener of listeners) listener(message);
}
