import { isObject, type JsonObject } from '../oauth/encoding';
import type { Body, Header, Observation, Place } from '../session/observations';
import { destinationOf } from './har-kinds';
import { listIn, numberIn, objectIn, textIn } from './json-members';

const PLACE: Place = { tabId: 1, frameId: 0 };

/** The export has no times: its requests stand this far apart, in their order. */
const APART_MS = 1_000;

/** Whether parsed JSON is an export of SAML-tracer, whose HTTP can be shown. */
export const isSamlTracer = (file: unknown): file is JsonObject =>
  isObject(file) &&
  Array.isArray(file.requests) &&
  file.requests.some((one) => textIn(one, 'url') !== undefined);

/**
 * Reads what SAML-tracer exports (https://github.com/simplesamlphp/SAML-tracer, `requests` with headers and posted
 * fields) into observations. It holds no response bodies and no times. Never throws.
 */
export function readSamlTracer(file: JsonObject): Observation[] {
  const requests = listIn(file, 'requests');
  const end = Date.parse(textIn(file, 'timestamp') ?? '');
  const from = (Number.isNaN(end) ? 0 : end) - requests.length * APART_MS;
  const seen = requests.flatMap((request, i) => requestObservations(request, i, from + i * APART_MS));
  if (seen.length > 0)
    seen.push({
      kind: 'marked',
      at: from,
      place: PLACE,
      by: 'handshake',
      text: 'This file has no times: its requests stand one second apart, in their order.',
    });
  return seen;
}

function requestObservations(request: unknown, i: number, at: number): Observation[] {
  const url = textIn(request, 'url');
  if (!url) return [];
  const hop = { requestId: textIn(request, 'requestId') ?? `saml-${i}`, hop: 0, place: PLACE };
  // A redirect keeps its id in webRequest, and so does this export: each entry is an exchange of its own here.
  const common = { ...hop, requestId: `${hop.requestId}-${i}` };
  const body = bodyOf(request);
  const method = textIn(request, 'method') ?? 'GET';
  const requestHeaders = headersOf(request, 'requestHeaders');
  // A browser older than Fetch Metadata, or one that was not told: what SAML-tracer is for are pages.
  const type = destinationOf(requestHeaders) ?? 'main_frame';
  const seen: Observation[] = [
    { kind: 'request-started', ...common, at, url, method, type, ...(body && { body }) },
    { kind: 'request-sent', ...common, at, headers: requestHeaders },
  ];
  const status = numberIn(request, 'responseStatus');
  if (status === undefined) return seen;
  const headers = headersOf(request, 'responseHeaders');
  const location = headers.find(({ name }) => name.toLowerCase() === 'location')?.value;
  const redirectUrl =
    status >= 300 && status < 400 && location && URL.canParse(location, url)
      ? new URL(location, url).href
      : undefined;
  const statusLine = textIn(request, 'responseStatusText');
  seen.push({
    kind: 'response-started',
    ...common,
    at: at + 1,
    status,
    headers,
    ...(statusLine && { statusLine }),
    ...(redirectUrl && { redirectUrl }),
  });
  if (!redirectUrl) seen.push({ kind: 'request-completed', ...common, at: at + 2, status });
  return seen;
}

/** Headers as `{name, value}`, or as pairs in exports older than its version 1.0. */
function headersOf(request: unknown, member: string): Header[] {
  return listIn(request, member).flatMap((header): Header[] => {
    const [name, value] = Array.isArray(header)
      ? (header as unknown[])
      : [textIn(header, 'name'), textIn(header, 'value')];
    return typeof name === 'string' ? [{ name, value: typeof value === 'string' ? value : '' }] : [];
  });
}

/** Posted fields: pairs, or the lists of values that webRequest gives. */
function bodyOf(request: unknown): Body | undefined {
  const pairs = listIn(request, 'post').flatMap((pair): [string, string][] => {
    if (!Array.isArray(pair) || typeof pair[0] !== 'string') return [];
    return [[pair[0], typeof pair[1] === 'string' ? pair[1] : '']];
  });
  if (pairs.length > 0) return { state: 'form', fields: pairs };
  const form = objectIn(request, 'post') ?? objectIn(objectIn(request, 'postData'), 'formData');
  const fields = Object.entries(form ?? {}).flatMap(([name, values]): [string, string][] =>
    (Array.isArray(values) ? values : [values]).flatMap((value: unknown): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
  return fields.length > 0 ? { state: 'form', fields } : undefined;
}
