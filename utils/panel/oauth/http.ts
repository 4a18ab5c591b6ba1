import { t, tOr } from '../../i18n';
import type { Exchange } from '../../session/exchanges';
import type { Body, Header } from '../../session/observations';
import { hexOf } from '../../websocket/decoders/bytes';
import { BODY_REASONS, type BodyReason } from './body-reasons';

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

/** The request of an exchange as HTTP text would have it. */
export function requestView(exchange: Exchange): HttpView {
  return {
    line: `${exchange.method} ${exchange.url}`,
    headers: exchange.requestHeaders ?? [],
    headersNote: exchange.requestHeaders ? undefined : t('parameters.no_headers'),
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
  return unavailable('unseen');
}

function unavailable(reason: BodyReason): BodyView {
  const known = Object.hasOwn(BODY_REASONS, reason) ? reason : 'browser-error';
  const [why, remedy] = BODY_REASONS[known];
  return {
    kind: 'unavailable',
    why: tOr(why, `errors.body.${known}.why`),
    remedy: tOr(remedy, `errors.body.${known}.remedy`),
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
      return cut(hexOf(body.bytes.subarray(0, 2048)), body.truncated || body.bytes.length > 2048);
    case 'unavailable':
      return unavailable(body.reason);
  }
}

function cut(text: string, truncated?: boolean): BodyView {
  if (!text) return { kind: 'none' };
  const short = text.length > SHOWN;
  const note = short || truncated ? t('parameters.beginning') : undefined;
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
