import { readFileSync } from 'node:fs';
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
    await panel.click('button[aria-label^="Show the access token"]');
    await expect.poll(everything).toContain(token.slice(-40));
    await panel.click('button[aria-label^="Hide the access token"]');
  });

  test('decodes a JWT in place, and says that it is not verified', async () => {
    await openTab(panel, 'Tokens');
    await panel.waitFor(() => {
      const decoded = [...document.querySelectorAll('details')].find(({ textContent }) =>
        textContent?.startsWith('Decoded'),
      );
      decoded?.querySelector('summary')?.click();
      return decoded;
    });
    const tokens = await readTab(panel, 'Tokens');
    expect(tokens).toMatch(/not verified/);
    expect(tokens).toMatch(/alg\s+ES256\s+How it is signed/);
    expect(tokens).toMatch(/sub\s+ada\s+Whom it is about/);
  });

  test('opens each message to what it was on the wire', async () => {
    await openTab(panel, 'Sequence');
    await panel.click('[data-step$="/token_request"]');
    await panel.waitFor(
      () =>
        [...document.querySelectorAll<HTMLDetailsElement>('section[aria-label^="Step"] details')].filter(
          (one) => {
            one.open = true;
            return /^Raw (request|response)/.test(one.textContent ?? '');
          },
        ).length === 2,
    );
    const step = await panel.text('section[aria-label^="Step"]');
    expect(step).toMatch(/POST \S*\/token/);
    expect(step).toMatch(/content-type:\s*application\/x-www-form-urlencoded/i);
    expect(step).toMatch(/grant_type=authorization_code/);
    expect(step).toMatch(/HTTP\/1\.1 200 OK/);
    expect(step).toMatch(/"token_type":\s*"Bearer"/);
  });

  test('leaves as a drawing that needs nothing and tells no secret', async () => {
    const file = await browser.download(() => panel.click('[aria-label="Save the diagram as SVG"]'));
    const drawing = readFileSync(file, 'utf8');
    expect(drawing).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(drawing).toMatch(/Token request/);
    expect(drawing).not.toMatch(/eyJ|<script|https?:\/\/(?!www\.w3\.org)/);
    // Whole and well-formed: a browser reads it as a document of its own.
    const root = await panel.evaluate(
      (text) => new DOMParser().parseFromString(text, 'image/svg+xml').documentElement.tagName,
      drawing,
    );
    expect(root).toBe('svg');
  });

  test('is read at 400 px too: nothing of panel or diagram is cut off', async () => {
    await panel.screenshot(`.output/sign-in-${kind}-400.png`, { width: 400, height: 900 });
    await panel.waitFor('[role="tablist"][aria-label="Halves"]');
    await openTab(panel, 'OAuth');
    await panel.click('[data-flow]');
    await openTab(panel, 'Sequence');
    await panel.waitFor('[data-step]');
    const cutOff = () =>
      panel.evaluate(() =>
        [...document.querySelectorAll('[data-step], [role="toolbar"] button, [role="tab"]')]
          .filter((one) => {
            const { left, right } = one.getBoundingClientRect();
            return left < 0 || right > innerWidth;
          })
          .map((one) => one.getAttribute('aria-label') ?? one.textContent),
      );
    await expect.poll(cutOff).toEqual([]);
    await panel.screenshot(`.output/sign-in-${kind}-1400.png`, { width: 1400, height: 900 });
    await panel.waitFor(() => !document.querySelector('[role="tablist"][aria-label="Halves"]'));
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
    for (const carrier of ['cookie', 'subprotocol', 'message']) {
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
    await expect
      .poll(kinds)
      .toEqual(expect.arrayContaining(['cookie', 'ws-subprotocol', 'ws-first-message']));
    // The same person in another tab; what this one has open stays.
    await page.evaluate(() => void window.open('#copy'));
    const other = await browser.waitForPage((url) => url.endsWith('#copy'));
    await other.waitFor('body[data-ready][data-signed-in="true"]');
    await other.click('#sign-out');
    await other.click('#confirm-sign-out');
    await other.waitFor('body[data-ready][data-signed-in="false"]');
    await panel.waitFor(() => {
      const chip = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === '#5');
      chip?.click();
      return chip;
    });
    await panel.waitFor('[aria-label="Connection 5"]');
    await openTab(panel, 'Life');
    await expect
      .poll(() => readTab(panel, 'Life'))
      .toMatch(/#5 is still open \d+(\.\d)? s after logout\.\s+proved/);
  });
});
