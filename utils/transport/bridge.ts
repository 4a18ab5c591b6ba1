import { isLate } from '../hook/late';
import { ACK, BATCH, HELLO, KIN, MEET, UNWATCH, WATCH } from '../hook/wire';
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
  /** Draws a name that tells this document's sockets apart from all others'. */
  drawRealm(): string;
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

/**
 * The isolated world's half: carries what the page hook observed to the background. It opens a port only when
 * a socket was created or somebody looks at the tab, and closes it when nobody looks: an idle page has none.
 */
export function createBridge({ scope, drawRealm, connect, onMessage }: Surroundings): void {
  let node: EventTarget | undefined;
  /** Drawn when the hook has something to tell: most documents never have. */
  let realm = '';
  let background: BackgroundPort | undefined;
  let watched = false;
  /** What is to happen when the background acknowledges: it does so in order. */
  let unacknowledged: (() => void)[] = [];
  const blobs = createBlobSender(
    (payload, acknowledged) => pass({ type: 'observations', observations: [payload] }, acknowledged),
    acknowledge,
  );

  function acknowledge(): void {
    tell(ACK);
  }

  /** The hook hears it before this returns. */
  function tell(type: typeof WATCH | typeof UNWATCH | typeof ACK): void {
    node?.dispatchEvent(new Event(type));
  }

  function unwatch(): void {
    watched = false;
    tell(UNWATCH);
  }

  function disconnect(): void {
    background?.disconnect();
    background = undefined;
    blobs.stop();
    unwatch();
  }

  function fromBackground(message: ToPage): void {
    if (message.type === 'ack') {
      unacknowledged.shift()?.();
      return;
    }
    if (message.type === 'unwatch') disconnect();
    else {
      watched = true;
      blobs.restart();
      tell(WATCH);
    }
  }

  function reach(): void {
    if (background || !realm) return;
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
      // Not while the hook is still sending: it would hear of it in the midst of its own doing.
      void Promise.resolve().then(acknowledged);
    }
  }

  function fromHook(data: unknown): void {
    const message = parseFromHook(data, realm);
    if (!message) void Promise.resolve().then(acknowledge);
    else if (message.type === 'blob') blobs.take({ ...message, socket: `${realm}.${message.socket}` });
    else pass(message);
  }

  function meet(meeting: Event): void {
    const met = (meeting as FocusEvent).relatedTarget;
    if (!met) return;
    meeting.stopImmediatePropagation();
    meeting.preventDefault();
    scope.document.removeEventListener(MEET, meet, true);
    node = met;
    (scope as Scope)[NODE] = met;
    const kin = kinOf(scope);
    if (kin) met.dispatchEvent(new FocusEvent(KIN, { relatedTarget: kin }));
    met.addEventListener(BATCH, (batch) => fromHook((batch as MessageEvent).data));
    met.addEventListener(HELLO, begin, { once: true });
  }

  /** The first socket: only from here on does anything of the extension's cost this document. */
  function begin(): void {
    realm = drawRealm();
    onMessage((message) => {
      if ((message as ToPage | undefined)?.type === 'watch') {
        // One more looks at the tab: tell it all again.
        if (watched && background) {
          blobs.restart();
          tell(WATCH);
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
    reach();
  }

  const late = import.meta.env.FIREFOX && isLate(scope);
  const lateAt = Date.now();

  /** Tells whoever looks that this page is not recorded: who shows it has the words. */
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
      observations: [{ kind: 'marked', at: lateAt, by: 'handshake', about, text: '' }],
    });
  }

  if (late) {
    onMessage((message) => {
      if ((message as ToPage | undefined)?.type === 'watch') reportLate();
    });
    return;
  }
  scope.document.addEventListener(MEET, meet, true);
}
