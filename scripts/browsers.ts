// Finds Chromium and Firefox, or brings them in where the system's package manager can do so unasked.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type BrowserName = 'chromium' | 'firefox';

const OVERRIDE: Record<BrowserName, string> = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' };

/** Commands on the PATH, best first. Chrome itself is last: its releases refuse unpacked extensions by switch. */
const COMMANDS: Record<BrowserName, readonly string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-for-testing',
    'google-chrome',
    'google-chrome-stable',
  ],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
};

const PLACES: Record<BrowserName, readonly string[]> = {
  chromium: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  firefox: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};

const PACKAGE: Record<BrowserName, string> = { chromium: 'chromium', firefox: 'firefox-esr' };

/** Path of the browser's program, or undefined. CHROMIUM_PATH and FIREFOX_PATH come first. */
export function findBrowser(name: BrowserName): string | undefined {
  const given = process.env[OVERRIDE[name]];
  if (given) return isProgram(given) ? given : undefined;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const onPath = COMMANDS[name].flatMap((command) =>
    folders.map((folder) => path.join(folder, command + suffix)),
  );
  return [...onPath, ...PLACES[name]].find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of the browser's program; installs it on Debian and its kin where that needs no password. */
export function needBrowser(name: BrowserName): string {
  const found = findBrowser(name);
  if (found) return found;
  const given = process.env[OVERRIDE[name]];
  if (given) throw new Error(`${OVERRIDE[name]} names ${given}, which is no program.`);
  const brought = installed(name);
  if (brought) return brought;
  throw new Error(
    `No ${name} found: install ${name === 'firefox' ? 'Firefox' : 'Chromium'} (on Debian: ` +
      `sudo apt-get install ${PACKAGE[name]}) or set ${OVERRIDE[name]} to its program.`,
  );
}

function installed(name: BrowserName): string | undefined {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]) => {
    const [command = '', ...rest] = [...asRoot, 'apt-get', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, rest, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  // Without a password sudo says no here, before anything is promised.
  if (asRoot.length && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return undefined;
  console.log(`Installing ${PACKAGE[name]} (apt-get)…`);
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', PACKAGE[name]);
  return findBrowser(name);
}

/** Chromium's sandbox refuses root, and needs user namespaces, which containers often withhold. */
export function sandboxImpossible(): boolean {
  if (os.platform() !== 'linux') return false;
  return (
    process.getuid?.() === 0 || spawnSync('unshare', ['--user', 'true'], { stdio: 'ignore' }).status === 1
  );
}

if (import.meta.main) {
  for (const name of ['chromium', 'firefox'] as const) console.log(`${name}: ${needBrowser(name)}`);
}
