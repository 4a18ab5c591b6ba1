import { writeFileSync } from 'node:fs';
import type { ElementHandle, Frame, Page as PuppeteerPage } from 'puppeteer-core';
import { memoryOf } from './chromium-costs.ts';
import { copiedBy, readClipboard, writeClipboard } from './clipboard.ts';
import { createSurface, type Evaluate } from './surface.ts';
import type { DockSide, NativeTool, Panel, ScreenshotOptions, Surface, Theme } from './types.ts';
import { waitFor } from './wait.ts';

interface PanelPlace {
  extensionOrigin: string;
  title: string;
}

/** Opens DevTools on a page through the front-end's own modules, and gives our panel. */
export async function openChromiumPanel(
  page: PuppeteerPage,
  { extensionOrigin, title }: PanelPlace,
): Promise<Panel> {
  const devtools = await page.openDevTools();
  // DevTools makes the id of an extension's view from its origin and title, with nothing between them.
  const viewId = extensionOrigin + title;
  // evaluate, not waitForFunction: the latter's isolated world has a module map, and an InspectorView, of its own.
  await waitFor(() => devtools.evaluate(hasView(viewId)), {
    what: `DevTools lists ${viewId}`,
    timeout: 30_000,
  });
  // Docked, a screenshot of an element never comes back.
  await devtools.evaluate(undock);
  await devtools.evaluate(showView(viewId));
  const frame = await waitFor(
    () =>
      devtools
        .frames()
        .find(
          (found) =>
            found !== devtools.mainFrame() &&
            found.url().startsWith(extensionOrigin) &&
            /panel/.test(found.url()),
        ),
    { what: 'the panel’s frame', timeout: 30_000 },
  );
  const surface = createSurface(((act, ...args) =>
    frame.evaluate(act as () => unknown, ...(args as unknown as []))) as Evaluate);
  await surface.waitFor(() => document.readyState === 'complete' && document.body.childElementCount > 0);
  const setTheme = async (theme: Theme) => {
    await devtools.evaluate(applyTheme(theme));
    await surface.waitFor((wanted: string) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, {
      args: [theme],
    });
  };
  return {
    ...surface,
    setTheme,
    async copied(act) {
      const { origin } = new URL(page.url());
      await page
        .browserContext()
        .overridePermissions(origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
      return copiedBy(() => devtools.bringToFront().then(act), {
        // Whatever is evaluated counts as a person's gesture; a document without the focus is not let in.
        write: (text) => page.bringToFront().then(() => page.evaluate(writeClipboard, text)),
        read: () => page.bringToFront().then(() => page.evaluate(readClipboard)),
      });
    },
    async upload(selector, file) {
      await surface.waitFor(selector);
      const input = (await frame.$(selector)) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(file);
    },
    screenshot: async (file, options = {}) => {
      if (options.theme) await setTheme(options.theme);
      // What another tool hides draws nothing.
      await devtools.evaluate(showView(viewId));
      await screenshot(devtools, frame, file, options);
    },
    async dock(side) {
      await devtools.evaluate(dockAt(side));
    },
    async memory() {
      const target = page
        .browser()
        .targets()
        .find((found) => found.url() === frame.url())!;
      const session = await target.createCDPSession();
      try {
        return await memoryOf(session);
      } finally {
        await session.detach();
      }
    },
    tool: () => devtools.evaluate(shownView) as Promise<string>,
    close: () => devtools.close(),
  };
}

/** Opens DevTools on a page at a tool of its own. */
export async function openChromiumTool(page: PuppeteerPage, tool: NativeTool): Promise<Surface> {
  const devtools = await page.openDevTools();
  await waitFor(() => devtools.evaluate(hasView(tool)), {
    what: `DevTools lists ${tool}`,
    timeout: 30_000,
  });
  await devtools.evaluate(undock);
  await devtools.evaluate(showView(tool));
  return createSurface(((act, ...args) =>
    devtools.evaluate(act as () => unknown, ...(args as unknown as []))) as Evaluate);
}

// The front-end's own modules, asked in its own words: as text, because a test runner rewrites `import()`.
const legacy = (expression: string) => `import('./ui/legacy/legacy.js').then((legacy) => ${expression})`;
const inspector = 'legacy.InspectorView.InspectorView.instance()';
const hasView = (id: string) => legacy(`${inspector}.tabbedPane.tabIds().includes(${JSON.stringify(id)})`);
const showView = (id: string) => legacy(`${inspector}.showPanel(${JSON.stringify(id)}).then(() => {})`);
const shownView = legacy(`${inspector}.tabbedPane.selectedTabId`);
const dockAt = (side: DockSide) =>
  legacy(`legacy.DockController.DockController.instance().setDockSide(${JSON.stringify(side)})`);
const undock = dockAt('undocked');
const applyTheme = (theme: Theme) =>
  `import('./core/common/common.js').then((common) => common.Settings.Settings.instance()
    .moduleSetting('ui-theme').set(${JSON.stringify(theme === 'dark' ? 'dark' : 'default')}))`;

async function screenshot(devtools: PuppeteerPage, frame: Frame, file: string, options: ScreenshotOptions) {
  if (options.width || options.height) {
    await devtools.setViewport({ width: options.width ?? 1400, height: options.height ?? 900 });
  }
  // Two frames drawn: sizes and colours have settled.
  await frame.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const element = options.whole ? null : await frame.frameElement();
  const clip = await element?.evaluate((shown) => {
    const { x, y, width, height } = shown.getBoundingClientRect();
    return { x, y, width, height };
  });
  // Page.captureScreenshot by hand: puppeteer's own way captures beyond the viewport, which ends Chromium here.
  const session = await devtools.createCDPSession();
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'png',
    captureBeyondViewport: false,
    ...(clip ? { clip: { ...clip, scale: 1 } } : {}),
  });
  await session.detach();
  writeFileSync(file, Buffer.from(data, 'base64'));
}
