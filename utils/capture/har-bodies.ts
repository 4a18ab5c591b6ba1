import { type Qualification, qualifies, type RequestFacts, wantsResponseBody } from '../oauth/qualify';
import type { Body, ResourceType, ResponseBodySeen } from '../session/observations';

/** How long `getContent` may take: one call never came back (ms). */
const PATIENCE = 3_000;

/** The largest body that is handed on (characters). */
const LARGEST = 1024 * 1024;

/** The part of a HAR entry that is read (HAR 1.2 §4.4), with what Chrome adds to it. */
export interface HarEntry {
  startedDateTime: string | Date;
  request: {
    url: string;
    method: string;
    headers: readonly { name: string; value: string }[];
    postData?: { text?: string };
  };
  response: {
    status: number;
    headers: readonly { name: string; value: string }[];
    content: { mimeType?: string; size?: number };
  };
  _resourceType?: string;
  getContent?(callback: (content: string | null, encoding: string | null) => void): void;
}

/** The part of Chrome's `devtools.network` that is used. */
export interface DevtoolsNetwork {
  onRequestFinished: { addListener(listener: (entry: HarEntry) => void): void };
  getHAR(callback: (har: { entries: readonly HarEntry[] }) => void): void;
}

type Unplaced = Omit<ResponseBodySeen, 'place'>;

const TYPES: Readonly<Record<string, ResourceType>> = {
  document: 'main_frame',
  websocket: 'websocket',
  fetch: 'xmlhttprequest',
  xhr: 'xmlhttprequest',
  // Entries that are listed without a type, and a service worker's own.
  other: 'xmlhttprequest',
};

/** A HAR entry as the question that `qualifies` answers; undefined for what can carry no wanted body. */
function factsOf(entry: HarEntry): RequestFacts | undefined {
  const type = TYPES[entry._resourceType ?? 'other'];
  if (type !== 'xmlhttprequest') return undefined;
  const { url, method, headers, postData } = entry.request;
  return {
    url,
    method,
    type,
    requestHeaders: headers,
    ...(postData?.text !== undefined && { body: { state: 'text', text: postData.text } as const }),
    status: entry.response.status,
    responseHeaders: entry.response.headers,
  };
}

function contentOf(
  entry: HarEntry,
  later: (callback: () => void, delay: number) => void,
): Promise<Body | undefined> {
  return new Promise((resolve) => {
    later(() => resolve(undefined), PATIENCE);
    if (!entry.getContent) return resolve(undefined);
    entry.getContent((content, encoding) => {
      if (content === null || content === undefined) return resolve(undefined);
      const { mimeType, size } = entry.response.content;
      const whole = encoding === 'base64' ? decodeBase64(content) : content;
      const text = whole.slice(0, LARGEST);
      resolve({
        state: 'text',
        text,
        ...(mimeType && { mime: mimeType }),
        ...(size !== undefined && size >= 0 && { size }),
        ...(text.length < whole.length && { truncated: true }),
      });
    });
  });
}

function decodeBase64(content: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(content), (character) => character.charCodeAt(0)));
}

export interface HarBodies {
  /** Endpoints whose bodies are wanted, as the background has learned them. */
  learned(endpoints: readonly (readonly [string, Qualification])[]): void;
}

/**
 * Watches Chrome's `devtools.network` and hands on the response bodies that tell about OAuth; nothing else is
 * read or kept. Requests made since DevTools opened are looked at first.
 */
export function watchHarBodies(
  network: DevtoolsNetwork,
  send: (observation: Unplaced) => void,
  later: (callback: () => void, delay: number) => void,
): HarBodies {
  let endpoints: ReadonlyMap<string, Qualification> = new Map();

  async function look(entry: HarEntry): Promise<void> {
    const facts = factsOf(entry);
    if (!facts) return;
    const kind = qualifies(facts, { endpoints, redirectUris: new Set() });
    if (!kind || !wantsResponseBody(kind, facts)) return;
    const { url, method } = facts;
    const startedAt = new Date(entry.startedDateTime).getTime();
    const body = await contentOf(entry, later);
    // The background says that it is missing, and why.
    if (!body) return;
    send({
      kind: 'response-body',
      at: startedAt,
      source: 'devtools.network',
      request: { url, method, startedAt },
      body,
    });
  }

  network.onRequestFinished.addListener((entry) => void look(entry));
  network.getHAR(({ entries }) => {
    for (const entry of entries) void look(entry);
  });
  return {
    learned(list) {
      endpoints = new Map(list);
    },
  };
}
