import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser, type Panel } from './drivers/index.ts';
import { openRow, openTab, readGrid } from './panel-reader.ts';

/** A loaded machine is slow, not wrong. */
const SOON = { timeout: 45_000 };
const CONNECTIONS = 20;
const EACH = 10_000;

/** Drops a session file with many frames on the panel. Runs there. */
function openSession(connections: number, each: number): void {
  const place = { tabId: 1, frameId: 0 };
  const at = 1_700_000_000_000;
  const lines: string[] = [];
  for (let n = 1; n <= connections; n++) {
    const url = `wss://api.example/feed-${n}`;
    lines.push(
      JSON.stringify({ kind: 'socket-created', socket: `r.${n}`, at, place, url, protocols: [] }),
      JSON.stringify({
        kind: 'socket-opened',
        socket: `r.${n}`,
        at: at + 1,
        place,
        protocol: '',
        extensions: '',
      }),
    );
  }
  for (let n = 1; n <= connections; n++)
    for (let first = 0; first < each; first += 1_000) {
      const seqs = Array.from({ length: 1_000 }, (_, i) => first + i);
      // What is looked for stands behind the first kilobyte of one frame.
      const payloads = seqs.map((seq) =>
        n === 7 && seq === 5_000
          ? `{"fill":"${'x'.repeat(2_000)}","needle":"주문 접수"}`
          : `{"n":${100_000_000 + n * 1_000_000 + seq},"side":"${seq % 2 ? 'buy' : 'sell'}","text":"${'a'.repeat(40)}"}`,
      );
      const times = seqs.map((seq) => at + seq);
      const flags = seqs.map((seq) => (seq % 4 === 0 ? 1 : 0));
      const sizes = payloads.map(({ length }) => length);
      const sockets = seqs.map(() => n);
      lines.push(
        JSON.stringify({
          kind: 'socket-frames',
          place,
          realm: 'r',
          sockets,
          seqs,
          times,
          flags,
          sizes,
          payloads,
        }),
      );
    }
  const head = { format: 'handshake-session', version: 2, exportedAt: new Date(at).toISOString() };
  const generator = { name: 'Handshake', version: '1.0.0' };
  const counts = { observations: connections * 2, frames: connections * each };
  const text = `${JSON.stringify({ ...head, generator, counts, observations: [] }).slice(0, -2)}\n${lines.join(',\n')}\n]}`;
  const files = new DataTransfer();
  files.items.add(new File([text], 'many.handshake.json'));
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

describe.each(BROWSERS)('a search over 200,000 frames in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let panel: Panel;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind);
    panel = await (await browser.newPage(playground.socketsPage)).openPanel();
    await panel.waitFor('input[type="file"]');
    await panel.evaluate(openSession, CONNECTIONS, EACH);
    // By the heading: rows out of view are not drawn.
    await panel.waitFor(
      (count: number) =>
        Number(document.querySelector('[data-tour="sockets"]')?.textContent?.replace(/\D/g, '')) === count,
      { ...SOON, args: [CONNECTIONS] },
    );
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  const strip = () => panel.text('[aria-label="Search"]');
  /** Asks, waits until all has been looked at, and gives what the strip says. */
  async function ask(query: string, expected: string | RegExp): Promise<void> {
    await panel.fill('#filter', query);
    await expect.poll(strip, SOON).toMatch(expected);
    await panel.waitFor(() => !document.querySelector('[aria-label="Search"] progress'), SOON);
    expect(await strip()).toMatch(expected);
  }
  const rows = (label: string) => readGrid(panel, label);

  test('counts all of them, by words, expressions, JSONPath and what they are', async () => {
    await ask('type:text', /200,000 frames/);
    await ask('107005000', /No frame/);
    await ask('107005001', /1 frame\b/);
    await ask('/"n":1070050\\d\\d,/', /99 frames/);
    await ask('json:$.n>=120009990', /10 frames/);
    await ask('json:$.side==buy conn:1-2', /10,000 frames/);
    await ask('dir:out not sell', /1 frame\b/);
    await ask('(107005001 or 108005001) buy', /2 frames/);
  });

  test('finds text beyond ASCII behind the first kilobyte, and shows only the connection that has it', async () => {
    await ask('주문', /1 frame\b.*1 connection/s);
    await expect.poll(async () => (await rows('WebSocket connections')).length, SOON).toBe(1);
    await openRow(panel, 'WebSocket connections', '/feed-7');
    await openTab(panel, 'Frames');
    await expect.poll(async () => (await rows('Frames of connection 7')).length, SOON).toBe(1);
  });

  test('marks matches in their context, and goes from one to the next in whatever connection', async () => {
    await ask('107000003 or 109000004', /2 frames/);
    await panel.evaluate(() =>
      [...document.querySelectorAll('label')].find(({ textContent }) => textContent === 'Highlight')!.click(),
    );
    await panel.waitFor('[role="grid"][aria-label="Frames of connection 7"][aria-rowcount="10001"]', SOON);
    await panel.evaluate(() => document.querySelector<HTMLElement>('[aria-label^="Next match"]')!.click());
    await panel.waitFor('[aria-label="Payload"]');
    await expect.poll(() => panel.text('[aria-label="Payload"]'), SOON).toMatch(/109000004|107000003/);
    const first = await panel.text('[aria-label="Payload"]');
    await panel.evaluate(() => document.querySelector<HTMLElement>('[aria-label^="Next match"]')!.click());
    await expect
      .poll(() => panel.text('[aria-label="Payload"]'), SOON)
      .toMatch(first.includes('109000004') ? /107000003/ : /109000004/);
    await panel.evaluate(() =>
      [...document.querySelectorAll('label')].find(({ textContent }) => textContent === 'Filter')!.click(),
    );
  });

  test('says what is wrong with a query where it stands, and completes what is begun', async () => {
    await panel.fill('#filter', 'dir:up tick');
    await expect.poll(() => panel.text('#filter-popup'), SOON).toMatch(/dir: takes in or out, not “up”/);
    await panel.fill('#filter', 'si');
    await expect.poll(() => panel.text('#filter-popup [role="listbox"]'), SOON).toMatch(/size:/);
    await panel.press('ArrowDown');
    await panel.press('Enter');
    await panel.waitFor(() => document.querySelector<HTMLInputElement>('#filter')!.value === 'size:');
    // What is said beneath the field is not cut off where the panel is narrow.
    await panel.evaluate(() => document.querySelector<HTMLElement>('#filter')!.blur());
    await panel.screenshot(`.output/suggestions-${kind}.png`, { width: 420, height: 800 });
    await panel.fill('#filter', 'si');
    const beyond = () =>
      panel.evaluate(() => {
        const { left, right, width } = document.querySelector('#filter-popup')!.getBoundingClientRect();
        return width > 0 ? Math.max(0, -left, right - innerWidth) : undefined;
      });
    await panel.waitFor('#filter-popup');
    await expect.poll(beyond, SOON).toBe(0);
    await panel.screenshot(`.output/suggestions-${kind}.png`, { width: 1400, height: 900 });
  });

  test('an expression that never ends does not hold up the panel: it is stopped, said, and the next one works', async () => {
    await panel.fill('#filter', '/(a+)+$/');
    const answered = await panel.evaluate(async () => {
      const started = performance.now();
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 50));
      return performance.now() - started;
    });
    expect(answered).toBeLessThan(5_000);
    await expect.poll(strip, SOON).toMatch(/Stopped: the regular expression did not come back/);
    await ask('107005001', /1 frame\b/);
  });

  test('filters that are kept hold together', async () => {
    const save = () =>
      panel.waitFor(() => {
        const button = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent === 'Save this filter',
        );
        button?.click();
        return button;
      });
    await ask('107005001', /1 frame\b/);
    await save();
    await ask('108005001', /No frame/);
    await save();
    await expect.poll(strip, SOON).toMatch(/No frame/);
    await panel.evaluate(() => {
      const choice = document.querySelector<HTMLSelectElement>(
        '[aria-label="How saved filters hold together"]',
      )!;
      choice.value = 'or';
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await expect.poll(strip, SOON).toMatch(/2 frames/);
  });
});
