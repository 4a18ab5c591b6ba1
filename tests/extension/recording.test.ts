import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { accessibilityFaults } from './axe.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Surface } from './drivers/index.ts';
import { readFlows, readGrid } from './panel-reader.ts';
import { outliveToken, signIn } from './playground-steps.ts';

const CONNECTIONS = 'WebSocket connections';

interface Api {
  tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> };
  action?: BadgeReader;
  browserAction?: BadgeReader;
}
interface CommandsApi {
  commands: { getAll(): Promise<{ shortcut?: string }[]> };
}
interface BadgeReader {
  getBadgeText(of: { tabId: number }): Promise<string>;
}

/** The tab that shows the playground, as the extension's own page is told. */
const tabOf = (page: Page, url: string): Promise<number> =>
  page.evaluate(async (wanted) => {
    const scope = globalThis as unknown as { browser?: Api; chrome: Api };
    const tabs = await (scope.browser ?? scope.chrome).tabs.query({});
    return tabs.find((tab) => tab.url?.startsWith(wanted))!.id;
  }, url);

const badgeOf = (page: Page, tabId: number): Promise<string> =>
  page.evaluate(async (id) => {
    const scope = globalThis as unknown as { browser?: Api; chrome: Api };
    const api = scope.browser ?? scope.chrome;
    return (api.action ?? api.browserAction!).getBadgeText({ tabId: id });
  }, tabId);

/** How many connections a view holds, as its heading says: rows out of view are not drawn. */
const connectionsOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const headings = [...document.querySelectorAll('h2')];
    const heading = headings.find(({ textContent }) => textContent === 'WebSockets');
    return Number(heading?.nextElementSibling?.textContent);
  });

/** How many connections are on disk, of the only recording that there is. */
const storedConnections = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('handshake-recordings'));
    const [info] = await done(database.transaction('recordings').objectStore('recordings').getAll());
    database.close();
    return info.counts.sockets;
  });

/** Clicks the button with this name, once it is there. */
async function press(page: Surface, name: string): Promise<void> {
  await page.waitFor(
    (wanted: string) => {
      const button = [...document.querySelectorAll('button')].find(
        (one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === wanted,
      );
      button?.click();
      return button !== undefined;
    },
    { args: [name], what: `the button ${name}` },
  );
}

/** In a page of the extension, in Chromium. */
async function isInFront(tabId: number): Promise<boolean> {
  const { chrome } = globalThis as unknown as {
    chrome: { tabs: { get(id: number): Promise<{ active: boolean }> } };
  };
  return (await chrome.tabs.get(tabId)).active;
}

/** In a page of the extension: puts a recording of more than all may take into the real store. */
function keepLargeRecording(): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('handshake-recordings');
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const change = asked.result.transaction('recordings', 'readwrite');
      change.objectStore('recordings').put({
        id: 'old',
        name: 'An old one',
        startedAt: 1,
        until: 2,
        state: { phase: 'stopped', at: 2, why: 'user' },
        counts: { sockets: 0, frames: 0, requests: 0, marks: 0 },
        size: 1_100_000_000,
        chunks: 0,
        patterns: [],
        interruptions: [],
        lost: 0,
        unseen: 'nothing',
        generator: { name: 'Handshake', version: '0' },
      });
      change.oncomplete = () => {
        asked.result.close();
        resolve();
      };
      change.onerror = () => reject(change.error);
    };
  });
}

