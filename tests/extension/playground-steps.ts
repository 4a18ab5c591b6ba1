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

/** Every button of the page of plain sockets once. */
export async function plainSockets(page: Page): Promise<void> {
  await page.waitFor('body[data-ready]');
  for (const id of await page.evaluate(() => [...document.querySelectorAll('button')].map(({ id }) => id))) {
    if (id !== 'close-by-page') await page.click(`#${id}`);
  }
  await page.waitFor(
    () => Number(document.body.dataset.opened) >= 12 && Number(document.body.dataset.closed) >= 6,
  );
}
