import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { listen, stop } from '../../../playground/listen.ts';
import { serverSideClient } from './server-side-client.ts';

/** Where the pages find everything. */
export interface SiteConfiguration {
  site: string;
  /** oidc-provider with a client for each page. */
  issuer: string;
  /** oauth2-mock-server: signs in at once, without a page. */
  mock: string;
  /** Answers as a test tells it to. */
  odd: string;
}

const folder = path.join(import.meta.dirname, '../clients');

/** Serves a page for each client of `clients/`: `/NAME` is its redirect URI too, `/NAME.js` its script. */
export async function startSite() {
  const { outputFiles } = await build({
    entryPoints: readdirSync(folder).map((file) => path.join(folder, file)),
    outdir: folder,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  const scripts = new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text]));
  const server = createServer();
  const site = await listen(server);
  return {
    origin: site,
    serve(rest: Omit<SiteConfiguration, 'site'>) {
      const configuration = { site, ...rest };
      const client = serverSideClient(configuration);
      server.on('request', (request, response) => {
        answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
      });
      async function answer(request: IncomingMessage, response: ServerResponse) {
        const { pathname } = new URL(request.url ?? '/', site);
        if (await client(request, response)) return;
        const script = scripts.get(pathname);
        if (script) {
          response.writeHead(200, { 'content-type': 'text/javascript', 'service-worker-allowed': '/' });
          return void response.end(script);
        }
        if (!scripts.has(`${pathname}.js`)) return void response.writeHead(404).end('Not found');
        if (request.method === 'POST') await text(request);
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.end(renderPage(`${pathname}.js`, configuration));
      }
    },
    close: () => stop(server),
  };
}

const renderPage = (script: string, configuration: SiteConfiguration) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${script}</title><link rel="icon" href="data:,">
<script type="application/json" id="configuration">${JSON.stringify(configuration)}</script>
<script type="module" src="${script}"></script></head><body></body></html>`;
