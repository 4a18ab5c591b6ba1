import path from 'node:path';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import { takeBrowser } from './spare.ts';
import type { Browser, BrowserKind, CompleteOptions, LaunchOptions } from './types.ts';

export type * from './types.ts';
export { waitFor } from './wait.ts';

export const BROWSERS: readonly BrowserKind[] = ['chromium', 'firefox'];

const output = path.resolve(import.meta.dirname, '../../../.output');
const BUILT: Record<BrowserKind, string> = {
  chromium: path.join(output, 'chrome-mv3'),
  firefox: path.join(output, 'firefox-mv2'),
};

/** Starts a real browser with the built extension in it, or gives one that was started ahead. */
export function launchBrowser(kind: BrowserKind, options?: LaunchOptions): Promise<Browser> {
  if (options) return launch(kind, options);
  return takeBrowser(kind, { chromium: () => launch('chromium'), firefox: () => launch('firefox') });
}

function launch(kind: BrowserKind, options: LaunchOptions = {}): Promise<Browser> {
  const complete: CompleteOptions = {
    extension: BUILT[kind],
    headless: true,
    panelTitle: 'Handshake',
    width: 1400,
    height: 900,
    args: [],
    preferences: {},
    ...options,
  };
  return kind === 'chromium' ? launchChromium(complete) : launchFirefox(complete);
}
