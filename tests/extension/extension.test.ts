import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser } from './drivers/index.ts';

describe.each(BROWSERS)('the built extension in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind);
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  test('loads, and leaves the page’s WebSocket working', async () => {
    const page = await browser.newPage(playground.socketsPage);
    await page.click('#echo');
    await page.waitFor('body[data-received="2"]');
    expect(await page.evaluate(() => document.body.dataset.opened)).toBe('1');
  });
});
