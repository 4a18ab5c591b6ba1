import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel } from './drivers/index.ts';
import { openRow, openTab, readGrid } from './panel-reader.ts';

/** A loaded machine is slow, not wrong. */
const SOON = { timeout: 30_000 };
const CONNECTIONS = 'WebSocket connections';
const FRAMES = 'Frames of connection 1';
const GRID = `[role="grid"][aria-label="${FRAMES}"]`;

describe.each(BROWSERS)('a list of 5,000 frames in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind);
    page = await browser.newPage(playground.socketsPage);
    panel = await page.openPanel();
    await page.click('#burst');
    await page.waitFor('body[data-received="5000"]', { timeout: 60_000 });
    await panel.waitFor(() => document.body.textContent?.includes('5,000'), { timeout: 60_000 });
    await openRow(panel, CONNECTIONS, '/burst');
    await openTab(panel, 'Frames');
    await panel.waitFor(`${GRID}[aria-rowcount="5001"]`);
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  const numbers = async () =>
    (await readGrid(panel, FRAMES)).map((row) => Number(/(\d+)\D*$/.exec(row.Data ?? '')?.[1]));
  /** In the page's own world, where its WebSocket is the one that is watched. */
  const runInPage = (source: string) =>
    page.evaluate((text) => {
      const script = document.createElement('script');
      script.textContent = text;
      document.head.append(script);
    }, source);
  const selected = () =>
    panel.evaluate(
      (grid) => document.querySelector(`${grid} [aria-selected="true"]`)?.getAttribute('aria-rowindex') ?? '',
      GRID,
    );

  test('draws the rows that are seen, and stands at the newest', async () => {
    await expect.poll(async () => (await numbers()).at(-1), SOON).toBe(5000);
    const drawn = await numbers();
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.length).toBeLessThan(120);
  });

  test('stays where one scrolled to while frames come, says how many, and follows again', async () => {
    const live = 'Frames of connection 2';
    const grid = `[role="grid"][aria-label="${live}"]`;
    await runInPage(`globalThis.live = new WebSocket(${JSON.stringify(`${playground.sockets}/echo`)});
      live.onopen = () => { for (let k = 1; k <= 100; k++) live.send('first ' + k); };`);
    await openRow(panel, CONNECTIONS, '100 ↑100 ↓');
    await panel.waitFor(`${grid}[aria-rowcount="201"]`);
    const lines = async () => (await readGrid(panel, live)).map((row) => row.Data);
    await expect.poll(async () => (await lines()).at(-1), SOON).toBe('first 100');
    await panel.evaluate((wanted) => document.querySelector(wanted)!.scrollTo(0, 220), grid);
    await expect.poll(async () => (await lines())[0], SOON).toBe('first 3');
    const before = await lines();
    await runInPage(`for (let k = 1; k <= 5; k++) live.send('later ' + k)`);
    await panel.waitFor(`${grid}[aria-rowcount="211"]`);
    expect(await lines()).toEqual(before);
    await panel.waitFor(() =>
      [...document.querySelectorAll('button')].some((button) => {
        if (button.textContent !== '↓ 10 new') return false;
        button.click();
        return true;
      }),
    );
    await expect.poll(async () => (await lines()).at(-1), SOON).toBe('later 5');
    await openRow(panel, CONNECTIONS, '/burst');
    await panel.waitFor(`${GRID}[aria-rowcount="5001"]`);
  });

  test('goes by keys: Home, arrows, page and End', async () => {
    await panel.evaluate((grid) => document.querySelector<HTMLElement>(grid)!.focus(), GRID);
    await panel.press('Home');
    await expect.poll(selected, SOON).toBe('2');
    await panel.press('ArrowDown');
    await expect.poll(selected, SOON).toBe('3');
    await panel.press('PageDown');
    await expect.poll(async () => Number(await selected()), SOON).toBeGreaterThan(6);
    await panel.press('End');
    await expect.poll(selected, SOON).toBe('5001');
    expect(await numbers()).toContain(5000);
  });

  test('keeps the selected frame under a filter that lets it through', async () => {
    await panel.press('ArrowUp');
    await expect.poll(selected, SOON).toBe('5000');
    await panel.fill('#filter', '4999');
    await expect.poll(async () => (await readGrid(panel, FRAMES)).length, SOON).toBe(1);
    expect(await selected()).toBe('2');
    await panel.fill('#filter', '');
    await panel.waitFor(`${GRID}[aria-rowcount="5001"]`);
    await expect.poll(selected, SOON).toBe('5000');
  });

  test('a narrow panel has tabs for its halves, and loses no selection by them', async () => {
    await panel.screenshot(`.output/narrow-${kind}.png`, { width: 700, height: 800 });
    await openTab(panel, 'OAuth');
    await panel.waitFor('[aria-label="No OAuth flow yet"]');
    await openTab(panel, 'WebSockets');
    await expect.poll(selected, SOON).toBe('5000');
  });

  test('a reload of the panel brings back what was open', async () => {
    await panel.evaluate(() => setTimeout(() => location.reload()));
    await panel.waitFor('[aria-label="Connection 1"]', { timeout: 30_000 });
    await panel.waitFor(`${GRID} [aria-selected="true"]`, { timeout: 30_000 });
    await expect.poll(selected, SOON).toBe('5000');
  });
});
