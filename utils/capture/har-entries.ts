import type { Body } from '../session/observations';
import type { WantedBody } from '../transport/messages';

/** The part of a HAR entry that is read (HAR 1.2 §4.4), with what Chrome adds to it. */
export interface HarEntry {
  startedDateTime: string | Date;
  /** Tells the documents of a tab apart. */
  pageref?: string;
  request: { url: string; method: string; postData?: { text?: string } };
  response: { content: { mimeType?: string; size?: number } };
  _resourceType?: string;
  getContent(callback: (content: string | null | undefined, encoding: string | null) => void): void;
}

/**
 * DevTools' time of a request and webRequest's differ by about 1 ms; load can stretch it (ms). Two requests whose
 * bodies are equal word for word may be further apart.
 */
const SKEW = 1_000;
const SKEW_OF_EQUALS = 5_000;

/**
 * Finds the entry of each wanted exchange by URL, method, request body and, among several, nearest time.
 *
 * @returns entries by `requestId:hop`; an entry answers for one exchange only
 */
export function matchEntries(
  wanted: readonly WantedBody[],
  entries: readonly HarEntry[],
): ReadonlyMap<string, HarEntry> {
  const pairs = wanted
    .flatMap((want) => entries.filter((entry) => fits(want, entry)).map((entry) => ({ want, entry })))
    .map((pair) => ({ ...pair, apart: Math.abs(timeOf(pair.entry) - pair.want.startedAt) }))
    .filter(
      ({ apart, want, entry }) => apart < (want.body && entry.request.postData?.text ? SKEW_OF_EQUALS : SKEW),
    )
    .sort((a, b) => a.apart - b.apart);
  const matched = new Map<string, HarEntry>();
  const used = new Set<HarEntry>();
  for (const { want, entry } of pairs) {
    const key = `${want.requestId}:${want.hop}`;
    if (matched.has(key) || used.has(entry)) continue;
    matched.set(key, entry);
    used.add(entry);
  }
  return matched;
}

const timeOf = (entry: HarEntry) => new Date(entry.startedDateTime).getTime();

function fits(want: WantedBody, { request, _resourceType }: HarEntry): boolean {
  // A HAR's URL has no fragment (HAR 1.2 §4.4); a preflight shares its request's URL.
  if (request.method !== want.method || _resourceType === 'preflight') return false;
  if (request.url.split('#', 1)[0] !== want.url.split('#', 1)[0]) return false;
  const sent = request.postData?.text;
  return sent === undefined || !want.body || mayBe(want.body, sent);
}

/** Whether the text that DevTools shows can be the body that webRequest showed. */
function mayBe(body: Body, sent: string): boolean {
  if (body.state === 'text') return body.truncated === true || body.text === sent;
  if (body.state !== 'form') return true;
  const fields = new URLSearchParams(sent);
  // A multipart body is no urlencoded text: its fields are not looked for.
  return (
    !sent.includes('=') ||
    sent.startsWith('--') ||
    body.fields.every(([name, value]) => fields.getAll(name).includes(value))
  );
}
