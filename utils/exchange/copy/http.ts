import type { Exchange } from '../../session/exchanges';
import type { Body, Header } from '../../session/observations';
import { encodeBase64 } from '../binary';
import type { PlainRequest } from './request';
import { shellQuote } from './shell';

/** A request as a call of curl for a POSIX shell. Nothing of the page can leave its quotes, name a file or an option. */
export function toCurl({ method, url, headers, body, compressed }: PlainRequest): string {
  const lines = [`curl --globoff --url ${shellQuote(url.replace(/^ws/, 'http'))}`];
  if (method !== 'GET' || body !== undefined) lines.push(`--request ${shellQuote(method)}`);
  // "Name;" sends an empty header, "Name:" would take it away.
  for (const { name, value } of headers)
    lines.push(`--header ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  if (compressed) lines.push('--compressed');
  if (typeof body === 'string') lines.push(`--data-raw ${shellQuote(body)}`);
  const call = lines.join(' \\\n  ');
  return typeof body === 'object'
    ? `printf %s ${shellQuote(body.base64)} | base64 -d | ${call} \\\n  --data-binary @-`
    : call;
}

/** A request as a call of fetch, for a console or a module. */
export function toFetch({ method, url, headers, body }: PlainRequest): string {
  const options = {
    method,
    ...(headers.length > 0 && { headers: headers.map(({ name, value }) => [name, value]) }),
    ...(typeof body === 'string' && { body }),
  };
  const literal = script(options, 2);
  const withBytes =
    typeof body === 'object'
      ? literal.replace(
          /\n\}$/,
          `,\n  "body": Uint8Array.from(atob(${script(body.base64)}), (c) => c.charCodeAt(0))\n}`,
        )
      : literal;
  return `await fetch(${script(url.replace(/^ws/, 'http'))}, ${withBytes});`;
}

/** A JavaScript literal that is also safe within a page. */
const script = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Request and response as HTTP/1.1 would write them. Bytes that are no text are in base64, and that is said. */
export function toHttpText(exchange: Exchange): string {
  const {
    method,
    url,
    requestHeaders = [],
    requestBody,
    status,
    statusLine,
    responseHeaders = [],
    responseBody,
  } = exchange;
  const path = URL.canParse(url) ? new URL(url).pathname + new URL(url).search : url;
  const host = URL.canParse(url) ? [{ name: 'Host', value: new URL(url).host }] : [];
  const named = requestHeaders.some(({ name }) => name.toLowerCase() === 'host') ? [] : host;
  const request = message(`${method} ${path} HTTP/1.1`, [...named, ...requestHeaders], requestBody);
  if (status === undefined) return request;
  return `${request}\n\n${message(statusLine || `HTTP/1.1 ${status}`, responseHeaders, responseBody)}`;
}

function message(line: string, headers: readonly Header[], body: Body | undefined): string {
  const head = [line, ...headers.map(({ name, value }) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`)].join(
    '\n',
  );
  const text = bodyText(body);
  return text === '' ? head : `${head}\n\n${text}`;
}

function bodyText(body: Body | undefined): string {
  switch (body?.state) {
    case 'text':
      return body.text;
    case 'form':
      return new URLSearchParams(body.fields.map(([name, value]) => [name, value])).toString();
    case 'binary':
      return `(base64) ${encodeBase64(body.bytes)}`;
    default:
      return '';
  }
}
