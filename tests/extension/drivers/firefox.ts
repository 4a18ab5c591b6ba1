import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { needBrowser } from '../../../scripts/browsers.ts';
import { catchDownload } from './downloads.ts';
import { firefoxCosts } from './firefox-costs.ts';
import { createProfile, downloadsOf } from './firefox-profile.ts';
import { openFirefoxPanel, openFirefoxTool } from './firefox-toolbox.ts';
import { Marionette } from './marionette.ts';
import { createSurface, type Evaluate } from './surface.ts';
import type { Browser, CompleteOptions, Page } from './types.ts';
import { waitFor } from './wait.ts';

/** Firefox with the extension installed for the session, in a profile of its own that goes away with it. */
export async function launchFirefox(options: CompleteOptions): Promise<Browser> {
  const profile = createProfile(options.preferences, options.profile);
  const program = start(profile, options);
  const closed = once(program, 'exit').then(() => {});
  const forget = () => {
    if (!options.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  // One that nobody closed would outlive its tests.
  const abandon = () => {
    program.kill('SIGKILL');
    forget();
  };
  process.once('exit', abandon);
  const kill = async () => {
    program.kill('SIGKILL');
    await close();
  };
  const close = async () => {
    if (program.exitCode === null && program.signalCode === null) {
      // Only what is kept has to be written to the end.
      program.kill(options.profile ? 'SIGTERM' : 'SIGKILL');
      const late = setTimeout(() => program.kill('SIGKILL'), 5_000);
      await closed;
      clearTimeout(late);
    }
    process.off('exit', abandon);
    forget();
  };
  try {
    const marionette = await Marionette.connect(await portOf(program, profile), options.insecure);
    const id = options.profile
      ? await installForGood(marionette, options.extension, options.profile)
      : await install(marionette, options.extension);
    return await driver(marionette, id, options, {
      close,
      kill,
      closed,
      download: (act) => catchDownload(downloadsOf(profile), act),
    });
  } catch (error) {
    await close();
    throw error;
  }
}

async function install(marionette: Marionette, folder: string): Promise<string> {
  const { value } = await marionette.send<{ value: string }>('Addon:Install', {
    path: folder,
    temporary: true,
  });
  return value;
}

/** What is installed for the session only takes its storage with it. */
async function installForGood(marionette: Marionette, folder: string, profile: string): Promise<string> {
  const files = Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file), readFileSync(file)]),
  );
  const packed = path.join(profile, 'handshake.xpi');
  writeFileSync(packed, zipSync(files, { level: 0 }));
  const { value } = await marionette.send<{ value: string }>('Addon:Install', {
    path: packed,
    temporary: false,
  });
  return value;
}

