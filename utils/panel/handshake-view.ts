import { locale, type MessageKey, t } from '../i18n';
import type { Header } from '../session/observations';
import type { Socket } from '../websocket/model';
import { isLoopback, splitUrl } from './url';

/** A header line of the handshake; `hidden` where the browser keeps it from extensions. */
export interface HandshakeHeader {
  name: string;
  value?: string;
  hidden?: boolean;
  /** What the header is for: RFC 6455 §4.1, §4.2. */
  meaning?: string;
  secret?: boolean;
}

const MEANINGS = {
  upgrade: 'sockets.headerUpgrade',
  connection: 'sockets.headerConnection',
  'sec-websocket-key': 'sockets.headerKey',
  'sec-websocket-accept': 'sockets.headerAccept',
  'sec-websocket-version': 'sockets.headerVersion',
  'sec-websocket-protocol': 'sockets.headerProtocol',
  'sec-websocket-extensions': 'sockets.headerExtensions',
  origin: 'sockets.headerOrigin',
  authorization: 'sockets.headerAuthorization',
  cookie: 'sockets.headerCookie',
} as const satisfies Record<string, MessageKey>;

/** What a header is for, by its name in lower case. */
const meaningOf = (name: string): string | undefined =>
  Object.hasOwn(MEANINGS, name) ? t(MEANINGS[name as keyof typeof MEANINGS]) : undefined;

const SECRET_HEADERS = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization']);

/** Headers that every handshake request of a browser has, RFC 6455 §4.1. */
const REQUIRED = ['Host', 'Upgrade', 'Connection', 'Sec-WebSocket-Key', 'Sec-WebSocket-Version', 'Origin'];

function view(header: Header): HandshakeHeader {
  const key = header.name.toLowerCase();
  return { ...header, meaning: meaningOf(key), secret: SECRET_HEADERS.has(key) };
}

/** Whether the browser gave any header of the request: without, nothing can be said of the others. */
const sawRequest = (socket: Socket) => (socket.handshake?.requestHeaders?.length ?? 0) > 0;

/**
 * Names of request headers that were sent for certain: RFC 6455 §4.1 requires them, the page asked for a subprotocol,
 * or the server accepted an extension, which it may only if one was offered (§9.1).
 */
function sentForCertain(socket: Socket): string[] {
  const accepted = responseHeaders(socket).some(
    ({ name }) => name.toLowerCase() === 'sec-websocket-extensions',
  );
  return [
    ...REQUIRED,
    ...(socket.protocols.length > 0 ? ['Sec-WebSocket-Protocol'] : []),
    ...(accepted ? ['Sec-WebSocket-Extensions'] : []),
  ];
}

/** The request's headers as the browser gave them, then those that were sent for certain and not given, as hidden. */
export function requestHeaders(socket: Socket): HandshakeHeader[] {
  const seen = (socket.handshake?.requestHeaders ?? []).map(view);
  const names = new Set(seen.map((header) => header.name.toLowerCase()));
  const hidden = sentForCertain(socket)
    .filter((name) => !names.has(name.toLowerCase()))
    .map((name) => ({ name, hidden: true, meaning: meaningOf(name.toLowerCase()) }));
  return [...seen, ...hidden];
}

/** Which headers of the request are missing and how they are known; undefined where none is. */
export function hiddenHeadersNote(socket: Socket): string | undefined {
  const hidden = requestHeaders(socket)
    .filter((header) => header.hidden)
    .map((header) => header.name);
  if (hidden.length === 0) return undefined;
  if (!sawRequest(socket)) return t('sockets.requestUnseen');
  const headers = new Intl.ListFormat(locale(), { type: 'conjunction' }).format(hidden);
  return t('sockets.headersHidden', { headers });
}

export function responseHeaders(socket: Socket): HandshakeHeader[] {
  return (socket.handshake?.responseHeaders ?? []).map(view);
}

/** What `ws` or `wss` means for the page that opened it. */
export function schemeMeaning(socket: Socket): { text: string; safe: boolean } {
  const { scheme, host } = splitUrl(socket.url);
  const page = socket.place.documentUrl ? splitUrl(socket.place.documentUrl).scheme : undefined;
  if (scheme === 'wss') return { text: t('sockets.schemeWss'), safe: true };
  if (isLoopback(host)) return { text: t('sockets.schemeLoopback'), safe: true };
  const mixed = page === 'https' ? ` ${t('sockets.schemeMixed')}` : '';
  return { text: t('sockets.schemeWs') + mixed, safe: false };
}
