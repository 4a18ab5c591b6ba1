import { isObject, type JsonObject } from '../oauth/encoding';
import type { Observation, Place } from '../session/observations';
import { requestBody, responseBody } from './har-bodies';
import { redirectOf, typeOf } from './har-kinds';
import { framesOf } from './har-messages';
import { HAR_REALM, socketObservations } from './har-sockets';
import { headersIn, numberIn, objectIn, textIn } from './json-members';
import type { Read } from './model';
import type { ForeignFile } from './read-foreign';
import { OWN_MEMBERS } from './shapes';

/** A HAR names no tab: everything is put into one. */
const PLACE: Place = { tabId: 1, frameId: 0 };

/**
 * Reads a HAR 1.2 of Chrome, Firefox, Playwright, HTTP Toolkit, mitmproxy, Proxyman or our own into observations, as if
 * they had been observed. Never throws.
 *
 * @param attachments contents of files beside the HAR, by name (Playwright puts frames into `.jsonl` files)
 */
export function readHar(
  text: string,
  attachments: ReadonlyMap<string, string> = new Map(),
): Read<{ observations: Observation[] }> {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, error: 'This is not a HAR file: it is not JSON.' };
  }
  const read = readHarFile(file, attachments);
  return read.ok ? { ok: true, observations: [...read.file.observations] } : read;
}

/** The same for JSON that has been parsed, with who wrote it and what of it could not be read. */
export function readHarFile(
  file: unknown,
  attachments: ReadonlyMap<string, string> = new Map(),
): Read<{ file: ForeignFile }> {
  const log = objectIn(file, 'log');
  if (!log || !Array.isArray(log.entries))
    return { ok: false, error: 'This is JSON, but not a HAR file: it has no log.entries.' };
  const chains = createChains();
  let skipped = 0;
  const observations = log.entries.flatMap((entry: unknown, i) => {
    const seen = isObject(entry) ? entryObservations(entry, i, chains, attachments) : [];
    if (seen.length === 0) skipped++;
    return seen;
  });
  if (observations.length === 0 && log.entries.length > 0) {
    return {
      ok: false,
      error: 'This HAR file has entries, but none with a request that can be read (url, startedDateTime).',
    };
  }
  const creator = objectIn(log, 'creator');
  const browser = objectIn(log, 'browser');
  const first = observations.find(({ kind }) => kind === 'request-started');
  const header = {
    exportedAt: new Date(first && 'at' in first ? first.at : 0).toISOString(),
    generator: { name: textIn(creator, 'name') ?? 'HAR', version: textIn(creator, 'version') ?? '' },
    ...(browser && {
      browser: { name: textIn(browser, 'name') ?? '', version: textIn(browser, 'version') ?? '' },
    }),
  };
  const note =
    skipped > 0
      ? `${skipped} of ${log.entries.length} entries of this HAR could not be read: they have no URL or no time.`
      : undefined;
  return { ok: true, file: { observations, header, ...(note && { note }) } };
}

/** HAR lists the hops of a redirect chain as entries of their own: each is tied to the one that led to it. */
type Chains = (
  url: string,
  redirectUrl: string | undefined,
  id: string,
) => { requestId: string; hop: number };

function createChains(): Chains {
  const expected = new Map<string, { requestId: string; hop: number }>();
  return (url, redirectUrl, id) => {
    const plain = url.split('#', 1)[0]!;
    const link = expected.get(plain) ?? { requestId: id, hop: 0 };
    expected.delete(plain);
    if (redirectUrl) expected.set(redirectUrl.split('#', 1)[0]!, { ...link, hop: link.hop + 1 });
    return link;
  };
}

function entryObservations(
  entry: JsonObject,
  i: number,
  chains: Chains,
  attachments: ReadonlyMap<string, string>,
): Observation[] {
  const request = objectIn(entry, 'request');
  const response = objectIn(entry, 'response');
  const url = textIn(request, 'url');
  const started = Date.parse(textIn(entry, 'startedDateTime') ?? '');
  if (!url || Number.isNaN(started)) return [];
  const own = objectIn(entry, '_handshake');
  const ours = own && OWN_MEMBERS(own) === undefined ? own : undefined;
  const place = (ours?.place as Place | undefined) ?? PLACE;
  const startedAt = (ours?.startedAt as number | undefined) ?? started;
  const status = numberIn(response, 'status') ?? 0;
  const requestHeaders = headersIn(request);
  const responseHeaders = headersIn(response);
  const redirectUrl = redirectOf(response, status, responseHeaders, url);
  const link = ours
    ? { requestId: String(ours.requestId), hop: Number(ours.hop) }
    : chains(url, redirectUrl, `har-${i}`);
  const type =
    (ours?.type as string | undefined) ?? typeOf(entry, { url, status, requestHeaders, redirectUrl });
  const timings = objectIn(entry, 'timings');
  const of = { place, realm: HAR_REALM, n: i + 1, startedAt };
  const framed = type === 'websocket' ? framesOf(entry, of, attachments) : undefined;
  // What Chrome says of a connection's wait goes on until its last frames came.
  const respondedAt = Math.min(
    startedAt + duration(timings, 'blocked', 'dns', 'connect', 'send', 'wait'),
    framed?.batch.times[0] ?? Number.POSITIVE_INFINITY,
  );
  const endedAt = respondedAt + (type === 'websocket' ? 0 : duration(timings, 'receive'));
  const common = { ...link, place };
  const error = textIn(response, '_error') ?? (status <= 0 ? 'no response in the HAR' : undefined);
  const body = requestBody(request, attachments);

  const seen: Observation[] = [
    {
      kind: 'request-started',
      ...common,
      at: startedAt,
      url,
      method: textIn(request, 'method') ?? 'GET',
      type,
      ...(typeof ours?.initiator === 'string' && { initiator: ours.initiator }),
      ...(body && { body }),
    },
    { kind: 'request-sent', ...common, at: startedAt, headers: requestHeaders },
  ];
  if (status > 0) {
    const ip = textIn(entry, 'serverIPAddress');
    seen.push({
      kind: 'response-started',
      ...common,
      at: respondedAt,
      status,
      statusLine:
        `${textIn(response, 'httpVersion') || 'HTTP/1.1'} ${status} ${textIn(response, 'statusText') ?? ''}`.trim(),
      headers: responseHeaders,
      ...(ip && { ip }),
      ...(redirectUrl && { redirectUrl }),
    });
    if (!error && !redirectUrl) seen.push({ kind: 'request-completed', ...common, at: endedAt, status });
  }
  if (error) seen.push({ kind: 'request-failed', ...common, at: endedAt, error });
  if (framed) {
    const handshake = { url, openedAt: respondedAt, status, requestHeaders, responseHeaders };
    seen.push(...socketObservations(entry, { ...of, ...framed, ...handshake }));
  } else if (!redirectUrl && !error) {
    const body = responseBody(response, attachments);
    seen.push({ kind: 'response-body', source: 'har', request: link, at: endedAt, place, body });
  }
  return seen;
}

/** The sum of these timings; −1 means "does not apply". */
function duration(timings: JsonObject | undefined, ...names: string[]): number {
  return names.reduce((sum, name) => sum + Math.max(0, numberIn(timings, name) ?? 0), 0);
}
