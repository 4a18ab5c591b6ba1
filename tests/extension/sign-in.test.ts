import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel } from './drivers/index.ts';
import { openRow, openTab, readFlows, readGrid, readSteps, readTab } from './panel-reader.ts';
import { outliveToken, signIn } from './playground-steps.ts';

const CONNECTIONS = 'WebSocket connections';

/** Sign-in, use, expiry and return; a use by a socket is named by its carrier. Discovery is left out: the library repeats it at its own will. */
const STORY = [
  'authorization_request',
  'authorization_interaction',
  'authorization_response',
  'token_request',
  'resource_request',
  'refresh_request',
  'userinfo_request',
  'ws-query',
  'refresh_request',
  'ws-query',
];

describe.each(BROWSERS)('a sign-in in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind);
    page = await browser.newPage(playground.app);
    panel = await page.openPanel();
    await signIn(page, { shortLived: true });
    await outliveToken(page);
    await page.click('#disconnect');
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  test('is one flow with its grant, its client and its end', async () => {
    await expect.poll(() => readFlows(panel)).toHaveLength(1);
    const [flow] = await readFlows(panel);
    expect(flow).toMatch(/Authorization code \+ PKCE/);
    expect(flow).toMatch(/playground-spa/);
    expect(flow).toMatch(/complete/);
  });

  test('has its steps in order, to the socket that came back after the refresh', async () => {
    await panel.click('[data-flow]');
    const story = async () =>
      (await readSteps(panel))
        .map(({ kind }) => kind)
        .filter((kind, at, kinds) => kind !== 'discovery' && kind !== kinds[at - 1]);
    await expect.poll(story).toEqual(STORY);
    // The last answers' bodies are read after their steps are there.
    const unsure = async () => (await readSteps(panel)).filter(({ name }) => !name.endsWith('succeeded'));
    await expect.poll(unsure).toEqual([]);
  });

  test('is tied to the sockets that carried its tokens, one row with its attempt beneath', async () => {
    const tokens = async () => (await readGrid(panel, CONNECTIONS)).map((row) => [row.Code, row.Token]);
    await expect.poll(tokens).toEqual([
      ['1000', 'F1'],
      ['4401', 'F1'],
    ]);
  });

  test('tells that the server closed when the token had run out, and that the page came back', async () => {
    await openRow(panel, CONNECTIONS, '4401');
    await openTab(panel, 'Life');
    const first = await readTab(panel, 'Life');
    expect(first).toMatch(/#1 carried the access token in the URL \(access_token\) of flow F1\.\s+proved/);
    expect(first).toMatch(/Its token expired/);
    // One story: the end, the refresh and the return.
    const told =
      /#1 was closed with 4401 “The access token expired”, [\d.]+ m?s (?:after|before) its token expired[^;]*; refreshed by F1 step \d+\s*(?:proved)?; reconnected as #2 with the new token, \d[^;]* after the end/;
    expect(first).toMatch(told);
    await openRow(panel, CONNECTIONS, '1000');
    await panel.waitFor('[aria-label="Connection 2"]');
    expect(await readTab(panel, 'Life')).toMatch(told);
  });

  test('leads from each clause of the story to what it rests on', async () => {
    const follow = (clause: string) =>
      panel.waitFor(
        (wanted: string) => {
          const links = [...document.querySelectorAll<HTMLElement>('[aria-label="What happened"] button')];
          const link = links.find(({ textContent }) => textContent?.startsWith(wanted));
          link?.click();
          return link;
        },
        { args: [clause], what: `the clause ${clause}` },
      );
    await follow('refreshed by');
    await panel.waitFor('[data-step$="/refresh_request"][aria-current="step"]');
    await follow('#1 was closed');
    await panel.waitFor('[aria-label="Connection 1"]');
    await follow('reconnected as');
    await panel.waitFor('[aria-label="Connection 2"]');
  });

  test('proves PKCE from verifier and challenge', async () => {
    await openTab(panel, 'Facts');
    expect(await readTab(panel, 'Facts')).toMatch(/S256\(verifier\) = challenge\s+proved/);
  });

  test('keeps its secrets masked until one is clicked', async () => {
    const token = await page.evaluate(() => {
      const stored = Object.values(sessionStorage).find((value) => value.includes('access_token'));
      return JSON.parse(stored!).access_token as string;
    });
    await openTab(panel, 'Tokens');
    const everything = () => panel.evaluate(() => document.body.textContent ?? '');
    expect(token.length).toBeGreaterThan(100);
    expect(await everything()).not.toContain(token.slice(-40));
  });

  test('ties by whichever carrier, and tells of a connection that is open after the logout', async () => {
    // A token that lives longer than the test.
    await page.evaluate(() => {
      document.body.dataset.old = '';
    });
    await page.click('section #sign-in');
    const signedIn = 'body[data-ready][data-signed-in="true"]:not([data-old])';
    // Where somebody is signed in already, there may be nothing to allow.
    await page.waitFor(
      (there: string) => {
        document.querySelector<HTMLElement>('#allow')?.click();
        return document.querySelector(there);
      },
      { args: [signedIn] },
    );
    for (const carrier of ['subprotocol', 'message']) {
      await page.evaluate((chosen) => {
        document.querySelector<HTMLSelectElement>('#carrier')!.value = chosen;
        document.body.dataset.socket = '';
      }, carrier);
      await page.click('#connect');
      await page.waitFor('body[data-socket="open"]');
    }
    const kinds = async () => (await readSteps(panel)).map(({ kind }) => kind);
    await panel.click('li:nth-child(2) > [data-flow]');
    await openTab(panel, 'Sequence');
    await expect.poll(kinds).toEqual(expect.arrayContaining(['ws-subprotocol', 'ws-first-message']));
    // The same person in another tab; what this one has open stays.
    await page.evaluate(() => void window.open('#copy'));
    const other = await browser.waitForPage((url) => url.endsWith('#copy'));
    await other.waitFor('body[data-ready][data-signed-in="true"]');
    await other.click('#sign-out');
    await other.click('#confirm-sign-out');
    await other.waitFor('body[data-ready][data-signed-in="false"]');
    await panel.waitFor(() => {
      const chip = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === '#4');
      chip?.click();
      return chip;
    });
    await panel.waitFor('[aria-label="Connection 4"]');
    await openTab(panel, 'Life');
    await expect
      .poll(() => readTab(panel, 'Life'))
      .toMatch(/#4 is still open \d+(\.\d)? s after logout\.\s+proved/);
  });
});
