import type { JsonObject } from '../oauth/encoding';
import { headerOf } from '../session/headers';
import type { Header } from '../session/observations';
import { RESOURCE_TYPES } from './har';
import { objectIn, textIn } from './json-members';

interface Told {
  url: string;
  status: number;
  requestHeaders: readonly Header[];
  redirectUrl: string | undefined;
}

/** webRequest's type of what loaded it: as the HAR says, as the request said (Fetch Metadata), or as it looks. */
export function typeOf(entry: JsonObject, { url, status, requestHeaders, redirectUrl }: Told): string {
  const named = textIn(entry, '_resourceType')?.toLowerCase();
  if (named) return RESOURCE_TYPES.find(([har]) => har === named)?.[1] ?? named;
  if (/^wss?:/i.test(url) || Array.isArray(entry._webSocketMessages) || status === 101) return 'websocket';
  const destination = destinationOf(requestHeaders);
  if (destination) return destination;
  const mime = textIn(objectIn(objectIn(entry, 'response'), 'content'), 'mimeType') ?? '';
  return /\bhtml\b/.test(mime) || redirectUrl ? 'main_frame' : 'xmlhttprequest';
}

/** Values of `Sec-Fetch-Dest` (https://w3c.github.io/webappsec-fetch-metadata/): proxies name no type. */
const DESTINATIONS: Readonly<Record<string, string>> = {
  document: 'main_frame',
  iframe: 'sub_frame',
  frame: 'sub_frame',
  empty: 'xmlhttprequest',
  script: 'script',
  image: 'image',
  websocket: 'websocket',
};

/** webRequest's type of what was loaded, as the browser told the server. */
export function destinationOf(requestHeaders: readonly Header[]): string | undefined {
  const told = headerOf(requestHeaders, 'sec-fetch-dest') ?? '';
  return Object.hasOwn(DESTINATIONS, told) ? DESTINATIONS[told] : undefined;
}

/** HTTP Toolkit leaves `redirectURL` empty: the header says it. mitmproxy fills it in for every `Location`. */
export function redirectOf(
  response: JsonObject | undefined,
  status: number,
  headers: readonly Header[],
  base: string,
): string | undefined {
  if (status > 0 && (status < 300 || status >= 400)) return undefined;
  const url = textIn(response, 'redirectURL') || headerOf(headers, 'location');
  return url && URL.canParse(url, base) ? new URL(url, base).href : undefined;
}
