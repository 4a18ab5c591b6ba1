import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { accessibilityFaults } from './axe.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel } from './drivers/index.ts';
import { openRow, openTab, readFlows, readGrid, readTab } from './panel-reader.ts';
import { signIn } from './playground-steps.ts';

const CONNECTIONS = 'WebSocket connections';
const LIST = '[aria-label="List of findings"]';
const LARGE = '[data-finding="websocket/message-limits"]';
const ITEM = '[data-finding="websocket/token-in-url"]';

/** Severity, check and text of each finding that is listed. */
const readFindings = (panel: Panel): Promise<{ severity: string; check: string; text: string }[]> =>
  panel.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-finding]')].map((item) => ({
      severity: item.dataset.severity!,
      check: item.dataset.finding!,
      text: item.textContent ?? '',
    })),
  );

const wrong = async (panel: Panel) =>
  (await readFindings(panel)).filter(({ severity }) => severity !== 'information');

describe.each(BROWSERS)('findings in %s', (kind) => {
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
    await panel.click('button[title^="Findings"]');
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  test('a clean sign-in breaks no rule, and what is right is listed by name', async () => {
    await expect.poll(() => readFlows(panel)).toHaveLength(1);
    await openTab(panel, 'What is right');
    await expect
      .poll(() => readTab(panel, 'What is right'))
      .toMatch(/The PKCE verifier proves the challenge\s+F1/);
    await openTab(panel, 'Findings');
    expect(await wrong(panel)).toEqual([]);
    expect(await panel.text('section[aria-label="Findings"]')).toMatch(/No rule was seen broken/);
  });

  const askedOf = (address: string) => playground.asked.filter((one) => one === address).length;
  const press = (name: string) =>
    panel.evaluate((wanted: string) => {
      const buttons = [...document.querySelectorAll<HTMLElement>('[aria-label="Verify signatures"] button')];
      buttons.find(({ textContent }) => textContent === wanted)?.click();
    }, name);

  test('keys are fetched once the user has agreed to their address, and decide signatures', async () => {
    await panel.waitFor('[data-finding="oauth/jwt-signature"]');
    const address = `${playground.issuer}/jwks`;
    await press('Fetch keys…');
    await panel.waitFor('dialog[open]');
    expect(await panel.text('dialog[open]')).toContain(address);
    await press('Cancel');
    await panel.waitFor(() => !document.querySelector('dialog[open]'));
    // What was only asked was not fetched.
    expect(askedOf(address)).toBe(0);
    await press('Fetch keys…');
    await panel.waitFor('dialog[open]');
    await press('Fetch');
    await panel.waitFor(() => !document.querySelector('[data-finding="oauth/jwt-signature"]'));
    expect(askedOf(address)).toBe(1);
    await openTab(panel, 'What is right');
    expect(await readTab(panel, 'What is right')).toMatch(/Signatures of ID tokens .* hold\s+F1/);
    await openTab(panel, 'Findings');
  });

  test('the panel itself has no network: only the background does, and only for that', async () => {
    const asked = playground.asked.length;
    const refused = await panel.evaluate(async (address: string) => {
      const violation = new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        }),
      );
      await fetch(address).catch(() => {});
      return violation;
    }, `${playground.issuer}/jwks`);
    expect(refused).toBe('connect-src');
    expect(playground.asked).toHaveLength(asked);
  });

  test('a token in a socket’s URL is one, counted at the connection and in the toolbar', async () => {
    await page.click('#connect');
    await page.waitFor('body[data-socket="open"]');
    await panel.waitFor(ITEM);
    expect((await wrong(panel)).map(({ check }) => check)).toEqual(['websocket/token-in-url']);
    const [row] = await readGrid(panel, CONNECTIONS);
    expect(row?.Connection).toContain('Findings: 1 should');
    expect(await panel.text('button[title^="Findings"] b')).toBe('1');
  });

  test('opened, it tells how it is known, why it matters and how to mend it, its token masked', async () => {
    await panel.click(`${ITEM} button`);
    const text = await panel.text(ITEM);
    expect(text).toMatch(/Proved: the bytes below were observed/);
    expect(text).toMatch(/What it is about[\s\S]*How to mend it[\s\S]*RFC 9700/);
    expect(text).toMatch(/\?access_token=eyJ•+/);
    const token = await page.evaluate(() => {
      const stored = Object.values(sessionStorage).find((value) => value.includes('access_token'));
      return JSON.parse(stored!).access_token as string;
    });
    expect(token.length).toBeGreaterThan(100);
    expect(text).not.toContain(token.slice(-40));
  });

  test('its evidence leads to the connection, and from there back to it', async () => {
    await panel.evaluate((item) => {
      const evidence = [...document.querySelectorAll<HTMLElement>(`${item} li button`)];
      evidence.find(({ textContent }) => textContent === '#1')?.click();
    }, ITEM);
    await panel.waitFor('[aria-label="Connection 1"]');
    await openTab(panel, 'Life');
    await panel.click(`${ITEM} button`);
    await panel.waitFor((item: string) => !document.querySelector(`${item} [aria-expanded="true"]`), {
      args: [ITEM],
    });
    await panel.click('[aria-label="Findings here"] button');
    await panel.waitFor(`${ITEM} [aria-expanded="true"]`);
  });

  test('axe finds no fault, in both themes', async () => {
    for (const tab of ['Findings', 'What is right', 'Rules']) {
      await openTab(panel, tab);
      await panel.setTheme('light');
      expect(await accessibilityFaults(panel), tab).toEqual([]);
      await panel.setTheme('dark');
      expect(await accessibilityFaults(panel, 'colours'), `${tab}, dark`).toEqual([]);
    }
    await openTab(panel, 'Findings');
  });

  test('a severity is left out, and a word of the filter finds', async () => {
    await panel.click(`${ITEM} [aria-expanded="true"]`);
    await panel.evaluate(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>('fieldset button')];
      buttons.find(({ textContent }) => textContent?.startsWith('Should'))?.click();
    });
    await panel.waitFor((item: string) => !document.querySelector(item), { args: [ITEM] });
    await panel.evaluate(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>('section button')];
      buttons.find(({ textContent }) => textContent === 'Show all')?.click();
    });
    await panel.fill('#filter', 'token-in-url');
    await expect.poll(() => wrong(panel)).toHaveLength(1);
    await panel.fill('#filter', 'no-such-word');
    await expect.poll(() => readFindings(panel)).toEqual([]);
    await panel.fill('#filter', '');
  });

  test('a frame that a finding rests on is marked in its list and in its payload', async () => {
    await page.evaluate((address: string) => {
      const script = document.createElement('script');
      script.textContent = `const large = new WebSocket(${JSON.stringify(address)});
        large.onopen = () => { large.send('small'); large.send('x'.repeat(70 * 1024)); };`;
      document.head.append(script);
    }, `${playground.sockets}/echo`);
    await openRow(panel, CONNECTIONS, '/echo');
    await openTab(panel, 'Frames');
    const frames = 'Frames of connection 2';
    await panel.waitFor(`[role="grid"][aria-label="${frames}"][aria-rowcount="5"]`);
    const marked = async () =>
      (await readGrid(panel, frames)).map(
        ({ Data }) => /Findings: (\d+ (?:must|should|information))/.exec(Data ?? '')?.[1] ?? '',
      );
    // Two sent, two received: the first of the largest is the evidence.
    await expect.poll(async () => (await marked()).filter(Boolean)).toEqual(['1 information']);
    const row = (await marked()).indexOf('1 information') + 1;
    await openRow(panel, frames, row);
    await panel.waitFor('[aria-label="Payload"] [aria-label="Findings here"]');
    await panel.screenshot(`.output/finding-at-frame-${kind}.png`, { width: 1400, height: 800 });
    await panel.click('[aria-label="Payload"] [aria-label="Findings here"] button');
    await panel.waitFor(`${LARGE} [aria-expanded="true"]`);
    await panel.click('[aria-label="Close the payload"]');
    await panel.click(`${LARGE} li button`);
    await panel.waitFor(
      `[role="grid"][aria-label="${frames}"] [aria-selected="true"][aria-rowindex="${row + 1}"]`,
    );
  });

  test('a stricter profile finds more: marked at the step, at the flow and where its evidence leads', async () => {
    await openTab(panel, 'Rules');
    await panel.fill('section[aria-label="Findings"] label select', 'fapi2');
    await openTab(panel, 'Findings');
    await panel.click('[data-finding="oauth/fapi2-profile"][data-severity="must"] button');
    await panel.click('[data-finding="oauth/fapi2-profile"] li button');
    await panel.waitFor('[data-step$="/authorization_request"][aria-current="step"]');
    await panel.waitFor('[data-step$="/authorization_request"] + svg [data-severity="must"]');
    expect(await readFlows(panel)).toEqual([expect.stringContaining('Findings: 1 must')]);
    expect(await panel.text('section[aria-label^="Step"] [aria-label="Findings here"]')).toMatch(/FAPI 2\.0/);
    await openTab(panel, 'Rules');
    await panel.fill('section[aria-label="Findings"] label select', 'oauth2');
    await panel.waitFor(() => !document.querySelector('[data-flow] [data-severity]'));
  });

  test('a check that is switched off is silent, and the rules are exported so', async () => {
    await openTab(panel, 'Rules');
    await panel.fill('select[aria-label="Severity of websocket/token-in-url"]', 'off');
    const file = await browser.download(() =>
      panel.evaluate(() => {
        const buttons = [...document.querySelectorAll('button')];
        buttons.find(({ textContent }) => textContent === 'Export rules')?.click();
      }),
    );
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      profile: 'oauth2',
      checks: { 'websocket/token-in-url': 'off' },
    });
    await openTab(panel, 'Findings');
    await panel.waitFor(LIST);
    await expect.poll(() => wrong(panel)).toEqual([]);
  });
});
