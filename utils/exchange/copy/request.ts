import type { Exchange } from '../../session/exchanges';
import { headerOf } from '../../session/headers';
import type { Header } from '../../session/observations';
import { encodeBase64 } from '../binary';

/** A request as any program could send it again: what is hostile or its transport's own business is left out. */
export interface PlainRequest {
  method: string;
  url: string;
  headers: readonly Header[];
  body?: string | { base64: string };
  /** The page accepted packed answers. */
  compressed: boolean;
}

/** RFC 9110 §5.6.2. Anything else could be read as an option, a file or another header. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

/** What the program that sends sets by itself (RFC 9112, RFC 9113 §8.3, RFC 6455 §4.1). */
const OWN =
  /^(host|connection|content-length|transfer-encoding|upgrade|accept-encoding|sec-websocket-(key|version|extensions|protocol)|:.*)$/i;

/** The request of an exchange, or undefined where its URL is none that HTTP goes to. */
export function plainRequest(exchange: Exchange): PlainRequest | undefined {
  if (!URL.canParse(exchange.url)) return undefined;
  const { protocol, href } = new URL(exchange.url);
  if (!/^(https?|wss?):$/.test(protocol)) return undefined;
  const seen = exchange.requestHeaders ?? [];
  const headers = seen
    .filter(({ name }) => TOKEN.test(name) && !OWN.test(name))
    .map(({ name, value }) => ({ name, value: oneLine(value) }));
  const body = bodyOf(exchange);
  const form = exchange.requestBody?.state === 'form' && !headerOf(seen, 'content-type');
  return {
    method: TOKEN.test(exchange.method) ? exchange.method : 'GET',
    url: href,
    headers: form
      ? [...headers, { name: 'Content-Type', value: 'application/x-www-form-urlencoded' }]
      : headers,
    ...(body !== undefined && { body }),
    compressed: /gzip|br|zstd|deflate/.test(headerOf(seen, 'accept-encoding') ?? ''),
  };
}

/** A line break in a value would be another header. */
const oneLine = (value: string): string => value.replace(/[\r\n\0]+/g, ' ').trim();

function bodyOf({ requestBody }: Exchange): PlainRequest['body'] {
  switch (requestBody?.state) {
    case 'text':
      return requestBody.text;
    case 'form':
      return new URLSearchParams(requestBody.fields.map(([name, value]) => [name, value])).toString();
    case 'binary':
      return { base64: encodeBase64(requestBody.bytes) };
    default:
      return undefined;
  }
}
