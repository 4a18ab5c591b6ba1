import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserKind, Page, Panel } from '../tests/extension/drivers/index.ts';
import type { Playground } from '../tests/playground/index.ts';
import { output, root } from './run.ts';

interface Stage {
  kind: BrowserKind;
  playground: Playground;
  page: Page;
  panel: Panel;
}

/** One sign-in, a socket that outlives its token, plain sockets; then the pictures, the session and what was seen. */
export async function playDemo(stage: Stage): Promise<void> {
  const { kind, playground, page, panel } = stage;
  await signIn(page);
  await outliveToken(page);
  await page.goto(playground.socketsPage);
  await plainSockets(page);
  const folder = path.join(output, 'demo');
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    const file = path.join(folder, `${kind}-${theme}.png`);
    await panel.screenshot(file, { theme, whole: true, width: 1400, height: 900 });
    written.push(file);
  }
  console.log(written.map((file) => path.relative(root, file)).join('\n'));
}

/** Signs in on the playground's client, from its first page to its last. */
export async function signIn(page: Page): Promise<void> {
  await page.waitFor('body[data-ready]');
  await page.evaluate(() => {
    document.querySelector<HTMLInputElement>('#short-lived')!.checked = true;
  });
  await page.click('#sign-in');
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
