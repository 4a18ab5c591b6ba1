import type { Page } from './drivers/index.ts';

/** Signs in on the playground's client, from its first page to its last. */
export async function signIn(page: Page, options: { shortLived: boolean }): Promise<void> {
  await page.waitFor('body[data-ready]');
  if (options.shortLived) await page.click('#short-lived');
  await page.click('section #sign-in');
  await page.click('form #sign-in');
  await page.click('#allow');
  await page.waitFor('body[data-ready][data-signed-in="true"]');
}

/** Connects, speaks, and waits until the page has come back with a new token. */
export async function outliveToken(page: Page): Promise<void> {
  await page.click('#call-api');
  await page.waitFor('body[data-api-status="200"]');
  await page.click('#user-info');
  await page.waitFor('body[data-user-info]');
  await page.click('#connect');
  await page.waitFor('body[data-socket="open"]');
  await page.click('#send-text');
  await page.click('#send-binary');
  await page.waitFor('body[data-last-close^="4401"][data-socket="open"]');
}

/** What comes of it: echoes, the large frame, the burst. */
const FRAMES_RECEIVED = 2 + 2 + 1 + 1 + 5_000 + 5;

/** Every button of the page of plain sockets once; waits until each socket is where it ends up. */
export async function plainSockets(page: Page): Promise<void> {
  await page.waitFor('body[data-ready]');
  for (const id of await page.evaluate(() => [...document.querySelectorAll('button')].map(({ id }) => id))) {
    if (id !== 'close-by-page') await page.click(`#${id}`);
  }
  await page.waitFor(
    (frames: number) => {
      const { opened, closed, received } = document.body.dataset;
      return Number(opened) === 12 && Number(closed) === 6 && Number(received) === frames;
    },
    { args: [FRAMES_RECEIVED] },
  );
}
