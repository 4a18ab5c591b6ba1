import type { Exchange } from '../session/exchanges';
import { headerOf } from '../session/headers';
import { type ReadBody, readBody } from './body';
import { decodeBase64Url, decodeUtf8 } from './encoding';
import { decodeJwt } from './jwt';
import { type Pair, type ReadUrl, readUrl, valueIn } from './url';

export { headerOf };

/** An exchange read once: what recognition and joining ask it. */
export interface Facts {
  exchange: Exchange;
  url: ReadUrl;
  /** Whether a document was asked for: a page of a tab or of a frame. */
  navigation: boolean;
  /** `tabId:frameId` of the frame. */
  frame: string;
  /** The body's fields. */
  form: readonly Pair[];
  /** Query and body together: where a vendor looks is not where the specification says. */
  sent: readonly Pair[];
  /** Reads the answer's body when first asked. */
  answer(): ReadBody;
  /** Authorization header: `Bearer`, `DPoP`, `Basic`, `token`… and what follows. */
  authorization?: { scheme: string; value: string };
  /** Where a redirect leads, absolute, fragment included. */
  redirect?: string;
}

function readAuthorization(exchange: Exchange): Facts['authorization'] {
  const match = /^(\S+)\s+(\S.*)$/.exec(headerOf(exchange.requestHeaders, 'authorization') ?? '');
  return match ? { scheme: match[1]!.toLowerCase(), value: match[2]!.trim() } : undefined;
}

function redirectOf(exchange: Exchange): string | undefined {
  if (exchange.redirectUrl) return exchange.redirectUrl;
  const location = headerOf(exchange.responseHeaders, 'location');
  const status = exchange.status ?? 0;
  if (!location || status < 300 || status > 399 || !URL.canParse(location, exchange.url)) return undefined;
  return new URL(location, exchange.url).href;
}

function read(exchange: Exchange): Facts | undefined {
  const url = readUrl(exchange.url);
  if (!url) return undefined;
  const form = readBody(exchange.requestBody, headerOf(exchange.requestHeaders, 'content-type') ?? '').fields;
  let answer: ReadBody | undefined;
  return {
    exchange,
    url,
    navigation: exchange.type === 'main_frame' || exchange.type === 'sub_frame',
    frame: `${exchange.place.tabId}:${exchange.place.frameId}`,
    form,
    sent: form.length ? [...url.query, ...form] : url.query,
    answer() {
      answer ??= readBody(exchange.responseBody, headerOf(exchange.responseHeaders, 'content-type') ?? '');
      return answer;
    },
    authorization: readAuthorization(exchange),
    redirect: redirectOf(exchange),
  };
}

const known = new WeakMap<Exchange, Facts | null>();

/** Reads an exchange; remembered by object identity. Undefined where its URL is none. */
export function factsOf(exchange: Exchange): Facts | undefined {
  let facts = known.get(exchange);
  if (facts === undefined) {
    facts = read(exchange) ?? null;
    known.set(exchange, facts);
  }
  return facts ?? undefined;
}

/** Client id and secret of HTTP Basic, each form-urlencoded before base64 (RFC 6749 §2.3.1). */
export function basicCredentials(facts: Facts): { id: string; secret: string } | undefined {
  if (facts.authorization?.scheme !== 'basic') return undefined;
  const bytes = decodeBase64Url(facts.authorization.value);
  const text = bytes && decodeUtf8(bytes);
  const colon = text?.indexOf(':') ?? -1;
  if (!text || colon < 0) return undefined;
  const plain = (part: string) => valueIn([...new URLSearchParams(`v=${part}`)], 'v') ?? part;
  return { id: plain(text.slice(0, colon)), secret: plain(text.slice(colon + 1)) };
}

/** The access token that a request carries, by the ways of RFC 6750 §2 and RFC 9449 §7.1. */
export function bearerOf(
  facts: Facts,
): { carrier: 'header-bearer' | 'header-dpop'; value: string } | undefined {
  const { scheme, value } = facts.authorization ?? {};
  if (!value) return undefined;
  if (scheme === 'bearer') return { carrier: 'header-bearer', value };
  return scheme === 'dpop' ? { carrier: 'header-dpop', value } : undefined;
}

/** The DPoP proof of a request, decoded (RFC 9449 §4.2). */
export function dpopProofOf(facts: Facts) {
  const proof = headerOf(facts.exchange.requestHeaders, 'dpop');
  return proof ? decodeJwt(proof) : undefined;
}

/** When the answer came: its headers, else its end, else the request's start. */
export function answeredAt(exchange: Exchange): number {
  return exchange.respondedAt ?? exchange.endedAt ?? exchange.startedAt;
}
