import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel, waitFor } from './drivers/index.ts';
import { openRow, openTab, readConnections, readGrid, readTab } from './panel-reader.ts';

const CONNECTIONS = 'WebSocket connections';

/** A loaded machine is slow, not wrong. */
const SOON = { timeout: 45_000 };

/** More than DevTools is asked to list unasked. */
const FLOOD = 1_000;
const TICK = JSON.stringify({ tick: 'x'.repeat(80_000) });

/** Opens a socket, greets, and says one more word when told to. */
const speaker = (name: string) => `
  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/${name}');
  const opened = new Promise((resolve) => { socket.onopen = resolve; });
  opened.then(() => socket.send('hello'));
  const told = ({ data }) => data === 'close' ? socket.close(4001, 'enough') : socket.send(data);
  self.onmessage = told;
  self.onconnect = ({ ports: [port] }) => { port.onmessage = told; };`;

const PAGES: Record<string, [type: string, text: string]> = {
  '/': ['text/html', '<!doctype html><title>workers</title>'],
  '/dedicated.js': ['text/javascript', speaker('dedicated')],
  '/module.js': ['text/javascript', `${speaker('module')} export {};`],
  '/shared.js': ['text/javascript', speaker('shared')],
  '/service.js': [
    'text/javascript',
    `self.onactivate = (event) => event.waitUntil(clients.claim());${speaker('service')}`,
  ],
};

async function startSite() {
  const server = createServer((request, response) => {
    const [type, text] = PAGES[request.url?.replace(/\?.*/, '') ?? ''] ?? ['text/plain', ''];
    response.setHeader('content-type', type);
    response.end(text);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, { url }) => {
    if (url === '/flood') for (let sent = 0; sent < FLOOD; sent++) socket.send(TICK);
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** Connections that are open, as the server knows. */
    connected: () => sockets.clients.size,
    close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
}

function startWorkers() {
  const scope = window as typeof window & { workers: Worker[] };
  scope.workers = [new Worker('/dedicated.js'), new Worker('/module.js', { type: 'module' })];
  new SharedWorker('/shared.js');
  void navigator.serviceWorker.register('/service.js');
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/page`);
  socket.onopen = () => socket.send('hello');
  const { WebSocketStream } = window as typeof window & {
    WebSocketStream?: new (
      url: string,
    ) => { opened: Promise<{ readable: ReadableStream; writable: WritableStream }> };
  };
  if (!WebSocketStream) return;
  // Piped, so that no frame passes through a script of the page.
  const read: unknown[] = [];
  void new WebSocketStream(`${location.origin.replace('http', 'ws')}/stream`).opened.then(
    ({ readable, writable }) => {
      void readable.pipeTo(new WritableStream({ write: (chunk) => void read.push(chunk) }));
      const writer = writable.getWriter();
      void writer.write('hello').then(() => writer.write(new Uint8Array([1, 2, 3])));
    },
  );
}

describe.each(BROWSERS)('connections of workers in %s', (kind) => {
  let site: Awaited<ReturnType<typeof startSite>>;
  let browser: Browser;
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    site = await startSite();
    browser = await launchBrowser(kind);
    page = await browser.newPage(site.url);
    panel = await page.openPanel();
    await page.evaluate(startWorkers);
    const all = kind === 'chromium' ? 6 : 5;
    await waitFor(() => site.connected() === all, { what: 'every connection' });
  });

  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  const shown = async () =>
    (await readConnections(panel))
      .map((row) => `${row.Connection?.split('/').at(-1)} ${row['Frames ↑ ↓']}`)
      .sort();

  test.runIf(kind === 'chromium')('have their frames from DevTools, each once', async () => {
    const frames = '1 ↑1 ↓';
    // Of a shared worker's neither webRequest nor DevTools tells anything: the panel says so.
    const wanted = [
      ...['dedicated', 'module', 'page', 'service'].map((name) => `${name} ${frames}`),
      // Its life is the hook’s, its frames are DevTools’: one connection of the two.
      'stream 2 ↑2 ↓',
    ];
    await expect.poll(shown).toEqual(wanted);
    await page.evaluate(() =>
      (window as typeof window & { workers: Worker[] }).workers[0]?.postMessage('more'),
    );
    await expect.poll(shown).toContain('dedicated 2 ↑2 ↓');
    expect(await shown()).toHaveLength(5);
    await expect
      .poll(() => panel.text())
      .toMatch(
        /workers run \(.*shared\.js.*\)\. Chrome shows extensions nothing of a shared worker’s connections\./,
      );
  });

  test.runIf(kind === 'chromium')('end where DevTools says so, without a code that nobody saw', async () => {
    await page.evaluate(() =>
      (window as typeof window & { workers: Worker[] }).workers[0]?.postMessage('close'),
    );
    await openRow(panel, CONNECTIONS, '/dedicated');
    await openTab(panel, 'Life');
    await expect.poll(() => readTab(panel, 'Life')).toMatch(/neither its code nor its reason/);
  });

  test.runIf(kind === 'chromium')(
    'of a page with very many messages are looked for when asked to',
    async () => {
      // No worker of this site has been seen.
      const other = await startSite();
      try {
        const flooded = await browser.newPage(other.url);
        const beside = await flooded.openPanel();
        await flooded.evaluate(() => {
          new WebSocket(`${location.origin.replace('http', 'ws')}/flood`);
        });
        const said =
          /service worker opens from now on are not looked for.* all messages of this page \(about 1,000 by now\)/;
        await expect.poll(() => beside.text(), SOON).toMatch(said);
        await flooded.evaluate(() => void navigator.serviceWorker.register('/service.js'));
        await waitFor(() => other.connected() === 2, { what: 'the service worker’s connection' });
        const rows = async () => (await readConnections(beside)).map(({ Connection }) => Connection);
        expect(await rows()).toEqual([expect.stringMatching(/\/flood$/)]);
        // The server may know of a connection before DevTools list it: then one looks again.
        const looked = async () => {
          await beside.evaluate(() => {
            const buttons = [...document.querySelectorAll('button')];
            buttons.find(({ textContent }) => textContent === 'Look now')?.click();
          });
          return rows();
        };
        await expect.poll(looked, SOON).toContainEqual(expect.stringMatching(/\/service$/));
        expect(await beside.text()).not.toMatch(said);
      } finally {
        other.close();
      }
    },
  );

  test.runIf(kind === 'firefox')('are shown without frames, and with the reason', async () => {
    const hidden = ['dedicated', 'module', 'service', 'shared'].map((name) => `${name} not visible`);
    await expect.poll(shown).toEqual([...hidden.slice(0, 2), 'page 1 ↑1 ↓', ...hidden.slice(2)]);
    const rows = await readGrid(panel, CONNECTIONS);
    const heads = rows.filter(({ State }) => State === 'worker').map(({ Connection }) => Connection);
    // Which of the two opened first is not ours to say.
    expect(heads.sort()).toEqual([
      expect.stringMatching(/\/service\.js$/),
      expect.stringMatching(/\/shared\.js$/),
    ]);
    // Its worker's own heading has the word too.
    const at = rows.findIndex(({ Connection }) => Connection?.endsWith('/shared'));
    await openRow(panel, CONNECTIONS, at + 1);
    await openTab(panel, 'Frames');
    expect(await readTab(panel, 'Frames')).toMatch(/A worker opened it/);
  });
});
