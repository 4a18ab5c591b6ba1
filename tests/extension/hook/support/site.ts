import { createServer, type ServerResponse } from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';
import { listen, stop } from '../../../playground/listen.ts';
import { startSocketServer } from '../../../playground/socket-server.ts';

export interface Site {
  origin: string;
  /** Origin of the plain sockets. */
  sockets: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** A page by its path: its markup, and headers where it needs any. */
export type Pages = Record<string, string | { html: string; headers: Record<string, string> }>;

/** Bundles one of this folder's page scripts into the text of a classic script. */
export async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, file)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2024',
    logLevel: 'warning',
  });
  return outputFiles[0]!.text;
}

/** Serves pages and scripts on loopback, beside the playground's plain sockets. `SOCKETS` in a page is their origin. */
export async function startSite(pages: Pages, scripts: Record<string, string> = {}): Promise<Site> {
  const sockets = await startSocketServer();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    requests.push(pathname);
    const page = pages[pathname];
    const script = scripts[pathname];
    if (page !== undefined) answerPage(response, page, sockets.origin);
    else if (script !== undefined) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    else response.writeHead(404).end();
  });
  const origin = await listen(server);
  return {
    origin,
    sockets: sockets.origin,
    requests,
    close: async () => void (await Promise.all([sockets.close(), stop(server)])),
  };
}

function answerPage(response: ServerResponse, page: Pages[string], sockets: string): void {
  const { html, headers } = typeof page === 'string' ? { html: page, headers: {} } : page;
  const type = { 'content-type': 'text/html; charset=utf-8' };
  response.writeHead(200, { ...type, ...headers }).end(html.replaceAll('SOCKETS', sockets));
}
