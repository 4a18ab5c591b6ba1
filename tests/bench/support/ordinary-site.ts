import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a page of `requests` requests loads; none of them has to do with OAuth. */
export interface OrdinarySite {
  url: string;
  close(): void;
}

const TYPES = { json: 'application/json', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
type Kind = keyof typeof TYPES;

const TEXTS: Record<Kind, string> = {
  json: JSON.stringify(Array.from({ length: 20 }, (_, id) => ({ id, name: `Item ${id}`, price: id * 3 }))),
  js: 'globalThis.loaded = (globalThis.loaded ?? 0) + 1;',
  css: '.item { color: rebeccapurple; }',
  svg: '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>',
};

/** Half of them are calls of an API, as in a heavy single-page application; eight at a time. */
function page(requests: number): string {
  const script = `
    const kinds = ['json', 'js', 'json', 'css', 'json', 'svg'];
    const get = (i) => {
      const kind = kinds[i % kinds.length];
      const url = '/item/' + i + '.' + kind + '?v=' + Math.random();
      if (kind === 'json') return fetch(url, { headers: { accept: 'application/json' } }).then((r) => r.json());
      return new Promise((resolve, reject) => {
        const tag = { js: 'script', css: 'link', svg: 'img' }[kind];
        const element = Object.assign(document.createElement(tag), { onload: resolve, onerror: reject });
        if (kind === 'css') element.rel = 'stylesheet';
        element[kind === 'css' ? 'href' : 'src'] = url;
        document.body.append(element);
      });
    };
    let next = 0;
    const lane = async () => { while (next < ${requests}) await get(next++); };
    Promise.all(Array.from({ length: 8 }, lane)).then(() => { document.body.dataset.took = performance.now(); });`;
  return `<!doctype html><meta charset="utf-8"><title>Ordinary</title><body><script>${script}</script>`;
}

/** Serves it on loopback. */
export async function startOrdinarySite(requests: number, latency = 0): Promise<OrdinarySite> {
  const html = page(requests);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const kind = request.url?.match(/^\/item\/\d+\.(json|js|css|svg)/)?.[1] as Kind | undefined;
    response.setHeader('content-type', kind ? TYPES[kind] : 'text/html');
    response.setHeader('cache-control', 'no-store');
    const answer = () => response.end(kind ? TEXTS[kind] : html);
    if (latency) setTimeout(answer, latency);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
