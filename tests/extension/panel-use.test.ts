import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel, waitFor } from './drivers/index.ts';
import { openRow, openTab, readFlows, readGrid } from './panel-reader.ts';
import { outliveToken, signIn } from './playground-steps.ts';

/** A loaded machine is slow, not wrong. */
const SOON = { timeout: 45_000 };
const CONNECTIONS = 'WebSocket connections';
const LANES = '[role="listbox"][aria-label="Flows and connections on one time axis"]';

/** Ways of docs/questions.md: what is clicked from the panel's opening, and what then is to be read. */
const QUESTIONS: readonly { way: readonly string[]; answer: RegExp }[] = [
  { way: ['row 4401', 'tab Life'], answer: /4401 “The access token expired”.*Why it closed/s },
  { way: [], answer: /4401\s+F1/ },
  { way: [], answer: /api:read/ },
  { way: ['[data-flow]', 'tab Facts'], answer: /S256\(verifier\) = challenge/ },
  { way: ['[data-flow]', '[data-step$="/token_request"]'], answer: /expires_in/ },
  { way: ['[data-flow]'], answer: /access token expire/i },
  { way: ['row 4401', 'frame 1'], answer: /welcome/ },
  { way: ['row 4401', 'tab Handshake'], answer: /101/ },
  {
    way: ['row 4401', 'tab Life'],
    answer: /refreshed by F1 step \d+\s*(?:proved)?; reconnected as #2 with the new token/,
  },
  { way: ['button[title^="Findings"]'], answer: /access_token/ },
];

/** In the panel: nothing is selected and nothing narrowed when it is loaded again. */
async function forget(): Promise<void> {
  sessionStorage.clear();
  const { browser } = globalThis as unknown as {
    browser?: { storage: { session: { get(): Promise<object>; remove(keys: string[]): Promise<void> } } };
  };
  const area = browser?.storage?.session;
  const kept = Object.keys((await area?.get()) ?? {}).filter((key) => key.startsWith('panel.'));
  await area?.remove(kept);
}

