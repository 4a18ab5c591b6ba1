import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import puppeteer, {
  type ElementHandle,
  type Browser as PuppeteerBrowser,
  type Page as PuppeteerPage,
} from 'puppeteer-core';
import { needBrowser, sandboxImpossible } from '../../../scripts/browsers.ts';
import { chromiumCosts } from './chromium-costs.ts';
import { openChromiumPanel, openChromiumTool } from './chromium-devtools.ts';
import { catchDownload } from './downloads.ts';
import { createSurface, type Evaluate } from './surface.ts';
import type { Browser, CompleteOptions, Page } from './types.ts';

/** Chromium with the unpacked extension, in a profile of its own that goes away with it unless it was named. */
export async function launchChromium(options: CompleteOptions): Promise<Browser> {
  const profile = options.profile ?? mkdtempSync(path.join(os.tmpdir(), 'handshake-chromium-'));
  const browser = await puppeteer.launch({
    executablePath: needBrowser('chromium'),
    headless: options.headless,
    acceptInsecureCerts: options.insecure,
    userDataDir: profile,
    // The pipe is what Extensions.loadUnpacked needs.
    pipe: true,
    enableExtensions: true,
    handleDevToolsAsPage: true,
    // Else each frame of a WebSocket is told to us too, at a cost to the page.
    networkEnabled: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    defaultViewport: null,
    protocolTimeout: 120_000,
    args: [
      ...(sandboxImpossible() ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--window-size=${options.width},${options.height}`,
      ...options.args,
    ],
  });
  const close = async () => {
    const program = browser.process();
    await browser.close().catch(() => program?.kill('SIGKILL'));
    if (!options.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const id = await browser.installExtension(options.extension);
    // Its background must listen before the first page is opened.
    await browser.waitForTarget((target) => target.type() === 'service_worker' && target.url().includes(id));
    const downloads = path.join(profile, 'downloads');
    mkdirSync(downloads, { recursive: true });
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
    return driver(browser, {
      extensionOrigin: `chrome-extension://${id}`,
      title: options.panelTitle,
      downloads,
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Parts {
  extensionOrigin: string;
  title: string;
  downloads: string;
  close(): Promise<void>;
}

function driver(browser: PuppeteerBrowser, { extensionOrigin, title, downloads, close }: Parts): Browser {
  const toPage = (page: PuppeteerPage): Page => ({
    ...createSurface(((act, ...args) =>
      page.evaluate(act as () => unknown, ...(args as unknown as []))) as Evaluate),
    async goto(url) {
      await page.goto(url);
    },
    url: async () => page.url(),
    openTool: (tool) => openChromiumTool(page, tool),
    costs: chromiumCosts(page),
    front: () => page.bringToFront(),
    async crash() {
      const crashed = new Promise((resolve) => page.once('error', resolve));
      page.goto('chrome://crash').catch(() => {});
      await crashed;
    },
    async upload(selector, file) {
      const field = await page.waitForSelector(selector);
      await (field as ElementHandle<HTMLInputElement>).uploadFile(file);
    },
    async screenshot(file) {
      await page.bringToFront();
      await page.screenshot({ path: file as `${string}.png` });
    },
    openPanel: () => openChromiumPanel(page, { extensionOrigin, title }),
    close: () => page.close(),
  });
  return {
    kind: 'chromium',
    extensionOrigin,
    async newPage(url) {
      const blank = (await browser.pages()).find((page) => page.url() === 'about:blank');
      const page = blank ?? (await browser.newPage());
      if (url) await page.goto(url);
      return toPage(page);
    },
    async waitForPage(matches) {
      const target = await browser.waitForTarget((found) => found.type() === 'page' && matches(found.url()));
      return toPage((await target.page())!);
    },
    download: (act) => catchDownload(downloads, act),
    async stopBackground() {
      const target = browser
        .targets()
        .find((found) => found.type() === 'service_worker' && found.url().startsWith(extensionOrigin));
      const worker = await target?.worker();
      await worker?.close();
    },
    close,
    async kill() {
      const gone = new Promise((resolve) => browser.once('disconnected', resolve));
      browser.process()?.kill('SIGKILL');
      await gone;
      await close();
    },
    closed: new Promise((resolve) => browser.once('disconnected', () => resolve())),
  };
}
