import { writeFileSync } from 'node:fs';
import { copiedBy, readClipboard, writeClipboard } from './clipboard.ts';
import type { Marionette } from './marionette.ts';
import { createSurface, type Evaluate } from './surface.ts';
import type { NativeTool, Panel, ScreenshotOptions, Theme } from './types.ts';

/** Opens the toolbox on a tab, in a window of its own, and gives our panel. */
export async function openFirefoxPanel(
  marionette: Marionette,
  window: string,
  title: string,
): Promise<Panel> {
  const chrome = { context: 'chrome', window } as const;
  await marionette.run(chrome, selectPanel, title, 'window');
  const evaluate = ((act, ...args) =>
    marionette.run(chrome, runInPanel, `(${act})(...${JSON.stringify(args)})`).then((answer) => {
      const { value, error } = JSON.parse(answer) as { value?: unknown; error?: string };
      if (error) throw new Error(error);
      return value;
    })) as Evaluate;
  const surface = createSurface(evaluate);
  await surface.waitFor(() => document.readyState === 'complete' && document.body.childElementCount > 0);
  const setTheme = async (theme: Theme) => {
    await marionette.run(chrome, applyTheme, theme);
    await surface.waitFor((wanted: string) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, {
      args: [theme],
    });
  };
  return {
    ...surface,
    setTheme,
    copied: (act) =>
      copiedBy(() => marionette.run(chrome, activate).then(act), {
        write: (text) => marionette.run(chrome, writeClipboard, text),
        read: () => marionette.run(chrome, readClipboard),
      }),
    async upload(selector, file) {
      await surface.waitFor(selector);
      await marionette.run(chrome, chooseFile, selector, file);
    },
    async screenshot(file: string, options: ScreenshotOptions = {}) {
      if (options.theme) await setTheme(options.theme);
      const { width = 0, height = 0, whole = false } = options;
      if (width || height) {
        await marionette.run(chrome, resize, width || 1400, height || 900);
        await surface.waitFor((wanted: number) => !wanted || Math.abs(innerWidth - wanted) < 60, {
          args: [width],
        });
      }
      writeFileSync(file, Buffer.from(await marionette.run(chrome, picture, whole), 'base64'));
    },
    async dock(side) {
      await marionette.run(chrome, selectPanel, title, side === 'undocked' ? 'window' : side);
      await surface.waitFor(() => document.readyState === 'complete' && document.body.childElementCount > 0);
    },
    async close() {
      await marionette.run(chrome, closeToolbox);
    },
  };
}

/** Opens the toolbox on a tab at a tool of its own. */
export async function openFirefoxTool(
  marionette: Marionette,
  window: string,
  tool: NativeTool,
): Promise<void> {
  await marionette.run({ context: 'chrome', window }, showTool, OWN_TOOLS[tool]);
}

const OWN_TOOLS: Record<NativeTool, string> = { console: 'webconsole', network: 'netmonitor' };

// The following run in Firefox's parent process, whose globals carry no types here.
declare const ChromeUtils: {
  importESModule(url: string): { require(id: string): { gDevTools: ToolboxHost } };
};
declare const gBrowser: { selectedTab: object };
declare const Services: { prefs: { setStringPref(name: string, value: string): void } };
declare global {
  const WebExtensionPolicy: { getByID(id: string): { mozExtensionHostname: string } | null };
}

interface ToolboxHost {
  showToolboxForTab(tab: object, options: object): Promise<Toolbox>;
  getToolboxForTab(tab: object): Promise<Toolbox | undefined> | Toolbox | undefined;
}
interface Toolbox {
  doc: Document;
  topWindow: Window;
  getAdditionalTools(): { id: string; label: string }[];
  selectTool(id: string): Promise<void>;
  destroy(): Promise<void>;
}
interface PanelBrowser extends HTMLElement {
  browsingContext?: {
    currentWindowGlobal?: {
      documentURI?: { spec: string };
      drawSnapshot(area: DOMRect, scale: number, background: string, reset: boolean): Promise<ImageBitmap>;
    };
  };
  messageManager: {
    addMessageListener(name: string, listener: (message: { data: string }) => void): void;
    removeMessageListener(name: string, listener: (message: { data: string }) => void): void;
    loadFrameScript(url: string, delayed: boolean): void;
  };
}

async function showTool(toolId: string): Promise<void> {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  const toolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab, { toolId, hostType: 'window' });
  Object.assign(globalThis, { handshakeToolbox: toolbox });
}

