import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { type Playground, startPlayground } from '../../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser, type Page } from '../drivers/index.ts';
import { type Names, outline, tokenLines } from './support/outline.ts';
import { type Recorder, recordSession } from './support/recorder.ts';

describe.each(BROWSERS)('oidc-client-ts against oidc-provider in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let recorder: Recorder;
  let names: Names;

  beforeAll(async () => {
    playground = await startPlayground();
    names = {
      [playground.issuer]: 'AS',
      [new URL(playground.app).origin]: 'APP',
      [playground.api]: 'API',
    };
    browser = await launchBrowser(kind);
    page = await browser.newPage(playground.app);
    recorder = await recordSession(await page.openPanel());
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  beforeEach(async () => {
    await page.goto(playground.app);
    await page.waitFor('body[data-ready]');
    await recorder.clear();
  });

  test('x', async () => {
    await page.evaluate(() => {
      (document.getElementById('response-mode') as HTMLSelectElement).value = 'fragment';
    });
    await page.click('section #sign-in');
    await page.click('form #sign-in');
    await page.click('#allow');
    await page.waitFor('body[data-ready][data-signed-in="true"]');
    const session = await recorder.until(({ flows }) => flows[0]?.state.phase === 'complete');
    console.log(
      JSON.stringify(
        session.flows.map((f) => [outline(session, f, names), tokenLines(session, f, names)]),
        null,
        1,
      ),
    );
  });
});
