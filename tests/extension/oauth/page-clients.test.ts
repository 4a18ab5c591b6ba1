import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSERS, type Browser, launchBrowser, type Page } from '../drivers/index.ts';
import { type Lab, startLab } from './support/lab.ts';
import { outline, tokenLines } from './support/outline.ts';
import { type Recorder, recordSession } from './support/recorder.ts';

describe.each(BROWSERS)('clients of a page in %s', (kind) => {
  let browser: Browser;
  let lab: Lab;
  let page: Page;
  let recorder: Recorder;

  beforeAll(async () => {
    lab = await startLab();
    browser = await launchBrowser(kind);
    page = await browser.newPage(`${lab.site}/hybrid`);
    recorder = await recordSession(await page.openPanel());
  });

  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  async function open(name: string) {
    await page.goto(`${lab.site}/${name}`);
    await page.waitFor('body[data-ready]');
    await recorder.clear();
  }
  const done = (id: string) => page.waitFor(`body[data-done="${id}"]`);
  const pass = (page: Page, until: string) =>
    page.waitFor(
      (wanted: string) => {
        const next = document.querySelector<HTMLElement>(
          'form #sign-in, #allow, form[action*=device] button[type=submit]',
        );
        if (next && !next.dataset.pressed) {
          next.dataset.pressed = 'true';
          next.click();
        }
        return document.querySelector(wanted);
      },
      { args: [until] },
    );
  const show = async (what: string) => {
    await new Promise((r) => setTimeout(r, 1500));
    const s = await recorder.session();
    const problem = await page.evaluate(() => document.body.dataset.problem);
    console.log(
      kind,
      what,
      problem,
      await page.url(),
      JSON.stringify(
        s.flows.map((f) => [outline(s, f, lab.names), tokenLines(s, f, lab.names)]),
        null,
        1,
      ),
    );
  };

  test('auth0', async () => {
    await open('auth0');
    await page.click('#sign-in');
    await pass(page, 'body[data-done="callback"]');
    await page.click('#refresh');
    await done('refresh');
    await show('auth0 refresh');
    await recorder.clear();
    await page.click('#renew-framed');
    await done('renew-framed');
    await show('auth0 frame');
    await recorder.clear();
    await page.click('#sign-out');
    await show('auth0 logout');
  });
  test('dpop', async () => {
    await open('dpop');
    await page.click('#sign-in');
    await pass(page, 'body[data-done="callback"]');
    await show('dpop');
  });
  test('jarm', async () => {
    for (const mode of ['query', 'fragment']) {
      await open('jarm');
      await page.click('#' + mode);
      await pass(page, 'body[data-done="callback"]');
      await show('jarm ' + mode);
    }
  });
  test('keycloak', async () => {
    await open('keycloak');
    await page.click('#sign-in');
    await pass(page, 'body[data-done="callback"]');
    await page.click('#refresh');
    await done('refresh');
    await show('keycloak');
  });
  test('device', async () => {
    await open('device');
    await page.click('#ask');
    await done('ask');
    const verify = await browser.waitForPage((url) => url.includes('device'));
    console.log(await verify.url(), await verify.text());
    await show('device asked');
    await page.click('#poll');
    await done('poll');
    await show('device polled');
  });
  test.each(['implicit', 'hybrid', 'password', 'client-credentials', 'jwt-bearer'])('%s', async (grant) => {
    await open('grants');
    await page.click('#' + grant);
    if (grant === 'implicit' || grant === 'hybrid')
      await pass(
        page,
        grant === 'hybrid' ? 'body[data-ready]:not(:has(#implicit))' : 'body[data-done="callback"]',
      );
    await show(grant);
  });
  test.each(['redeem', 'redeem-in-worker', 'redeem-in-service-worker'])('%s', async (who) => {
    await open('code');
    await page.click('#sign-in');
    await page.waitFor('body[data-callback]');
    await page.click('#' + who);
    await done(who);
    await show(who);
  });
  test('web', async () => {
    await page.goto(`${lab.site}/hybrid`);
    await recorder.clear();
    await page.goto(`${lab.site}/web/login`);
    await show('web');
  });
});
