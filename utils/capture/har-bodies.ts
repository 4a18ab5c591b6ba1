import type { Body } from '../session/observations';
import type { FoundBody, WantedBody } from '../transport/messages';
import { type InspectedResource, readFirst, readResource } from './first-resource';
import { type HarEntry, matchEntries } from './har-entries';

/** How long `getContent` may take: one call never came back, others take seconds on a busy machine (ms). */
const PATIENCE = 10_000;

/** The largest body that is handed on (characters). */
const LARGEST = 1024 * 1024;

/**
 * `getHAR` lists every message of every socket as well: 3 ms with a thousand of them, 1 to 2.5 s with 200,000.
 * Where it took longer than the first figure (ms), DevTools gets as long to itself before the next one, up to the
 * second: bodies that wait are lost when the page goes on, and a busy machine makes every listing slow.
 */
const CHEAP = 100;
const LONGEST_REST = 1_000;

/** When what is to be had without a listing is looked for: at once, and so much later each time (ms). */
const AT_ONCE = [5, 10, 20, 40, 80];

/** The part of Chrome's `devtools.network` that is used. */
export interface DevtoolsNetwork {
  getHAR(callback: (har: { entries: readonly HarEntry[] }) => void): void;
}

export interface HarReaderOptions {
  network: DevtoolsNetwork;
  /** `devtools.inspectedWindow.getResources`. */
  resources?: () => Promise<readonly InspectedResource[]>;
  found(bodies: FoundBody[]): void;
  later(callback: () => void, delay: number): void;
  now(): number;
}

export interface HarReader {
  read(wanted: readonly WantedBody[]): void;
}

/**
 * Reads response bodies out of Chrome's `devtools.network`, when asked and not before: DevTools forgets every
 * entry that it has handed out (to `onRequestFinished` or `getHAR`) as soon as the page's address changes, by
 * `history.replaceState` too, and single-page clients clean theirs within milliseconds of the token response.
 * An entry that nobody has listed before the change can still be read after it.
 */
export function createHarReader({ network, resources, found, later, now }: HarReaderOptions): HarReader {
  let waiting: WantedBody[] = [];
  let busy = false;

  function list(): Promise<readonly HarEntry[]> {
    return new Promise((resolve) => network.getHAR(({ entries }) => resolve(entries)));
  }

  async function work(): Promise<void> {
    if (busy || waiting.length === 0) return;
    busy = true;
    const wanted = waiting;
    waiting = [];
    const began = now();
    const listed = await list();
    const entries = matchEntries(wanted, listed);
    const again = (entry: HarEntry) =>
      resources ? readFirst(entry, listed, resources) : Promise.resolve(undefined);
    const took = now() - began;
    for (const { requestId, hop } of wanted) {
      const entry = entries.get(`${requestId}:${hop}`);
      if (!entry) found([{ requestId, hop, body: { state: 'unavailable', reason: 'page-left' } }]);
      else void contentOf(entry, again, later).then((body) => found([{ requestId, hop, body }]));
    }
    later(
      () => {
        busy = false;
        void work();
      },
      took > CHEAP ? Math.min(took, LONGEST_REST) : 0,
    );
  }

  /** DevTools hears of a response a little later than webRequest. */
  async function readAtOnce(want: WantedBody, again = AT_ONCE): Promise<void> {
    const { requestId, hop, url, first } = want;
    const kept = resources && (await readResource(url, first?.length, resources).catch(() => undefined));
    if (kept) found([{ requestId, hop, body: textOf(kept.content, kept.encoding, {}) }]);
    else if (again.length > 0) later(() => void readAtOnce(want, again.slice(1)), again[0]!);
  }

  return {
    read(wanted) {
      for (const want of wanted) {
        if (want.first) void readAtOnce(want);
        else waiting.push(want);
      }
      void work();
    },
  };
}

function contentOf(
  entry: HarEntry,
  again: (entry: HarEntry) => ReturnType<typeof readFirst>,
  later: (callback: () => void, delay: number) => void,
): Promise<Body> {
  return new Promise((resolve) => {
    const none = (reason: 'browser-error' | 'url-changed' | 'not-kept') =>
      resolve({ state: 'unavailable', reason });
    later(() => none('browser-error'), PATIENCE);
    const some = (content: string, encoding: string | null) => resolve(bodyOf(entry, content, encoding));
    entry.getContent((content, encoding) => {
      // Null: the browser has none, as of a worker that has ended. Undefined: DevTools does not know the entry any more.
      if (content === null) none('not-kept');
      else if (content !== undefined) some(content, encoding);
      else
        again(entry).then(
          (kept) => (kept ? some(kept.content, kept.encoding) : none('url-changed')),
          () => none('url-changed'),
        );
    });
  });
}

const bodyOf = ({ response }: HarEntry, content: string, encoding: string | null) =>
  textOf(content, encoding, response.content);

function textOf(
  content: string,
  encoding: string | null,
  { mimeType, size }: HarEntry['response']['content'],
): Body {
  const whole = encoding === 'base64' ? decodeBase64(content) : content;
  const text = whole.slice(0, LARGEST);
  return {
    state: 'text',
    text,
    ...(mimeType && { mime: mimeType }),
    ...(size !== undefined && size >= 0 && { size }),
    ...(text.length < whole.length && { truncated: true }),
  };
}

function decodeBase64(content: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(content), (character) => character.charCodeAt(0)));
}