async function selectPanel(title: string, hostType: string): Promise<void> {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  const toolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab, {
    toolId: 'webconsole',
    hostType,
  });
  toolbox.topWindow.resizeTo(1400, 900);
  const until = async <T>(ask: () => T | null | undefined | false, what: string): Promise<T> => {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const answer = ask();
      if (answer) return answer;
      if (Date.now() > deadline) throw new Error(`Waited 30 s in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const tool = await until(
    () => toolbox.getAdditionalTools().find(({ label }) => label === title),
    `the tool ${title}`,
  );
  await toolbox.selectTool(tool.id);
  const browser = await until(() => {
    const frame = toolbox.doc.getElementById(`toolbox-panel-iframe-${tool.id}`) as HTMLIFrameElement | null;
    const found = frame?.contentDocument?.querySelector('browser') as PanelBrowser | null | undefined;
    return (
      found?.browsingContext?.currentWindowGlobal?.documentURI?.spec.startsWith('moz-extension:') && found
    );
  }, 'the panel’s document');
  Object.assign(globalThis, { handshakeToolbox: toolbox, handshakePanel: browser });
}

/** Runs source text with the panel document's own rights; the answer is JSON. */
function runInPanel(source: string): Promise<string> {
  const { messageManager } = (globalThis as unknown as { handshakePanel: PanelBrowser }).handshakePanel;
  const name = `handshake:${Math.random()}`;
  const inside = `(async () => JSON.stringify({ value: await ${source} }))()`;
  const script = `(async () => {
    let answer;
    try {
      const options = { sandboxPrototype: content.window, wantXrays: false, sameZoneAs: content.window };
      answer = await Cu.evalInSandbox(${JSON.stringify(inside)}, Cu.Sandbox(content.document.nodePrincipal, options));
    } catch (error) {
      answer = JSON.stringify({ error: String(error) + '\\n' + (error && error.stack) });
    }
    sendAsyncMessage(${JSON.stringify(name)}, answer);
  })()`;
  return new Promise((resolve) => {
    const listener = ({ data }: { data: string }) => {
      messageManager.removeMessageListener(name, listener);
      resolve(data);
    };
    messageManager.addMessageListener(name, listener);
    messageManager.loadFrameScript(
      `data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`,
      false,
    );
  });
}

/** What the file dialog does when it is closed: only the browser's own code may. */
function chooseFile(selector: string, path: string): Promise<void> {
  const { messageManager } = (globalThis as unknown as { handshakePanel: PanelBrowser }).handshakePanel;
  const name = `handshake:${Math.random()}`;
  const script = `(async () => {
    const input = content.document.querySelector(${JSON.stringify(selector)});
    input.mozSetFileArray([await File.createFromFileName(${JSON.stringify(path)})]);
    input.dispatchEvent(new content.Event('change', { bubbles: true }));
  })().then(() => '', String).then((error) => sendAsyncMessage(${JSON.stringify(name)}, error))`;
  return new Promise((resolve, reject) => {
    const listener = ({ data }: { data: string }) => {
      messageManager.removeMessageListener(name, listener);
      if (data) reject(new Error(data));
      else resolve();
    };
    messageManager.addMessageListener(name, listener);
    messageManager.loadFrameScript(`data:application/javascript,${encodeURIComponent(script)}`, false);
  });
}

/** What a click of a person's leaves behind for some seconds: the leave to copy. */
function activate(): void {
  const { messageManager } = (globalThis as unknown as { handshakePanel: PanelBrowser }).handshakePanel;
  messageManager.loadFrameScript(
    'data:application/javascript,content.document.notifyUserGestureActivation()',
    false,
  );
}

function applyTheme(theme: string): void {
  Services.prefs.setStringPref('devtools.theme', theme);
}

function resize(width: number, height: number): void {
  const { topWindow } = (globalThis as unknown as { handshakeToolbox: Toolbox }).handshakeToolbox;
  topWindow.resizeTo(width, height);
}

async function picture(whole: boolean): Promise<string> {
  const { handshakeToolbox: toolbox, handshakePanel: panel } = globalThis as unknown as {
    handshakeToolbox: Toolbox;
    handshakePanel: PanelBrowser;
  };
  const top = toolbox.topWindow as unknown as Pick<PanelBrowser, 'browsingContext'> & Window;
  const { width, height } = whole
    ? { width: top.innerWidth, height: top.innerHeight }
    : panel.getBoundingClientRect();
  const source = whole ? top : panel;
  const bitmap = await source.browsingContext!.currentWindowGlobal!.drawSnapshot(
    new DOMRect(0, 0, width, height),
    1,
    'white',
    false,
  );
  const canvas = toolbox.doc.createElementNS('http://www.w3.org/1999/xhtml', 'canvas') as HTMLCanvasElement;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  return canvas.toDataURL('image/png').split(',')[1]!;
}

async function closeToolbox(): Promise<void> {
  await (globalThis as unknown as { handshakeToolbox: Toolbox }).handshakeToolbox.destroy();
}
