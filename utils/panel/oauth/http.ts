import type { Exchange } from '../../session/exchanges';
import type { Body, BodyUnavailable, Header } from '../../session/observations';

/** A body as it is shown: text, or the reason why there is none and what to do about it. */
export type BodyView =
  | { kind: 'text'; text: string; note?: string }
  | { kind: 'none' }
  | { kind: 'unavailable'; why: string; remedy: string };

export interface HttpView {
  /** Request line or status line. */
  line: string;
  headers: readonly Header[];
  /** Why headers are missing, if they are. */
  headersNote?: string;
  body: BodyView;
}

const UNAVAILABLE: Record<BodyUnavailable, [why: string, remedy: string]> = {
  'devtools-closed': [
    'The browser gives response bodies only while DevTools is open on the tab, and it was not open then.',
    'Keep DevTools open and sign in again.',
  ],
  'other-tab': [
    'This ran in another tab or a popup, and DevTools sees only its own tab’s bodies.',
    'Open DevTools in the popup, or set DevTools to open by itself for popups, and sign in again.',
  ],
  cors: [
    'The browser blocked the page from reading the answer (CORS), so it kept none.',
    'Look in the server’s log, or allow this page’s origin at the server.',
  ],
  blob: [
    'The page sent a Blob or file, whose bytes the browser does not show to extensions.',
    'Look at the request in the Network panel.',
  ],
  redirect: [
    'This was a redirect: browsers keep no body of one.',
    'Nothing is lost: the message is in the address.',
  ],
  'too-large': ['The body is larger than what is kept.', 'Look at it in the Network panel.'],
  'page-left': [
    'The page was left before DevTools had handed it over, and then DevTools drops what it knew of the page.',
    'Sign in again with “Preserve log” on, and look at it in the Network panel.',
  ],
  'url-changed': [
    'The page changed its address at that moment, and Chrome’s DevTools then forgets answers that another extension had listed.',
    'Look in the Network panel. If it happens again, switch off other extensions of DevTools.',
  ],
  'not-kept': [
    'Chrome has no body to hand over: the web worker that asked has ended, or the page never read the answer.',
    'Sign in again in Firefox, or let the worker live on.',
  ],
  'browser-error': ['The browser could not give the body.', 'Sign in again with the panel open.'],
};

/** The request of an exchange as HTTP text would have it. */
export function requestView(exchange: Exchange): HttpView {
  return {
    line: `${exchange.method} ${exchange.url}`,
    headers: exchange.requestHeaders ?? [],
    headersNote: exchange.requestHeaders
      ? undefined
      : 'The request’s headers were not seen: it was answered from a cache, failed before it was sent, or began before Handshake watched.',
    body: exchange.requestBody ? bodyView(exchange.requestBody) : { kind: 'none' },
  };
}

/** The response of an exchange, or undefined while none has come. */
export function responseView(exchange: Exchange): HttpView | undefined {
  if (exchange.status === undefined) return undefined;
  const redirect = exchange.redirectUrl !== undefined || (exchange.status >= 300 && exchange.status < 400);
  const fallback: Body | undefined = redirect ? { state: 'unavailable', reason: 'redirect' } : undefined;
  const body = exchange.responseBody ?? fallback;
  return {
    line: exchange.statusLine || `HTTP ${exchange.status}`,
    headers: exchange.responseHeaders ?? [],
    body: body ? bodyView(body) : missingBody(exchange.status),
  };
}

function missingBody(status: number): BodyView {
  if (status === 204 || status === 101) return { kind: 'none' };
  return {
    kind: 'unavailable',
    why: 'The body has not been seen: the browser gives bodies only while DevTools is open on this tab.',
    remedy: 'Keep DevTools open on the tab in which the sign-in runs, and sign in again.',
  };
}

/** How much of a body is drawn: more would only slow the panel. */
const SHOWN = 100_000;

/** A body as text: forms one field a line, JSON indented, bytes as hex, each cut at a bound that is told. */
export function bodyView(body: Body): BodyView {
  switch (body.state) {
    case 'text':
      return cut(indented(body.text), body.truncated);
    case 'form':
      return cut(body.fields.map(([name, value]) => `${name}=${value}`).join('\n'));
    case 'binary':
      return cut(hex(body.bytes.subarray(0, 2048)), body.truncated || body.bytes.length > 2048);
    case 'unavailable': {
      const [why, remedy] = UNAVAILABLE[body.reason] ?? UNAVAILABLE['browser-error'];
      return { kind: 'unavailable', why, remedy };
    }
  }
}

function cut(text: string, truncated?: boolean): BodyView {
  if (!text) return { kind: 'none' };
  const short = text.length > SHOWN;
  const note = short || truncated ? 'Only the beginning is shown.' : undefined;
  return { kind: 'text', text: short ? text.slice(0, SHOWN) : text, note };
}

function indented(text: string): string {
  if (text.length > SHOWN || !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
