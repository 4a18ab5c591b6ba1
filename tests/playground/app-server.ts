import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import type { ClientConfiguration } from './client/configuration.ts';
import { listen, stop } from './listen.ts';
import { STYLE } from './page.ts';

const folder = path.join(import.meta.dirname, 'client');

/** Serves the single-page client and the page of plain sockets. */
export async function startAppServer() {
  const scripts = await bundle();
  const server = createServer();
  const origin = await listen(server);
  return {
    origin,
    /** Begins to answer, once the other servers' addresses are known. */
    serve(configuration: Omit<ClientConfiguration, 'app'>) {
      const pages = renderPages({ app: origin, ...configuration });
      server.on('request', (request, response) => {
        answer(request, response, pages, scripts).catch((error) =>
          response.writeHead(500).end(String(error)),
        );
      });
    },
    close: () => stop(server),
  };
}

async function bundle(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: ['app.ts', 'sockets.ts', 'popup.ts', 'silent.ts', 'probe.ts'].map((file) =>
      path.join(folder, file),
    ),
    outdir: folder,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text]));
}

function renderPages(configuration: ClientConfiguration): Map<string, string> {
  const render = (file: string) =>
    readFileSync(path.join(folder, file), 'utf8')
      .replace('/* style */', () => STYLE)
      .replace('{"configuration":"…"}', () => JSON.stringify(configuration).replaceAll('<', '\\u003c'));
  const app = render('app.html');
  return new Map([
    ['/', app],
    ['/callback', app],
    ['/form-post', app],
    ['/sockets', render('sockets.html')],
    ['/popup', render('answer.html').replace('/* script */', '/popup.js')],
    ['/silent', render('answer.html').replace('/* script */', '/silent.js')],
    ['/probe', render('answer.html').replace('/* script */', '/probe.js')],
  ]);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  pages: Map<string, string>,
  scripts: Map<string, string>,
) {
  const { pathname } = new URL(request.url ?? '/', 'http://app');
  // A page cannot read a POST: its server hands the authorization response on, as such servers do.
  if (request.method === 'POST' && pages.has(pathname)) {
    const location = `${pathname}?${new URLSearchParams(await text(request))}`;
    return void response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
  }
  const page = pages.get(pathname);
  const script = scripts.get(pathname);
  if (page) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  else if (script) response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
  else response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
}
