import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS, type Browser, launchBrowser, type Page, waitFor } from '../drivers/index.ts';
import { openRow, openTab, readTab } from '../panel-reader.ts';
import { type Site, startSite } from './support/site.ts';
import { createWatcher, type Seen, type Watcher } from './support/watch.ts';

declare global {
  interface Window {
    socket: WebSocket;
    heard: { at: number; size: number }[];
  }
}

const SENT = 1;
const BINARY = 2;
const TRUNCATED = 4;
const PENDING = 8;

/** Opens a socket in the page and keeps it; settles when it is open. */
function connect(url: string): Promise<void> {
  window.heard = [];
  window.socket = new WebSocket(url);
  const { socket } = window;
  socket.addEventListener('message', ({ data }) => {
    const size = typeof data === 'string' ? data.length : (data.size ?? data.byteLength);
    window.heard.push({ at: performance.timeOrigin + performance.now(), size });
  });
  return new Promise((resolve) => socket.addEventListener('open', () => resolve()));
}

describe.each(BROWSERS)('in %s', (kind) => {
  let site: Site;
  let browser: Browser;
  let number = 0;

  beforeAll(async () => {
    site = await startSite({ '/': '<!doctype html><title>page</title>' });
    browser = await launchBrowser(kind);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function openPage(): Promise<{ page: Page; watcher: Watcher }> {
    const url = `${site.origin}/?${++number}`;
    const page = await browser.newPage(url);
    return { page, watcher: await createWatcher(browser, url) };
  }

  const received = ({ frames }: Seen) => frames.filter(({ flags }) => !(flags & SENT));

  test('DevTools opened late: the whole life is there, and the newest frames that the buffer kept; the rest is counted', async () => {
    const { page, watcher } = await openPage();
    const frames = 30_000;
    await page.evaluate(connect, `${site.sockets}/burst?frames=${frames}`);
    await page.waitFor((count: number) => window.heard.length === count, { args: [frames] });
    await watcher.start();
    const seen = await watcher.until(
      ({ frames: all }) => all.some(({ seq }) => seq === frames - 1),
      'the last frame',
    );
    const dropped = seen.notes.find(({ kind: what }) => what === 'frames-dropped');
    expect(dropped).toMatchObject({ where: 'page-buffer' });
    expect(seen.frames.length).toBeGreaterThan(6_000);
    expect(seen.frames.length + Number(dropped!.count)).toBe(frames);
    expect(seen.frames.map(({ seq }) => seq)).toEqual(
      Array.from({ length: seen.frames.length }, (_, index) => frames - seen.frames.length + index),
    );
    expect(seen.frames.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(1 << 20);
    expect(seen.notes.map(({ kind: what }) => what).slice(0, 2)).toEqual(['socket-created', 'socket-opened']);
    await watcher.stop();
  });

  test('what the buffer and then the transport had to drop is shown in the panel, to the frame', async () => {
    // Firefox opens DevTools on the tab that is in front: no watcher's tab may be.
    const page = await browser.newPage(`${site.origin}/?${++number}`);
    const frames = 30_000;
    await page.evaluate(connect, `${site.sockets}/burst?frames=${frames}`);
    await page.waitFor((count: number) => window.heard.length === count, { args: [frames] });
    const panel = await page.openPanel();
    await openRow(panel, 'WebSocket connections', '/burst');
    await openTab(panel, 'Frames');
    const numbers = async () => {
      const text = await readTab(panel, 'Frames');
      const found = text.match(/([\d,]+) frames\b[\s\S]*?([\d,]+) frames not kept/);
      return found?.slice(1).map((number) => Number(number.replaceAll(',', '')));
    };
    const [held, gone] = await waitFor(numbers, { what: 'both numbers', timeout: 60_000 });
    expect(held).toBeGreaterThan(6_000);
    expect(held! + gone!).toBe(frames);

    // While a task of the page runs no acknowledgement comes: after 16 messages they wait, and after 64 MiB the oldest go.
    const sent = 600;
    await page.evaluate(connect, `${site.sockets}/sink`);
    await page.evaluate((count) => {
      const text = 'x'.repeat(100_000);
      for (let i = 0; i < count; i++) window.socket.send(text);
    }, sent);
    await openRow(panel, 'WebSocket connections', '/sink');
    const both = async () => (await numbers())?.reduce((sum, number) => sum + number);
    await expect.poll(both, { timeout: 60_000 }).toBe(sent);
    // 11 frames fill a message of 2 MB, and 335 fill 64 MiB.
    const [took] = (await numbers())!;
    expect(took).toBeGreaterThan(15 * 11 + 300);
    expect(took).toBeLessThanOrEqual(17 * 11 + 336);
    await panel.close();
  });

  test('every kind of payload crosses whole, in order, at the page’s own time', async () => {
    const { page, watcher } = await openPage();
    await page.evaluate(connect, `${site.sockets}/echo`);
    await watcher.start();
    await watcher.until(
      ({ notes }) => notes.some(({ kind: what }) => what === 'socket-opened'),
      'the socket',
    );
    await page.evaluate(() => {
      const { socket } = window;
      const bytes = new Uint8Array([9, 1, 2, 3, 9]);
      for (const data of ['text', '', 'lone \ud800', new Blob(['blob']), bytes.buffer, bytes.subarray(1, 4)])
        socket.send(data);
      socket.send(new DataView(bytes.buffer, 2, 2));
      socket.send(new Blob([]));
    });
    const seen = await watcher.until(
      ({ frames, payloads }) => frames.length === 16 && payloads.length >= 7,
      'eight frames, their echoes and the Blobs among them',
    );
    const sent = seen.frames.filter(({ flags }) => flags & SENT);
    expect(sent.map(({ payload, size, flags }) => [payload, size, flags & ~SENT])).toEqual([
      ['text', 4, 0],
      ['', 0, 0],
      ['lone \ufffd', 6, 0],
      [null, 4, BINARY | PENDING],
      [{ bytes: 5, sum: 9 + 2 + 6 + 12 + 45 }, 5, BINARY],
      [{ bytes: 3, sum: 1 + 4 + 9 }, 3, BINARY],
      [{ bytes: 2, sum: 2 + 6 }, 2, BINARY],
      [null, 0, BINARY | PENDING],
    ]);
    // The page's binaryType is the default: what it gets as Blobs, we get as Blobs.
    expect(received(seen).map(({ size }) => size)).toEqual([4, 0, 6, 4, 5, 3, 2, 0]);
    expect([...seen.frames].sort((a, b) => a.seq - b.seq)).toEqual(seen.frames);
    const blob = [...new TextEncoder().encode('blob')].reduce(
      (sum, byte, index) => sum + byte * (index + 1),
      0,
    );
    expect(seen.payloads.filter(({ bytes, sum }) => bytes === 4 && sum === blob)).toHaveLength(2);
    const heard = await page.evaluate(() => window.heard);
    const apart = received(seen).map(({ at }, index) => Math.abs(at - heard[index]!.at));
    // Of most: between our listener and the page's, a busy machine may take the thread away.
    const [median] = apart.sort((a, b) => a - b).slice(apart.length / 2);
    expect(median).toBeLessThanOrEqual(1);
    await watcher.stop();
  });

  test('100 MB in one frame come whole, in parts, and the page goes on', async () => {
    const { page, watcher } = await openPage();
    const size = 100_000_000;
    await page.evaluate(connect, `${site.sockets}/echo`);
    await watcher.start();
    await watcher.until(({ notes }) => notes.length >= 2, 'the first socket');
    await page.evaluate(connect, `${site.sockets}/large?bytes=${size}`);
    const { frames, payloads } = await watcher.until(
      (seen) => seen.payloads.reduce((sum, { bytes }) => sum + bytes, 0) === size,
      'all parts of the large frame',
    );
    expect(frames).toMatchObject([{ size, flags: PENDING, payload: null }]);
    expect(payloads.map(({ part }) => part)).toEqual(
      payloads.map((_, number) => ({ at: number << 20, of: size })),
    );
    expect(await page.evaluate(() => window.heard.map((message) => message.size))).toEqual([size]);
    await watcher.stop();
  });

  test('a large frame that nobody watches leaves room for others', async () => {
    const { page, watcher } = await openPage();
    await page.evaluate(connect, `${site.sockets}/large?bytes=5000000`);
    await page.waitFor(() => window.heard.length === 1);
    await page.evaluate(() => window.socket.send('small'));
    await watcher.start();
    const { frames } = await watcher.until((seen) => seen.frames.length === 2, 'both frames');
    expect(frames).toMatchObject([
      { size: 5_000_000, flags: TRUNCATED, payload: { characters: 256 << 10 } },
      { payload: 'small', flags: SENT },
    ]);
    await watcher.stop();
  });

  test('looking again tells every life anew and goes on without a gap', async () => {
    const { page, watcher } = await openPage();
    await page.evaluate(connect, `${site.sockets}/echo`);
    await watcher.start();
    await watcher.until(({ notes }) => notes.length >= 2, 'the socket');
    await page.evaluate(() => window.socket.send('watched'));
    await watcher.until(({ frames }) => frames.length === 2, 'the watched frame and its echo');
    await watcher.stop();
    await page.evaluate(() => window.socket.send('alone'));
    await page.waitFor(() => window.heard.length === 2);
    await watcher.start();
    const seen = await watcher.until(
      ({ frames }) => frames.some(({ seq }) => seq === 3),
      'the frame that nobody watched',
    );
    // The newest frames are told again, for a panel that was not there: their numbers say which they are.
    expect([...new Map(seen.frames.map(({ seq, payload }) => [seq, payload]))]).toEqual([
      [0, 'watched'],
      [1, 'watched'],
      [2, 'alone'],
      [3, 'alone'],
    ]);
    await watcher.stop();
  });

  test('the life of a WebSocketStream is told where the browser has it', async () => {
    const { page, watcher } = await openPage();
    const life = await page.evaluate(async (url) => {
      const { WebSocketStream } = window as unknown as {
        WebSocketStream?: new (
          url: string,
        ) => { opened: Promise<unknown>; closed: Promise<unknown>; close(info: object): void };
      };
      if (!WebSocketStream) return undefined;
      const stream = new WebSocketStream(url);
      await stream.opened;
      stream.close({ closeCode: 3001, reason: 'bye' });
      return stream.closed;
    }, `${site.sockets}/echo`);
    expect(Boolean(life)).toBe(kind === 'chromium');
    if (!life) return;
    await watcher.start();
    const { notes } = await watcher.until((seen) => seen.notes.length === 3, 'its life');
    expect(notes).toMatchObject([
      { kind: 'socket-created', api: 'WebSocketStream', url: `${site.sockets}/echo` },
      { kind: 'socket-opened', protocol: '' },
      { kind: 'socket-closed', code: 3001, reason: 'bye', wasClean: true },
    ]);
    await watcher.stop();
  });
});