describe.each(BROWSERS)('recording without DevTools in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let popup: Page;
  let inspector: Page;
  let profile: string;
  let tabId: number;

  const launch = () => launchBrowser(kind, { profile });
  const counted = async (what: RegExp) => Number(what.exec(await popup.text('[data-counts]'))?.[1] ?? 0);

  beforeAll(async () => {
    profile = mkdtempSync(path.join(os.tmpdir(), 'handshake-recording-'));
    playground = await startPlayground();
    browser = await launch();
    page = await browser.newPage(playground.app);
    popup = await browser.newPage(`${browser.extensionOrigin}/popup.html`);
    tabId = await tabOf(popup, playground.app);
    await popup.goto(`${browser.extensionOrigin}/popup.html?tab=${tabId}`);
    await press(popup, 'Record this tab');
    await popup.waitFor('[data-counts]');
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  test('takes a sign-in and its socket with their frames, and the badge counts', async () => {
    await signIn(page, { shortLived: true });
    await browser.stopBackground?.();
    await outliveToken(page);
    // Else it comes back with each token that expires, as often as the machine is slow.
    await page.click('#disconnect');
    await expect.poll(() => counted(/(\d+) frame/)).toBeGreaterThan(4);
    await expect.poll(() => counted(/(\d+) connection/)).toBe(2);
    expect(await counted(/(\d+) request/)).toBeGreaterThan(5);
    await expect.poll(() => badgeOf(popup, tabId)).toMatch(/^\d+$/);
  });

  test('says in the popup what Chrome gives to DevTools alone', async () => {
    const text = await popup.text();
    if (kind === 'chromium')
      expect(text).toMatch(/response bodies.*Open DevTools on the tab.*or record in Firefox/);
    else expect(text).not.toMatch(/response bodies/);
  });

  test('has a popup that axe finds no fault with', async () => {
    expect(await accessibilityFaults(popup)).toEqual([]);
  });

  test('takes a mark with its words and a picture of the tab in front', async () => {
    await popup.fill('form input', 'here it hung');
    await page.front();
    // Chromium brings a tab to the front before it says that it is.
    if (kind === 'chromium') await popup.waitFor(isInFront, { args: [tabId] });
    await press(popup, 'Mark');
    await popup.waitFor(() => document.querySelector('[role="status"]')?.textContent?.includes('Marked'));
    await expect.poll(() => counted(/(\d+) mark/)).toBe(1);
  });

  test('is shown live on the inspector page, outside DevTools', async () => {
    inspector = await browser.newPage(`${browser.extensionOrigin}/inspector.html?tab=${tabId}`);
    await expect.poll(async () => (await readGrid(inspector, CONNECTIONS)).length).toBe(2);
    await expect.poll(async () => (await readFlows(inspector))[0]).toMatch(/Authorization code \+ PKCE/);
    await inspector.waitFor('button[aria-label="Stop recording"]');
    await inspector.waitFor('button[aria-label*="here it hung"]');
    await press(inspector, 'Recordings and marks');
    await inspector.waitFor('dialog ol img');
    await press(inspector, 'Close');
  });

  test('goes on over a crash and a reload of the page', async () => {
    const before = await counted(/(\d+) connection/);
    await page.crash();
    await inspector.waitFor('button[aria-label*="The page crashed"]');
    await page.goto(playground.app);
    await page.waitFor('body[data-ready][data-signed-in="true"]');
    await page.click('#connect');
    await page.waitFor('body[data-socket="open"]');
    await page.click('#disconnect');
    await expect.poll(() => counted(/(\d+) connection/)).toBe(before + 1);
    await expect.poll(() => connectionsOf(inspector)).toBe(before + 1);
  });

  test('takes what a popup of the tab does', async () => {
    const before = await counted(/(\d+) connection/);
    await page.evaluate((url: string) => {
      window.open(url, '', 'popup,width=500,height=400');
    }, playground.socketsPage);
    const opened = await browser.waitForPage((url) => url === playground.socketsPage);
    await opened.waitFor('#burst');
    await opened.evaluate((url: string) => {
      const script = document.createElement('script');
      script.textContent = `new WebSocket(${JSON.stringify(url)}).onopen = ({ target }) => target.close(1000)`;
      document.head.append(script);
    }, `${playground.sockets}/echo`);
    await expect.poll(() => counted(/(\d+) connection/)).toBe(before + 1);
    await expect.poll(() => connectionsOf(inspector)).toBe(before + 1);
    await opened.close();
  });

  test('is found after the browser’s end, up to its last second, and says what happened to it', async () => {
    // What was seen in the second before a power cut may be lost.
    await expect.poll(() => storedConnections(inspector)).toBe(4);
    await browser.kill();
    browser = await launch();
    page = await browser.newPage(`${browser.extensionOrigin}/inspector.html`);
    await page.waitFor('[data-recording]');
    expect(await page.text('[data-recording]')).toMatch(/4 connections · \d+ frames · \d+ requests · 1 mark/);
    expect(await page.text('[data-recording]')).toMatch(/the browser ended/);
    await page.click('[data-recording] button');
    await expect.poll(() => connectionsOf(page)).toBe(4);
    await expect.poll(async () => (await readFlows(page))[0]).toMatch(/Authorization code \+ PKCE/);
    expect(await page.text()).toMatch(/holds everything up to the last second/);
    if (kind === 'chromium') {
      expect(await page.text()).toMatch(/interrupted from .* to .*: the browser had stopped the extension/);
    }
  });

  test('shows its marks, with the picture', async () => {
    await press(page, 'Recordings and marks');
    await page.waitFor('dialog ol img');
    expect(await accessibilityFaults(page)).toEqual([]);
    const words = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>('dialog ol input')].map(({ value }) => value),
      );
    expect(await words()).toEqual(['here it hung']);
    await page.waitFor(() => document.querySelector<HTMLImageElement>('dialog ol img')!.naturalWidth > 100);
    expect(await page.text('dialog ol')).toMatch(/The page crashed/);
  });

  test('is renamed and deleted', async () => {
    await press(page, 'Close');
    await press(page, 'All recordings');
    await page.waitFor('[data-recording]');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.click('[aria-label^="Rename"]');
    await page.fill('[data-recording] input', 'Socket hangs after sign-in');
    await page.press('Enter');
    await page.waitFor(() =>
      document.querySelector('[data-recording]')?.textContent?.includes('Socket hangs'),
    );
    await page.click('[aria-label^="Delete “Socket hangs"]');
    await press(page, 'Delete');
    await page.waitFor(() =>
      document.querySelector('main')?.textContent?.includes('Nothing has been recorded'),
    );
  });

  test('is started and stopped in the panel, which lists it, and by the keyboard', async () => {
    const other = await browser.newPage(playground.app);
    const panel = await other.openPanel();
    await press(panel, 'Record this tab');
    await panel.waitFor('[aria-label="Stop recording"][aria-pressed="true"]');
    // With DevTools open there is nothing that cannot be seen.
    await page.goto(`${browser.extensionOrigin}/popup.html?tab=${await tabOf(page, playground.app)}`);
    await page.waitFor('[data-counts]');
    expect(await page.text()).not.toMatch(/response bodies/);
    await press(panel, 'Stop recording');
    await press(panel, 'Recordings and marks');
    await panel.waitFor('dialog [data-recording]');
    if (other.command) {
      await other.front();
      await other.command('H');
      await panel.waitFor('[aria-label="Stop recording"]');
      await other.command('M');
      await panel.waitFor('dialog ol img');
    } else {
      const granted = await page.evaluate(async () => {
        const { commands } = (globalThis as unknown as { chrome: CommandsApi }).chrome;
        return (await commands.getAll()).map(({ shortcut }) => shortcut);
      });
      expect(granted).toEqual(expect.arrayContaining(['Alt+Shift+H', 'Alt+Shift+M']));
    }
  });

  test('leads from the toolbar button to the inspector page', async () => {
    await page.waitFor(() => {
      const button = document.querySelector<HTMLElement>('nav button');
      // The popup closes itself when it has opened the page.
      if (button) setTimeout(() => button.click());
      return button !== null;
    });
    const opened = await browser.waitForPage((url) => url.includes('/inspector.html?tab='));
    await opened.waitFor('[role="toolbar"]');
  });

  test('drops the oldest where all together are too large, says so, and is deleted with all others', async () => {
    const list = await browser.newPage(`${browser.extensionOrigin}/inspector.html`);
    await list.waitFor('[data-recording]');
    await list.evaluate(keepLargeRecording);
    // Whatever is written next finds the share of all recordings spent.
    const other = await browser.newPage(playground.socketsPage);
    const control = await browser.newPage(
      `${browser.extensionOrigin}/popup.html?tab=${await tabOf(list, playground.socketsPage)}`,
    );
    // It ends by itself at its own limit (MB): nobody presses Stop.
    await control.waitFor(() => {
      const label = [...document.querySelectorAll('label')].find(({ textContent }) =>
        textContent?.startsWith('Stop at'),
      );
      const field = document.getElementById(label?.htmlFor ?? '') as HTMLInputElement | null;
      if (field) field.value = '1';
      field?.dispatchEvent(new Event('change', { bubbles: true }));
      return field;
    });
    await press(control, 'Record this tab');
    await control.waitFor('[data-counts]');
    await other.click('#large');
    await control.waitFor(() => !document.querySelector('[data-counts]'));
    await list.waitFor(() =>
      document.querySelector('main')?.textContent?.includes('stopped at its size limit'),
    );
    await list.waitFor('[role="status"]');
    expect(await list.text('[role="status"]')).toMatch(
      /“An old one” of .* \(1.* GB\) was deleted to make room/,
    );
    await press(list, 'Understood');
    await list.waitFor(() => !document.querySelector('[role="status"]'));
    expect(await list.text('main')).not.toMatch(/An old one/);
    await press(list, 'Delete all');
    await press(list, 'Delete');
    // What is being recorded stays: the keyboard has started one (Firefox).
    await list.waitFor((left: number) => document.querySelectorAll('[data-recording]').length === left, {
      args: [kind === 'firefox' ? 1 : 0],
    });
    await other.close();
    await control.close();
  });
});
