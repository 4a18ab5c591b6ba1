import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel } from './drivers/index.ts';
import { openRow, openTab, readFlows, readGrid, readSteps, readTab } from './panel-reader.ts';
import { outliveToken, signIn } from './playground-steps.ts';

const CONNECTIONS = 'WebSocket connections';

/** The steps of sign-in, use, expiry and return, without those that a library repeats at its own will. */
const STORY = [
  'Discovery',
  'Authorization request',
  'Sign-in and consent',
  'Authorization response: authorization code',
  'Token request, then access token, refresh token, ID token',
  'Resource request',
  'Refresh request, then access token, refresh token, ID token',
  'UserInfo request',
  'Connection #1: token in the WebSocket URL query',
  'Refresh request, then access token, refresh token',
  'Connection #2: token in the WebSocket URL query',
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
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  test('is one flow with its grant, its client and its end', async () => {
    await expect.poll(() => readFlows(panel), { timeout: 20_000 }).toHaveLength(1);
    const [flow] = await readFlows(panel);
    expect(flow).toMatch(/Authorization code \+ PKCE/);
    expect(flow).toMatch(/playground-spa/);
    expect(flow).toMatch(/complete/);
  });

  test('has its steps in order, to the socket that came back after the refresh', async () => {
    await panel.click('[data-flow]');
    const story = async () => {
      const names = (await readSteps(panel)).map((name) => name.replace(/^Step \d+: /, '').split(';')[0]);
      return STORY.filter((step) => names.some((name) => name?.startsWith(step)));
    };
    await expect.poll(story, { timeout: 20_000 }).toEqual(STORY);
    const steps = await readSteps(panel);
    expect(steps.filter((name) => !name.endsWith('succeeded'))).toEqual([]);
    expect(positions(steps)).toEqual(positions(steps).toSorted((a, b) => a - b));
  });

  /** Where each step of the story first stands. */
  const positions = (steps: readonly string[]) =>
    STORY.map((step) => steps.findIndex((name) => name.includes(`: ${step}`)));

  test('is tied to the sockets that carried its tokens', async () => {
    const tokens = async () => (await readGrid(panel, CONNECTIONS)).map((row) => [row.Code, row.Token]);
    await expect.poll(tokens, { timeout: 20_000 }).toEqual([
      ['4401', 'F1'],
      ['', 'F1'],
    ]);
  });

  test('tells that the server closed when the token had run out, and that the page came back', async () => {
    await openRow(panel, CONNECTIONS, '4401');
    await openTab(panel, 'Life');
    const first = await readTab(panel, 'Life');
    expect(first).toMatch(/#1 carried the access token in the URL \(access_token\) of flow #1\.\s+proved/);
    expect(first).toMatch(/#1 was closed with 4401 “The access token expired”/);
    expect(first).toMatch(/Its token expired/);
    await panel.click(`[role="grid"][aria-label="${CONNECTIONS}"] [aria-rowindex="3"]`);
    await panel.waitFor('[aria-label="Connection 2"]');
    expect(await readTab(panel, 'Life')).toMatch(/reconnect/i);
  });

  test('proves PKCE from verifier and challenge', async () => {
    await openTab(panel, 'PKCE');
    expect(await readTab(panel, 'PKCE')).toMatch(/S256\(verifier\) = challenge\s+proved/);
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
});
