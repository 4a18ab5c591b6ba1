import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel } from '../drivers/index.ts';
import { openRow, openTab, readGrid } from '../panel-reader.ts';
import { startTalks, type Talk } from './talk-server.ts';

const CONNECTIONS = 'WebSocket connections';
const SOCKETIO = '/socket.io/?EIO=4&transport=websocket';

const talks: Record<string, Talk> = {
  [SOCKETIO]: {
    greet: ['0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000}', '40{"sid":"y"}', '2'],
    answer: (message) => (message.startsWith('421') ? ['431["ok"]'] : []),
  },
  '/packed': {
    greet: [gzipSync('{"unpacked":"by gzip"}'), gzipSync(new Uint8Array(100 * 1024 * 1024))],
  },
  '/hostile': {
    greet: [
      '['.repeat(300_000) + ']'.repeat(300_000),
      '{"__proto__":{"polluted":true},"a":1}',
      'x'.repeat(5 * 1024 * 1024),
      '{"b":2}',
    ],
  },
  '/rooms/1': { greet: ['{"room":1}'] },
  '/rooms/2': { greet: ['{"room":2}'] },
  '/brotli': { greet: [brotliCompressSync('{"unpacked":"by brotli"}')] },
};

describe.each(BROWSERS)('frames decoded in %s', (kind) => {
  let server: Awaited<ReturnType<typeof startTalks>>;
  let browser: Browser;
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    server = await startTalks(talks);
    browser = await launchBrowser(kind);
    page = await browser.newPage(server.page);
    panel = await page.openPanel();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** Opens the connection in the page's own world, and its frames in the panel. */
  async function talk(path: string, ordinal: number, says: readonly string[] = []) {
    await page.evaluate(
      (text) => {
        const script = document.createElement('script');
        script.textContent = text;
        document.head.append(script);
      },
      server.script(path, says),
    );
    // Before its frames come a connection may be known by its handshake alone, and be another one to the panel.
    await panel.waitFor(
      (wanted: string) =>
        [...document.querySelectorAll('[role="row"]')].some(
          ({ textContent }) =>
            textContent?.includes(wanted) && textContent.includes('open') && /[1-9]\d* ↓/.test(textContent),
        ),
      { args: [path.slice(0, 12)], what: `${path} to be open, with its first frames` },
    );
    await openRow(panel, CONNECTIONS, path.slice(0, 12));
    await openTab(panel, 'Frames');
    return `Frames of connection ${ordinal}`;
  }
  const lines = async (grid: string) => (await readGrid(panel, grid)).map((row) => row.Data);
  const readAs = (protocol: string) =>
    panel.waitFor(
      (wanted: string) => {
        const select = [...document.querySelectorAll('select')].find((one) =>
          one.closest('label')?.textContent?.startsWith('Read as'),
        );
        if (!select?.querySelector(`option[value="${wanted}"]`)) return false;
        select.value = wanted;
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      },
      { args: [protocol], what: `to read as ${protocol}` },
    );
  const laidOut = () => panel.text('[aria-label="Payload decoded"]');

  test('each frame in a line, heartbeats aside, and laid out when it is opened', async () => {
    const grid = await talk(SOCKETIO, 1, ['40', '421["say",{"text":"hi"}]', '3']);
    await expect
      .poll(() => lines(grid))
      .toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^event say \(.*text: hi/),
          expect.stringMatching(/^ack/),
        ]),
      );
    expect(await lines(grid)).toHaveLength(5);
    const showHeartbeats = () =>
      panel.waitFor(() => {
        const choice = [...document.querySelectorAll('label')].find((one) =>
          /^\d heartbeats/.test(one.textContent),
        );
        choice?.querySelector('input')?.click();
        return choice?.textContent?.startsWith('2 heartbeats');
      });
    await showHeartbeats();
    await expect.poll(async () => (await lines(grid)).length).toBe(7);
    await showHeartbeats();
    await expect.poll(async () => (await lines(grid)).length).toBe(5);
    await openRow(panel, grid, 'event say');
    await expect.poll(laidOut).toMatch(/EVENT[\s\S]*event[\s\S]*say[\s\S]*arguments[\s\S]*hi/);
    await panel.waitFor(() => document.body.textContent?.includes('reply after'));
  });

  test('what is compressed is unpacked, and a zip bomb says why not', async () => {
    const grid = await talk('/packed', 2);
    await openRow(panel, grid, 1);
    await expect.poll(laidOut).toContain('by gzip');
    await openRow(panel, grid, 2);
    await expect.poll(laidOut).toMatch(/not decoded: it unpacks to more than \d+ bytes/);
  });

  test('a hostile payload says why it was not decoded, keeps its text, and harms no other', async () => {
    const grid = await talk('/hostile', 3);
    await expect.poll(async () => (await lines(grid))[3]).toBe('b: 2');
    await openRow(panel, grid, 1);
    await openTab(panel, 'Decoded');
    await expect.poll(laidOut).toContain('not decoded: it is nested deeper than 128 levels');
    await openTab(panel, 'Text');
    await panel.waitFor(() => document.body.textContent?.includes('[[[[[[[['));
    await openRow(panel, grid, 3);
    await openTab(panel, 'Decoded');
    await expect.poll(laidOut).toMatch(/not decoded: (it is longer than|only the first)/);
    expect(await panel.evaluate(() => 'polluted' in {})).toBe(false);
  });

  test('brotli is unpacked where the browser can, chosen by hand', async () => {
    const grid = await talk('/brotli', 4);
    const can = await panel.evaluate(() => {
      try {
        return new DecompressionStream('brotli' as CompressionFormat) !== undefined;
      } catch {
        return false;
      }
    });
    await readAs('compressed');
    await openRow(panel, grid, 1);
    await expect
      .poll(laidOut)
      .toContain(can ? 'by brotli' : 'not decoded: this browser does not unpack brotli');
  });

  test('a choice is kept for connections of the same URL pattern, and taken back for all of them', async () => {
    const first = await talk('/rooms/1', 5);
    await expect.poll(() => lines(first)).toEqual(['room: 1']);
    await readAs('raw');
    await expect.poll(() => lines(first)).toEqual(['{"room":1}']);
    const second = await talk('/rooms/2', 6);
    await panel.waitFor(() => document.body.textContent?.includes('chosen by the user'));
    await expect.poll(() => lines(second)).toEqual(['{"room":2}']);
    await readAs('');
    await expect.poll(() => lines(second)).toEqual(['room: 2']);
    await openRow(panel, CONNECTIONS, '/rooms/1');
    await expect.poll(() => lines(first)).toEqual(['room: 1']);
  });
});
