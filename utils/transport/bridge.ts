import { isLate } from '../hook/late';
import { BATCH, HELLO, KIN, MEET } from '../hook/wire';
import type { FromPage, ToPage } from './messages';
import { parseFromHook } from './parse';
import { createBlobSender } from './send-blobs';

/** What the bridge needs of `runtime.Port`. */
export interface BackgroundPort {
  postMessage(message: FromPage): void;
  disconnect(): void;
  onMessage: { addListener(listener: (message: ToPage) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
}

export interface Surroundings {
  scope: Window & typeof globalThis;
  /** Names this document's sockets apart from all others'. */
  realm: string;
  /** Opens a port to the background; throws once the extension was removed or replaced. */
  connect(): BackgroundPort;
  /** Hears what the background says to the whole tab. */
  onMessage(listener: (message: unknown) => void): void;
}

/** Where a bridge leaves its node for those of same-origin documents: they share this world, the page does not. */
const NODE = 'handshakeNode';
type Scope = Window & { [NODE]?: EventTarget };

/** The node of the document that made this one, where it is same-origin. */
function kinOf(scope: Scope): EventTarget | undefined {
  try {
    return (scope.parent === scope ? (scope.opener as Scope | null) : (scope.parent as Scope))?.[NODE];
  } catch {
    return undefined;
  }
}

const LATE = 'The page was open before Handshake: its sockets are not recorded until it is reloaded.';

/**
 * The isolated world's half: carries what the page hook observed to the background. It opens a port only when
 * a socket was created or somebody looks at the tab, and closes it when nobody looks: an idle page has none.
 */
export function createBridge({ scope, realm, connect, onMessage }: Surroundings): void {
  let hook: MessagePort | undefined;
  let background: BackgroundPort | undefined;
  let watched = false;
  /** What is to happen when the background acknowledges: it does so in order. */
  let unacknowledged: (() => void)[] = [];
  const blobs = createBlobSender(
    (payload, acknowledged) => pass({ type: 'observations', observations: [payload] }, acknowledged),
    acknowledge,
  );

  function acknowledge(): void {
    tell({ type: 'ack', batches: 1 });
  }

  function tell(message: ToPage): void {
    hook?.postMessage(message);
  }

  function unwatch(): void {
    watched = false;
    tell({ type: 'unwatch' });
  }

  function disconnect(): void {
    background?.disconnect();
    background = undefined;
    blobs.stop();
    unwatch();
  }

  function fromBackground(message: ToPage): void {
    if (message.type === 'ack') {
      for (let at = 0; at < message.batches; at++) unacknowledged.shift()?.();
      return;
    }
    if (message.type === 'watch') watched = true;
    if (message.type === 'unwatch') disconnect();
    else tell(message);
    if (message.type === 'watch') blobs.restart();
  }

  function reach(): void {
    if (background || !hook) return;
    let port: BackgroundPort;
    try {
      port = connect();
    } catch {
      // This copy of the extension is gone; a new one brings its own bridge.
      unwatch();
      return;
    }
    background = port;
    unacknowledged = [];
    port.onMessage.addListener((message) => {
      if (port === background) fromBackground(message);
    });
    port.onDisconnect.addListener(() => {
      if (port !== background) return;
      background = undefined;
      // Chrome stops an idle background at any time. Whoever was looking still is: ask again.
      const again = watched;
      unwatch();
      if (again) reach();
      else blobs.stop();
    });
  }

  function pass(message: FromPage, acknowledged = acknowledge): void {
    if (!watched || !background) return;
    try {
      background.postMessage(message);
      if (message.type === 'observations') unacknowledged.push(acknowledged);
    } catch {
      // Too large for one message: the gap in `seqs` shows it. Nobody else will acknowledge it.
      acknowledged();
    }
  }

  function fromHook(data: unknown): void {
    const message = parseFromHook(data, realm);
    if (!message) return;
    if (message.type === 'blob') blobs.take({ ...message, socket: `${realm}.${message.socket}` });
    else pass(message);
  }

  function meet(meeting: Event): void {
    const node = (meeting as MouseEvent).relatedTarget;
    if (!node) return;
    meeting.stopImmediatePropagation();
    meeting.preventDefault();
    scope.document.removeEventListener(MEET, meet, true);
    (scope as Scope)[NODE] = node;
    const kin = kinOf(scope);
    if (kin) node.dispatchEvent(new MouseEvent(KIN, { relatedTarget: kin }));
    node.addEventListener(
      HELLO,
      (event) => {
        hook = (event as MessageEvent).ports[0];
        hook?.addEventListener('message', ({ data }) => fromHook(data));
        hook?.start();
        if (import.meta.env.FIREFOX)
          node.addEventListener(BATCH, (batch) => fromHook((batch as CustomEvent).detail));
        reach();
      },
      { once: true },
    );
  }

  const late = import.meta.env.FIREFOX && isLate(scope);
  const lateAt = Date.now();

  /** Tells whoever looks that this page is not recorded. */
  function reportLate(): void {
    let port: BackgroundPort;
    try {
      port = connect();
    } catch {
      // This copy of the extension is gone.
      return;
    }
    port.onMessage.addListener(({ type }) => {
      if (type === 'ack') port.disconnect();
    });
    const about = 'late-document';
    port.postMessage({
      type: 'observations',
      observations: [{ kind: 'marked', at: lateAt, by: 'handshake', about, text: LATE }],
    });
  }

  if (late) {
    onMessage((message) => {
      if ((message as ToPage | undefined)?.type === 'watch') reportLate();
    });
    return;
  }
  scope.document.addEventListener(MEET, meet, true);
  onMessage((message) => {
    if ((message as ToPage | undefined)?.type === 'watch') {
      // One more looks at the tab: tell it all again.
      if (watched && background) {
        tell({ type: 'watch' });
        blobs.restart();
      } else reach();
    }
    if ((message as ToPage | undefined)?.type === 'unwatch') disconnect();
  });
  // An open port would cost the page its place in the back/forward cache.
  scope.addEventListener('pagehide', ({ persisted }) => {
    if (background && persisted) disconnect();
  });
  scope.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) reach();
  });
}
