import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel } from './drivers/index.ts';
import { openRow, openTab, readGrid, readTab } from './panel-reader.ts';
import { plainSockets } from './playground-steps.ts';

const CONNECTIONS = 'WebSocket connections';

/** What each button of the page leads to, in the page's order. */
const EXPECTED = [
  ['open', '/echo', '2 ↑2 ↓', ''],
  ['open', '/echo', '2 ↑2 ↓', ''],
  ['open', '/echo', '1 ↑1 ↓', ''],
  ['open', '/large', '0 ↑1 ↓', ''],
  ['open', '/burst', '0 ↑5,000 ↓', ''],
  ...Array(5).fill(['open', '/echo', '1 ↑1 ↓', '']),
  ['failed', '/status/401', '0 ↑0 ↓', '1006'],
  ['failed', '/status/403', '0 ↑0 ↓', '1006'],
  ['failed', '/nobody', '0 ↑0 ↓', '1006'],
  ['failed', '/not-a-websocket', '0 ↑0 ↓', '1006'],
  ['closed', '/close/4000', '0 ↑0 ↓', '4000'],
  ['closed', '/drop', '1 ↑0 ↓', '1006'],
];

describe.each(BROWSERS)('plain sockets in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind);
    page = await browser.newPage(playground.socketsPage);
    panel = await page.openPanel();
    await plainSockets(page);
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  async function openConnection(part: string, tab: string): Promise<string> {
    await openRow(panel, CONNECTIONS, part);
    await openTab(panel, tab);
    return readTab(panel, tab);
  }

  test('every connection is listed with its state, its frames and its close code', async () => {
    const shown = async () =>
      (await readGrid(panel, CONNECTIONS)).map((row) => [
        row.State,
        row.Connection?.match(/\d(\/[^?]+)/)?.[1],
        row['Frames ↑ ↓'],
        row.Code,
      ]);
    await expect.poll(shown).toEqual(EXPECTED);
  });

  test('a handshake that was answered with 401 shows the answer', async () => {
    const handshake = await openConnection('/status/401', 'Handshake');
    expect(handshake).toContain('HTTP/1.1 401 Unauthorized');
    expect(handshake).toMatch(/www-authenticate\s+Bearer/i);
  });

  test('a 403, which Chromium hides from extensions, is shown where the browser shows it', async () => {
    const handshake = await openConnection('/status/403', 'Handshake');
    expect(handshake).toContain(kind === 'firefox' ? 'HTTP/1.1 403 Forbidden' : 'net::ERR_FAILED');
    const life = await openConnection('/status/403', 'Life');
    expect(life).toContain(
      kind === 'firefox' ? 'The server answered the handshake with 403.' : 'cannot be seen',
    );
  });

  test('five connections to one URL have each a handshake of their own', async () => {
    const accepts = new Set<string | undefined>();
    for (const number of [6, 7, 8, 9, 10]) {
      await openRow(panel, CONNECTIONS, number);
      await panel.waitFor(`[aria-label="Connection ${number}"]`);
      await openTab(panel, 'Handshake');
      const handshake = await readTab(panel, 'Handshake');
      expect(handshake).toContain('101 Switching Protocols');
      accepts.add(handshake.match(/sec-websocket-accept\s+(\S{28})/i)?.[1]);
    }
    expect(accepts.size).toBe(5);
    expect(accepts).not.toContain(undefined);
  });

  test('the subprotocol that the server chose is named', async () => {
    await openRow(panel, CONNECTIONS, 3);
    await panel.waitFor('[aria-label="Connection 3"]');
    await openTab(panel, 'Handshake');
    expect(await readTab(panel, 'Handshake')).toMatch(
      /Offered\s+chat\.v1, chat\.v2\s+Subprotocol\s+chat\.v2/,
    );
  });

  test('the request headers that the browser keeps from extensions are named, and no others', async () => {
    await openRow(panel, CONNECTIONS, 3);
    await panel.waitFor('[aria-label="Connection 3"]');
    await openTab(panel, 'Handshake');
    const handshake = await readTab(panel, 'Handshake');
    const hidden = /kept from extensions by this browser: (.+)\./.exec(handshake)?.[1];
    // Firefox adds Upgrade after its last event for extensions.
    const kept =
      kind === 'firefox'
        ? 'Upgrade'
        : 'Host, Sec-WebSocket-Key, Sec-WebSocket-Protocol, and Sec-WebSocket-Extensions';
    expect(hidden).toBe(kept);
    for (const shown of ['Origin', 'User-Agent', 'Connection', 'Accept-Encoding']) {
      expect(handshake).toMatch(new RegExp(`^${shown}\\s+(?!not shown)\\S`, 'im'));
    }
  });

  test('a close tells its code, its reason and who closed', async () => {
    const byServer = await openConnection('/close/4000', 'Life');
    expect(byServer).toMatch(/4000[\s\S]*Maintenance[\s\S]*The server inferred/);
    expect(await openConnection('/drop', 'Life')).toMatch(/1006[\s\S]*The network inferred/);
    await page.click('#close-by-page');
    await expect
      .poll(() => openConnection('/burst', 'Life'))
      .toMatch(/1000[\s\S]*The page is done[\s\S]*The page proved/);
  });

  test('a frame is shown as JSON where it is JSON, and as hex where it is binary', async () => {
    await openRow(panel, CONNECTIONS, 1);
    await panel.waitFor('[aria-label="Connection 1"]');
    await openTab(panel, 'Frames');
    await openRow(panel, 'Frames of connection 1', 'greeting');
    await panel.waitFor('[aria-label="Payload as JSON"]');
    expect(await panel.text('[aria-label="Payload as JSON"]')).toContain('Hello, socket 👋');
    await openRow(panel, CONNECTIONS, 2);
    await openRow(panel, 'Frames of connection 2', '256 B');
    await panel.waitFor('[aria-label="256 bytes in hex"]');
    expect(await panel.text('[aria-label="256 bytes in hex"]')).toMatch(/^0+\s+00 01 02 03/);
  });
});
