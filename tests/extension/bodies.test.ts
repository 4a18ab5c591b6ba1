import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel } from './drivers/index.ts';
import { signIn } from './playground-steps.ts';

describe.each(BROWSERS)('response bodies in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind);
    page = await browser.newPage(playground.app);
    panel = await page.openPanel();
    await signIn(page, { shortLived: false });
    await page.click('#user-info');
    await page.waitFor('body[data-user-info]');
    await panel.click('[data-flow]');
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  async function response(step: string): Promise<string> {
    await panel.click(`[data-step$="${step}"]`);
    return panel.evaluate(() => {
      const parts = [...document.querySelectorAll('section[aria-label^="Step "] details')];
      const raw = parts.find((part) => part.querySelector('summary')?.textContent === 'Raw response');
      return raw?.textContent ?? '';
    });
  }

  // Chrome's DevTools forgets every request that it has listed for an extension when a page changes its address,
  // and this client does so 1 to 5 ms after the token response.
  test.each([
    ['token_request', '"id_token"'],
    ['refresh_request', '"refresh_token"'],
    ['userinfo_request', '"sub"'],
  ])('the answer to a %s is shown, though the page changes its address at once', async (step, part) => {
    expect(await page.url()).toBe(playground.app);
    await expect.poll(() => response(step)).toContain(part);
  });
});
