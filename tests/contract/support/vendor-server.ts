import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { SignJWT } from 'jose';
import { listen, stop } from '../../playground/listen.ts';

/** One request, taken apart. */
export interface Asked {
  method: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** Form fields, or the members of a JSON object as text. */
  body: URLSearchParams;
}

export interface Told {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

export type Route = (asked: Asked, origin: string) => Told | Promise<Told>;

export const CODE = 'vendor-code-1';
/** What a request with the state `late` is answered with: a code that no token endpoint takes. */
export const EXPIRED = 'vendor-code-expired';

export const codeFor = ({ query, body }: Asked): string =>
  (query.get('state') ?? body.get('state')) === 'late' ? EXPIRED : CODE;

export const json = (body: unknown, status = 200, mime = 'application/json'): Told => ({
  status,
  headers: { 'content-type': mime },
  body: JSON.stringify(body),
});

export const form = (fields: Record<string, string>): Told => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  body: new URLSearchParams(fields).toString(),
});

/** Sends the user agent back to the redirect URI with these parameters. */
export function back({ query, body }: Asked, fields: Record<string, string>, at: '?' | '#' = '?'): Told {
  const asked = (name: string) => query.get(name) ?? body.get(name);
  const state = asked('state');
  const answer = new URLSearchParams({ ...fields, ...(state && { state }) });
  return { status: 302, headers: { location: `${asked('redirect_uri')}${at}${answer}` } };
}

/** The same as a page whose form posts it (OAuth 2.0 Form Post Response Mode §2). */
export function postBack({ query }: Asked, fields: Record<string, string>): Told {
  const inputs = Object.entries({ ...fields, state: query.get('state') ?? '' }).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value.replaceAll('"', '&quot;')}">`,
  );
  return {
    headers: { 'content-type': 'text/html' },
    body: `<form method="post" action="${query.get('redirect_uri')}">${inputs.join('')}</form>`,
  };
}

/** An ID token signed with the client's secret, as a vendor without published keys does. */
export const sharedSecretToken = (claims: Record<string, unknown>, secret: string): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));

async function readBody(request: IncomingMessage): Promise<URLSearchParams> {
  const sent = await text(request);
  if (!request.headers['content-type']?.includes('json')) return new URLSearchParams(sent);
  return new URLSearchParams(JSON.parse(sent) as Record<string, string>);
}

/** Serves one vendor's endpoints, and a client's pages under /client. */
export async function startVendor(routes: Readonly<Record<string, Route>>) {
  const server = createServer();
  const origin = await listen(server);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    const { method = 'GET', headers } = request;
    const asked = { method, query: searchParams, headers, body: await readBody(request) };
    const client: Route = () => ({ headers: { 'content-type': 'text/html' }, body: '<p>client</p>' });
    const route = routes[`${method} ${pathname}`] ?? (pathname.startsWith('/client') ? client : undefined);
    if (!route) return void response.writeHead(404).end('Not found');
    const told = await route(asked, origin);
    response.writeHead(told.status ?? 200, told.headers).end(told.body);
  }
  return { origin, close: () => stop(server) };
}
