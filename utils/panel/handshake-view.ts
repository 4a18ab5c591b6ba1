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

/** Headers that every handshake request of a browser has, RFC 6455 §4.1. */
const REQUIRED = ['Host', 'Upgrade', 'Connection', 'Sec-WebSocket-Key', 'Sec-WebSocket-Version', 'Origin'];

function view(header: Header): HandshakeHeader {
  const key = header.name.toLowerCase();
  return { ...header, meaning: MEANINGS.get(key), secret: SECRET_HEADERS.has(key) };
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
    .map((name) => ({ name, hidden: true, meaning: MEANINGS.get(name.toLowerCase()) }));
  return [...seen, ...hidden];
}

const ALL_OF = new Intl.ListFormat('en', { type: 'conjunction' });

/** Which headers of the request are missing and how they are known; undefined where none is. */
export function hiddenHeadersNote(socket: Socket): string | undefined {
  const hidden = requestHeaders(socket)
    .filter((header) => header.hidden)
    .map((header) => header.name);
  if (hidden.length === 0) return undefined;
  if (!sawRequest(socket)) {
    return 'The request’s headers were not seen. A WebSocket handshake has at least these (RFC 6455 §4.1).';
  }
  return `Sent, as RFC 6455 §4.1, the page’s call and the answer show, but kept from extensions by this browser: ${ALL_OF.format(hidden)}.`;
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