function start(profile: string, { headless, width, height, args }: CompleteOptions): ChildProcess {
  const given = ['--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile];
  if (headless) given.unshift('--headless');
  return spawn(needBrowser('firefox'), [...given, '--width', `${width}`, '--height', `${height}`, ...args], {
    env: {
      ...process.env,
      MOZ_HEADLESS_WIDTH: String(width),
      MOZ_HEADLESS_HEIGHT: String(height),
      MOZ_DISABLE_AUTO_SAFE_MODE: '1',
    },
    stdio: 'ignore',
  });
}

async function portOf(program: ChildProcess, profile: string): Promise<number> {
  const file = path.join(profile, 'MarionetteActivePort');
  const read = () => {
    if (program.exitCode !== null) throw new Error(`Firefox ended at once, with status ${program.exitCode}`);
    return Number(readFileSync(file, 'utf8'));
  };
  return waitFor(read, { what: 'Firefox to listen', timeout: 60_000 });
}

async function driver(
  marionette: Marionette,
  addonId: string,
  options: CompleteOptions,
  program: Pick<Browser, 'close' | 'kill' | 'closed' | 'download'>,
): Promise<Browser> {
  const [first] = await marionette.send<string[]>('WebDriver:GetWindowHandles');
  let unused = first;
  const originOf = async (id: string) => {
    const uuid = await marionette.run(
      { context: 'chrome', window: first! },
      (addon) => WebExtensionPolicy.getByID(addon)!.mozExtensionHostname,
      id,
    );
    return `moz-extension://${uuid}`;
  };
  const extensionOrigin = await originOf(addonId);
  const toPage = (window: string): Page => {
    const place = { context: 'content', window } as const;
    const evaluate = ((act, ...args) =>
      marionette.run(place, act as () => unknown, ...(args as unknown as []))) as Evaluate;
    const surface = createSurface(evaluate);
    return {
      ...surface,
      async goto(url) {
        await marionette.exclusive(place, () => marionette.send('WebDriver:Navigate', { url }));
      },
      url: () => evaluate(() => location.href),
      async openTool(tool) {
        await openFirefoxTool(marionette, window, tool);
        return undefined;
      },
      costs: firefoxCosts(marionette, window),
      command: (letter) => marionette.run({ context: 'chrome', window }, pressExtensionKey, letter),
      async front() {
        await marionette.exclusive(place, () =>
          marionette.send('WebDriver:SwitchToWindow', { handle: window, focus: true }),
        );
      },
      async upload(selector, file) {
        await surface.waitFor(selector);
        await marionette.exclusive(place, async () => {
          const { value } = await marionette.send<{ value: Record<string, string> }>(
            'WebDriver:FindElement',
            { using: 'css selector', value: selector },
          );
          const [id] = Object.values(value);
          await marionette.send('WebDriver:ElementSendKeys', { id, text: file });
        });
      },
      async crash() {
        await this.front();
        const pid = await marionette.run({ context: 'chrome', window }, contentProcess);
        process.kill(pid, 'SIGKILL');
      },
      async screenshot(file) {
        const { value } = await marionette.exclusive(place, () =>
          marionette.send<{ value: string }>('WebDriver:TakeScreenshot', { full: false }),
        );
        writeFileSync(file, Buffer.from(value, 'base64'));
      },
      openPanel: () => openFirefoxPanel(marionette, window, options.panelTitle),
      async close() {
        await marionette.exclusive(place, () => marionette.send('WebDriver:CloseWindow'));
      },
    };
  };
  return {
    kind: 'firefox',
    extensionOrigin,
    install: async (folder) => originOf(await install(marionette, folder)),
    async newPage(url) {
      const handle =
        unused ??
        (await marionette.send<{ handle: string }>('WebDriver:NewWindow', { type: 'tab', focus: true }))
          .handle;
      unused = undefined;
      const page = toPage(handle);
      if (url) await page.goto(url);
      return page;
    },
    waitForPage: (matches) =>
      waitFor(
        async () => {
          for (const handle of await marionette.send<string[]>('WebDriver:GetWindowHandles')) {
            const page = toPage(handle);
            if (matches(await page.url())) return page;
          }
          return undefined;
        },
        { what: `a page whose URL matches ${matches}` },
      ),
    async close() {
      marionette.disconnect();
      await program.close();
    },
    async kill() {
      marionette.disconnect();
      await program.kill();
    },
    closed: program.closed,
    download: program.download,
  };
}

declare const gBrowser: {
  selectedBrowser: { browsingContext: { currentWindowGlobal: { osPid: number } } };
};

/** In Firefox's own window: the process of the page that is in front. */
function contentProcess(): number {
  return gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid;
}

/** In Firefox's own window: the key that the browser has made for an extension's command. */
function pressExtensionKey(letter: string): void {
  const keys = [...document.querySelectorAll('keyset[id^="ext-keyset"] key')];
  const key = keys.find((one) => one.getAttribute('key')?.toUpperCase() === letter);
  if (!key) throw new Error(`No key ${letter} among ${keys.map((one) => one.outerHTML).join()}`);
  (key as Element & { doCommand(): void }).doCommand();
}
