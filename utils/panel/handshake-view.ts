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

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['upgrade', 'asks to leave HTTP for the WebSocket protocol'],
  ['connection', 'makes Upgrade hold for this hop only'],
  ['sec-websocket-key', 'a random nonce; the answer’s Accept has to be made from it'],
  ['sec-websocket-accept', 'SHA-1 of key and a fixed GUID: the server understood the handshake'],
  ['sec-websocket-version', '13 is the version of RFC 6455'],
  ['sec-websocket-protocol', 'subprotocols: those offered, in the answer the chosen one'],
  ['sec-websocket-extensions', 'extensions such as permessage-deflate (RFC 7692)'],
  ['origin', 'the page’s origin; servers check it, since CORS does not hold for WebSockets'],
  ['authorization', 'a page cannot set it on a WebSocket'],
  ['cookie', 'the server’s cookies travel with the handshake'],
]);

const SECRET_HEADERS = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization']);

/** Headers that every handshake request has, RFC 6455 §4.1. */
const REQUIRED = ['Host', 'Upgrade', 'Connection', 'Sec-WebSocket-Key', 'Sec-WebSocket-Version', 'Origin'];

function view(header: Header): HandshakeHeader {
  const key = header.name.toLowerCase();
  return { ...header, meaning: MEANINGS.get(key), secret: SECRET_HEADERS.has(key) };
}

/**
 * The request's headers as far as the browser shows them. The ones that RFC 6455 requires and that were not
 * shown are listed as hidden; so are offered subprotocols, which the hook saw the page ask for.
 */
export function requestHeaders(socket: Socket): HandshakeHeader[] {
  const seen = (socket.handshake?.requestHeaders ?? []).map(view);
  const names = new Set(seen.map((header) => header.name.toLowerCase()));
  const hidden = REQUIRED.filter((name) => !names.has(name.toLowerCase())).map((name) => ({
    name,
    hidden: true,
    meaning: MEANINGS.get(name.toLowerCase()),
  }));
  const offered = socket.protocols.length > 0 && !names.has('sec-websocket-protocol');
  const protocols: HandshakeHeader[] = offered
    ? [{ name: 'Sec-WebSocket-Protocol', hidden: true, meaning: MEANINGS.get('sec-websocket-protocol') }]
    : [];
  return [...seen, ...hidden, ...protocols];
}

/** Why headers are missing, where some are. */
export function hiddenHeadersNote(headers: readonly HandshakeHeader[]): string | undefined {
  if (!headers.some((header) => header.hidden)) return undefined;
  return 'The browser sends these headers but keeps them from extensions: Chromium shows only Origin and Sec-WebSocket-Version of a handshake’s request, and all of the answer. Firefox shows every header both ways.';
}

export function responseHeaders(socket: Socket): HandshakeHeader[] {
  return (socket.handshake?.responseHeaders ?? []).map(view);
}

/** What `ws` or `wss` means for the page that opened it. */
export function schemeMeaning(socket: Socket): { text: string; safe: boolean } {
  const { scheme, host } = splitUrl(socket.url);
  const page = socket.place.documentUrl ? splitUrl(socket.place.documentUrl).scheme : undefined;
  if (scheme === 'wss') {
    return {
      text: 'wss: inside TLS. Others on the way see the host, not the path, headers or frames.',
      safe: true,
    };
  }
  if (isLoopback(host)) {
    return { text: 'ws: not encrypted, but loopback: it does not leave this machine.', safe: true };
  }
  const mixed = page === 'https' ? ' From an https page browsers block it as mixed content.' : '';
  return {
    text: `ws: not encrypted. Everybody on the way can read and change every frame, tokens included.${mixed}`,
    safe: false,
  };
}
