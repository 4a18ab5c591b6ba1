import { isObject, type JsonObject } from '../oauth/encoding';
import { headerOf } from '../session/headers';
import type { Body, Header, Observation, Place } from '../session/observations';
import { decodeBase64 } from './binary';
import { RESOURCE_TYPES } from './har';
import { closeOf, framesOf } from './har-messages';
import { headersIn, listIn, numberIn, objectIn, textIn } from './json-members';
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
  const redirectUrl = absolute(textIn(response, 'redirectURL'), url);
  const link = ours
    ? { requestId: String(ours.requestId), hop: Number(ours.hop) }
    : chains(url, redirectUrl, `har-${i}`);
  const type = (ours?.type as string | undefined) ?? typeOf(entry, url, response);
  const timings = objectIn(entry, 'timings');
  const respondedAt = startedAt + duration(timings, 'blocked', 'dns', 'connect', 'send', 'wait');
  const endedAt = respondedAt + (type === 'websocket' ? 0 : duration(timings, 'receive'));
  const common = { ...link, place };
  const requestHeaders = headersIn(request);
  const responseHeaders = headersIn(response);
  const error = textIn(response, '_error') ?? (status <= 0 ? 'no response in the HAR' : undefined);
  const body = requestBody(withFile(objectIn(request, 'postData'), attachments));

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
  if (type === 'websocket') {
    seen.push(
      ...socketObservations(
        entry,
        { i, url, place, startedAt, openedAt: respondedAt, status, requestHeaders, responseHeaders },
        attachments,
      ),
    );
  } else if (!redirectUrl && !error) {
    const content = withFile(objectIn(response, 'content'), attachments);
    seen.push({
      kind: 'response-body',
      source: 'har',
      request: link,
      at: endedAt,
      place,
      body: responseBody(content),
    });
  }
  return seen;
}

interface HarSocket {
  i: number;
  url: string;
  place: Place;
  startedAt: number;
  openedAt: number;
  status: number;
  requestHeaders: Header[];
  responseHeaders: Header[];
}

function socketObservations(
  entry: JsonObject,
  of: HarSocket,
  attachments: ReadonlyMap<string, string>,
): Observation[] {
  const { place, url, startedAt, openedAt } = of;
  const socket = `har.${of.i + 1}` as const;
  const offered = headerOf(of.requestHeaders, 'sec-websocket-protocol');
  const protocols = offered ? offered.split(',').map((protocol) => protocol.trim()) : [];
  // HTTP clients write the handshake's own scheme.
  const wsUrl = url.replace(/^http/i, 'ws');
  const seen: Observation[] = [
    { kind: 'socket-created', socket, at: startedAt, place, url: wsUrl, protocols },
  ];
  const common = { socket, place };
  const accepted = of.status === 101 || of.status === 200;
  if (accepted) {
    const protocol = headerOf(of.responseHeaders, 'sec-websocket-protocol') ?? '';
    const extensions = headerOf(of.responseHeaders, 'sec-websocket-extensions') ?? '';
    seen.push({ kind: 'socket-opened', ...common, at: openedAt, protocol, extensions });
  }
  const { batch, errors } = framesOf(entry, { ...of, realm: 'har', n: of.i + 1 }, attachments);
  if (batch.payloads.length > 0) seen.push(batch);
  for (const at of errors) seen.push({ kind: 'socket-errored', ...common, at });
  const lastAt = Math.max(openedAt, ...Array.from(batch.times).slice(-1));
  const close = closeOf(entry, lastAt);
  if (close) seen.push({ kind: 'socket-closed', ...common, ...close });
  else if (!accepted)
    seen.push({ kind: 'socket-closed', ...common, at: openedAt, code: 1006, reason: '', wasClean: false });
  return seen;
}

function typeOf(entry: JsonObject, url: string, response: JsonObject | undefined): string {
  const named = textIn(entry, '_resourceType')?.toLowerCase();
  if (named) return RESOURCE_TYPES.find(([har]) => har === named)?.[1] ?? named;
  if (/^wss?:/i.test(url) || Array.isArray(entry._webSocketMessages) || numberIn(response, 'status') === 101)
    return 'websocket';
  const mime = textIn(objectIn(response, 'content'), 'mimeType') ?? '';
  const redirects = textIn(response, 'redirectURL');
  return /\bhtml\b/.test(mime) || redirects ? 'main_frame' : 'xmlhttprequest';
}

function absolute(url: string | undefined, base: string): string | undefined {
  if (!url) return undefined;
  return URL.canParse(url, base) ? new URL(url, base).href : undefined;
}

/** The sum of these timings; −1 means "does not apply". */
function duration(timings: JsonObject | undefined, ...names: string[]): number {
  return names.reduce((sum, name) => sum + Math.max(0, numberIn(timings, name) ?? 0), 0);
}

/** A body that was put into a file of its own (Playwright's `_file`). */
function withFile(
  body: JsonObject | undefined,
  attachments: ReadonlyMap<string, string>,
): JsonObject | undefined {
  const text = attachments.get(textIn(body, '_file') ?? '');
  return body && text !== undefined && textIn(body, 'text') === undefined ? { ...body, text } : body;
}

function requestBody(postData: JsonObject | undefined): Body | undefined {
  if (!postData) return undefined;
  const mime = textIn(postData, 'mimeType');
  const text = textIn(postData, 'text');
  if (text && postData.encoding === 'base64') {
    const bytes = decodeBase64(text);
    if (bytes) return { state: 'binary', bytes, ...(mime && { mime }) };
  }
  // Chrome leaves params as they were encoded; the text says it in full.
  if (text && /x-www-form-urlencoded/i.test(mime ?? ''))
    return { state: 'form', fields: [...new URLSearchParams(text)] };
  const fields = listIn(postData, 'params').flatMap((param): [string, string][] => {
    const name = textIn(param, 'name');
    return name === undefined ? [] : [[name, textIn(param, 'value') ?? '']];
  });
  if (fields.length > 0) return { state: 'form', fields };
  return text === undefined ? undefined : { state: 'text', text, ...(mime && { mime }) };
}

function responseBody(content: JsonObject | undefined): Body {
  const text = textIn(content, 'text');
  const mime = textIn(content, 'mimeType');
  if (text === undefined) return { state: 'unavailable', reason: 'browser-error' };
  if (content?.encoding !== 'base64') return { state: 'text', text, ...(mime && { mime }) };
  const bytes = decodeBase64(text);
  return bytes
    ? { state: 'binary', bytes, ...(mime && { mime }) }
    : { state: 'unavailable', reason: 'browser-error' };
}
