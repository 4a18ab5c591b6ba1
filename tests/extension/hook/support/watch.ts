import type { Browser, Page } from '../../drivers/index.ts';
import { waitFor } from '../../drivers/index.ts';

/** A frame as it came to the panel's side: text as it is where it is short, bytes as their number and a checksum. */
export interface SeenFrame {
  socket: string;
  seq: number;
  at: number;
  flags: number;
  size: number;
  payload: string | { characters: number } | { bytes: number; sum: number } | null;
}

export interface Seen {
  notes: ({ kind: string; socket: string; at: number } & Record<string, unknown>)[];
  frames: SeenFrame[];
  /** Blob payloads that came after their frames. */
  payloads: {
    socket: string;
    seq: number;
    bytes: number;
    sum: number;
    truncated?: boolean;
    part?: { at: number; of: number };
  }[];
  batches: number;
}

export interface Watcher {
  seen(): Promise<Seen>;
  /** Waits until what has been seen fulfils a condition; gives it. */
  until(condition: (seen: Seen) => unknown, what: string): Promise<Seen>;
  /** Begins to look, as a panel that is opened does. */
  start(): Promise<void>;
  /** Stops looking, as a panel that is closed does. */
  stop(): Promise<void>;
}

interface Observation extends Record<string, unknown> {
  kind: string;
  realm: string;
  payload: Uint8Array | ArrayBuffer;
}

declare global {
  interface Window {
    seen: Seen;
    watching?: { disconnect(): void };
  }
  const chrome: {
    runtime: {
      connect(info: { name: string }): {
        postMessage(message: object): void;
        disconnect(): void;
        onMessage: { addListener(listener: (message: { observations?: Observation[] }) => void): void };
      };
    };
    tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> };
  };
}

/** Runs in a page of the extension: connects as a panel does and keeps what comes. */
async function connect(url: string): Promise<void> {
  // Firefox’s `chrome` gives no promises.
  const { tabs } = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
  const tab = (await tabs.query({})).find((open) => open.url === url);
  if (!tab) throw new Error(`No tab shows ${url}`);
  const sum = (bytes: Uint8Array) =>
    bytes.reduce((total, byte, index) => (total + byte * (index + 1)) % 65_521, 0);
  const measure = (payload: Uint8Array | ArrayBuffer) => {
    // By its shape: the browser may have made it in another realm.
    const bytes = 'length' in payload ? payload : new Uint8Array(payload);
    return { bytes: bytes.length, sum: sum(bytes) };
  };
  const abridge = (text: string) => (text.length > 10_000 ? { characters: text.length } : text);
  window.seen ??= { notes: [], frames: [], payloads: [], batches: 0 };
  const { seen } = window;
  const port = chrome.runtime.connect({ name: 'handshake:panel' });
  port.onMessage.addListener(({ observations = [] }) => {
    for (const observation of observations) {
      if (observation.kind === 'socket-frames') {
        seen.batches++;
        const columns = observation as unknown as Record<string, ArrayLike<number>>;
        for (let i = 0; i < columns.seqs!.length; i++) {
          const payload = (columns.payloads as unknown as ArrayLike<unknown>)[i] as
            | string
            | Uint8Array
            | null;
          seen.frames.push({
            socket: `${observation.realm}.${columns.sockets![i]}`,
            seq: columns.seqs![i]!,
            at: columns.times![i]!,
            flags: columns.flags![i]!,
            size: columns.sizes![i]!,
            payload: typeof payload === 'string' ? abridge(payload) : payload && measure(payload),
          });
        }
      } else if (observation.kind === 'frame-payload') {
        const { socket, seq, truncated, part } = observation as never;
        seen.payloads.push({ socket, seq, truncated, part, ...measure(observation.payload) });
      } else if (/^(socket|frames)-/.test(observation.kind)) seen.notes.push(observation as never);
    }
  });
  port.postMessage({ type: 'watch', tabId: tab.id });
  window.watching = port;
}

/** A panel's place in the extension, without a panel: it says what reaches it of the tab that shows `url`. */
export async function createWatcher(browser: Browser, url: string): Promise<Watcher> {
  const page: Page = await browser.newPage(`${browser.extensionOrigin}/devtools.html`);
  const seen = () => page.evaluate(() => window.seen ?? { notes: [], frames: [], payloads: [], batches: 0 });
  return {
    seen,
    until: (condition, what) =>
      waitFor(
        async () => {
          const all = await seen();
          return condition(all) ? all : undefined;
        },
        { what },
      ),
    start: () => page.evaluate(connect, url),
    stop: () => page.evaluate(() => window.watching?.disconnect()),
  };
}