describe.each(BROWSERS)('the panel in use in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind, {
      args: kind === 'chromium' ? ['--force-prefers-reduced-motion'] : [],
      preferences: { 'ui.prefersReducedMotion': 1 },
    });
    page = await browser.newPage(playground.app);
    panel = await page.openPanel();
    await signIn(page, { shortLived: true });
    await outliveToken(page);
    await page.click('#disconnect');
    const tied = async () =>
      (await readGrid(panel, CONNECTIONS)).filter((row) => row.Token === 'F1').length === 2;
    await waitFor(tied, { what: 'both connections tied to the login', ...SOON });
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  const state = <T>(read: () => T) => panel.evaluate(read);
  const focusLanes = async () => {
    await panel.waitFor(LANES);
    await panel.evaluate((lanes) => document.querySelector<HTMLElement>(lanes)!.focus(), LANES);
  };
  const lane = () =>
    state(() => document.querySelector('[role="option"][aria-selected="true"]')?.textContent ?? '');
  const text = () => panel.text();
  const reload = async () => {
    await panel.evaluate(() => {
      document.documentElement.dataset.old = '';
      setTimeout(() => location.reload());
    });
    await panel.waitFor(`html:not([data-old]) ${LANES}`, SOON);
  };

  async function click(what: string): Promise<void> {
    const [kindOf, ...rest] = what.split(' ');
    if (kindOf === 'tab') return openTab(panel, rest.join(' '));
    if (kindOf === 'row') return openRow(panel, CONNECTIONS, rest[0]!);
    if (kindOf === 'frame')
      return panel.click('[aria-label="Frames of connection 1"] [role="row"][aria-rowindex="2"]');
    return panel.click(what);
  }

  test('offers a tour once; it can be skipped, taken by key, and ended', async () => {
    const offered = () => state(() => document.body.textContent?.includes('New here?') ?? false);
    expect(await offered()).toBe(true);
    await panel.waitFor(
      () =>
        [...document.querySelectorAll('button')]
          .find((one) => one.textContent === 'Take the tour')
          ?.click() === undefined,
    );
    await panel.waitFor('[role="dialog"]');
    expect(await state(() => document.activeElement?.getAttribute('role'))).toBe('dialog');
    for (let step = 2; step <= 5; step++) {
      await state(() =>
        [...document.querySelectorAll('button')].find((one) => one.textContent === 'Next')?.click(),
      );
      await panel.waitFor(
        (now: number) => document.querySelector('[role="dialog"]')?.textContent?.includes(`step ${now} of 5`),
        { args: [step] },
      );
    }
    await panel.press('Escape');
    await panel.waitFor(() => !document.querySelector('[role="dialog"]'));
    await reload();
    expect(await offered()).toBe(false);
  });

  test('answers ten common questions in at most two clicks', { timeout: 300_000 }, async () => {
    const table = readFileSync(path.join(import.meta.dirname, '../../docs/questions.md'), 'utf8');
    const told = [...table.matchAll(/^\| \d+ \|.*\| (\d) \|$/gm)].map(([, clicks]) => Number(clicks));
    expect(told).toEqual(QUESTIONS.map(({ way }) => way.length));
    expect(Math.max(...told)).toBeLessThanOrEqual(2);
    // What begins with one click is asked in one opening: after it a tab or a frame is one click more, in whatever order.
    for (const [first, questions] of Map.groupBy(QUESTIONS, ({ way }) => way[0])) {
      await state(forget);
      await reload();
      if (first !== undefined) await click(first);
      const tabsLast = questions.toSorted(
        (a, b) => Number(/^tab/.test(a.way[1] ?? '')) - Number(/^tab/.test(b.way[1] ?? '')),
      );
      for (const { way, answer } of tabsLast) {
        for (const what of way.slice(1)) await click(what);
        await expect.poll(text, { ...SOON, message: way.join(', ') }).toMatch(answer);
      }
    }
  });

  test('the timeline is gone through by keys, and selects the same thing everywhere', async () => {
    // Flows are found after the first view is drawn: until then the first lane is a connection's.
    await panel.waitFor(() => document.querySelector('[role="option"]')?.textContent?.startsWith('F1'), SOON);
    await focusLanes();
    await panel.press('Home');
    await expect.poll(lane, SOON).toMatch(/^F1 /);
    await panel.press('ArrowDown');
    await expect.poll(lane, SOON).toMatch(/^#1 .*closed/);
    const row = () =>
      state(() =>
        document.querySelector('[role="row"][aria-selected="true"]')?.getAttribute('aria-rowindex'),
      );
    // Beneath the one that came after it.
    await expect.poll(row, SOON).toBe('3');
    await panel.press('Home');
    await expect.poll(lane, SOON).toMatch(/^F1 /);
    await panel.evaluate(() => {
      const press = (key: string) =>
        document.activeElement!.dispatchEvent(
          new KeyboardEvent('keydown', { key, shiftKey: true, bubbles: true, cancelable: true }),
        );
      press('ArrowRight');
      press('ArrowRight');
    });
    await panel.waitFor('section[aria-label^="Step"]', SOON);
    // Back through what was looked at, to the connection, and forward again.
    const go = async (button: string, wanted: RegExp) => {
      for (let clicks = 0; clicks < 4 && !wanted.test(await lane()); clicks++) {
        await panel.click(`button[aria-label^="${button}"]`);
        await panel.evaluate(() => new Promise<void>((drawn) => requestAnimationFrame(() => drawn())));
      }
      expect(await lane()).toMatch(wanted);
    };
    await go('Back to the last selection', /^#1 /);
    await go('Forward', /^F1 /);
  });

  test('the pointer reads exact values, and a span that it draws narrows every list', async () => {
    await panel.evaluate((lanes) => {
      const box = document.querySelector<HTMLElement>(lanes)!;
      const { left, top, width } = box.getBoundingClientRect();
      const send = (type: string, share: number, y: number) =>
        box.dispatchEvent(
          new PointerEvent(type, {
            clientX: left + 176 + share * (width - 176),
            clientY: top + y,
            bubbles: true,
            pointerId: 1,
          }),
        );
      box.setPointerCapture = () => {};
      send('pointermove', 0.5, 50);
    }, LANES);
    await panel.waitFor('[data-tour="timeline"] dl', SOON);
    const sockets = () => readGrid(panel, CONNECTIONS).then((rows) => rows.length);
    expect(await sockets()).toBe(2);
    expect(await readFlows(panel)).toHaveLength(1);
    await panel.evaluate((lanes) => {
      const box = document.querySelector<HTMLElement>(lanes)!;
      const { left, top, width } = box.getBoundingClientRect();
      const at = (share: number) => ({
        clientX: left + 176 + share * (width - 176),
        clientY: top + 10,
        bubbles: true,
        pointerId: 1,
        button: 0,
      });
      box.dispatchEvent(new PointerEvent('pointerdown', at(0.001)));
      box.dispatchEvent(new PointerEvent('pointermove', at(0.01)));
    }, LANES);
    // A drawing in between: the handlers of the next event know the one before.
    await panel.waitFor(
      (lanes: string) => {
        const box = document.querySelector<HTMLElement>(lanes)!;
        const { left, top, width } = box.getBoundingClientRect();
        box.dispatchEvent(
          new PointerEvent('pointermove', {
            clientX: left + 176 + 0.02 * (width - 176),
            clientY: top + 10,
            bubbles: true,
            pointerId: 1,
          }),
        );
        box.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerId: 1 }));
        return document.body.textContent?.includes('Lists show');
      },
      { ...SOON, args: [LANES] },
    );
    await expect.poll(sockets, SOON).toBe(0);
    expect(await readFlows(panel)).toEqual([]);
    expect(await text()).toMatch(/Show all/);
    await reload();
    await expect.poll(text, SOON).toMatch(/Lists show/);
    await focusLanes();
    await panel.press('Escape');
    await expect.poll(sockets, SOON).toBe(2);
  });

  test('zooms by keys, follows, and is the same as a table', async () => {
    const ticks = () =>
      state(() =>
        [...document.querySelectorAll('section[data-tour="timeline"] span')]
          .map((one) => one.textContent)
          .filter((one) => / s$/.test(one ?? ''))
          .join(),
      );
    await focusLanes();
    const before = await ticks();
    await panel.press('+');
    await panel.press('+');
    await panel.press('+');
    await expect.poll(ticks, SOON).not.toBe(before);
    await panel.press('0');
    await panel.click('button[aria-label="Show the timeline as a table"]');
    await panel.waitFor('[role="grid"][aria-label="Timeline as a table"]');
    const rows = await readGrid(panel, 'Timeline as a table');
    expect(rows.map((row) => row.What?.slice(0, 2))).toEqual(['F1', '#1', '#2']);
    expect(rows[0]?.Marks).toMatch(/access token/);
    expect(rows[1]?.Marks).toMatch(/carries the access token of F1 in the URL.*closed 4401/);
    await panel.click('button[aria-label="Show the timeline as lanes"]');
    await panel.waitFor(LANES);
  });

  test('shortcuts and settings open by key and click, and give the focus back', async () => {
    await focusLanes();
    await panel.press('?');
    await panel.waitFor('dialog[open] kbd');
    await panel.click('dialog button[aria-label="Close"]');
    await panel.waitFor(() => !document.querySelector('dialog'));
    await expect.poll(() => state(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
    await panel.click('button[aria-label="Settings"]');
    await panel.waitFor('dialog[open] select');
    await panel.fill('dialog select', 'beside');
    await panel.click('dialog button[aria-label="Close"]');
    // Until it is gone nothing else can have the focus.
    await panel.waitFor(() => !document.querySelector('dialog'));
    await openRow(panel, CONNECTIONS, 2);
    await panel.waitFor('section[aria-label="WebSockets"] hr[aria-orientation="vertical"]', SOON);
    await panel.press('/');
    await expect.poll(() => state(() => document.activeElement?.id)).toBe('filter');
  });

  test('nothing moves where motion is not wanted', async () => {
    expect(
      await state(() => getComputedStyle(document.documentElement).getPropertyValue('--motion').trim()),
    ).toBe('0s');
    expect(await state(() => document.getAnimations().length)).toBe(0);
  });

  test('at 200 % nothing is cut off: the halves are tabs, and nothing scrolls sideways', async () => {
    await panel.screenshot(`.output/panel-200-${kind}.png`, { width: 700, height: 450 });
    await panel.waitFor('[role="tablist"][aria-label="Halves"]');
    expect(await state(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await panel.screenshot(`.output/panel-use-${kind}.png`, { width: 1400, height: 900 });
  });

  test('docked elsewhere the selection stays, though Firefox loads the panel anew', async () => {
    const detail = '[aria-label="Connection 1"]';
    await panel.waitFor(detail);
    for (const side of ['bottom', 'right', 'undocked'] as const) {
      await panel.dock(side);
      await panel.waitFor(detail, SOON);
    }
  });
});
