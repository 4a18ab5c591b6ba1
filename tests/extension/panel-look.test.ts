// How the panel looks in its main states, by region and with a tolerance: a part that is gone, moved or coloured
// otherwise is found, another font is not. `UPDATE_PICTURES=1 npx vitest run --project extension
// tests/extension/panel-look.test.ts` writes the baselines anew; look at .output/look-*.png before committing them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSession } from '../../utils/exchange/index.ts';
import { signIn } from '../unit/support/sign-in.ts';
import {
  BROWSERS,
  type Browser,
  launchBrowser,
  type Panel,
  type ScreenshotOptions,
} from './drivers/index.ts';
import { openRow, openTab } from './panel-reader.ts';
import { differingRegions, type Region } from './pictures.ts';

const WIDE: readonly Region[] = [
  { name: 'toolbar', x: 0, y: 0, width: 1400, height: 28 },
  { name: 'timeline', x: 0, y: 60, width: 1400, height: 110 },
  { name: 'names of the lanes', x: 0, y: 60, width: 170, height: 110 },
  { name: 'connections', x: 0, y: 190, width: 700, height: 200 },
  { name: 'flows', x: 710, y: 190, width: 690, height: 200 },
  { name: 'detail of the connection', x: 0, y: 400, width: 700, height: 380 },
  { name: 'detail of the flow', x: 710, y: 400, width: 690, height: 380 },
];
const NARROW: readonly Region[] = [
  { name: 'upper part', x: 0, y: 0, width: 680, height: 300 },
  { name: 'lower part', x: 0, y: 300, width: 680, height: 400 },
];

/** The same in every run: a recorded sign-in with the close and the return of its connection. */
const session = [
  ...writeSession(
    { exportedAt: '2026-01-02T03:04:05.000Z', generator: { name: 'Handshake', version: '1' } },
    signIn(),
  ),
].join('');

/** In the panel: opens a session file as a person would. */
function openFile(text: string): void {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
  const files = new DataTransfer();
  files.items.add(new File([text], 'sign-in.handshake.json', { type: 'application/json' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

describe.each(BROWSERS)('the panel’s look in %s', (kind) => {
  let browser: Browser;
  let panel: Panel;

  beforeAll(async () => {
    process.env.TZ = 'UTC';
    browser = await launchBrowser(kind);
    panel = await (await browser.newPage('about:blank')).openPanel();
    await panel.waitFor('main');
    await panel.waitFor(() => {
      const skip = [...document.querySelectorAll('button')].find((one) => one.textContent === 'No, thanks');
      skip?.click();
      return !skip;
    });
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function differences(name: string, regions: readonly Region[], options: ScreenshotOptions) {
    const file = `.output/look-${kind}-${name}.png`;
    await panel.screenshot(file, { width: 1400, height: 850, ...options });
    return differingRegions(file, `${kind}-${name}`, regions);
  }

  test('empty', async () => {
    await panel.waitFor('[aria-label="No OAuth flow yet"]');
    expect(await differences('empty', WIDE, { theme: 'light' })).toEqual([]);
  });

  test('with a connection and its login open, light and dark', async () => {
    await panel.evaluate(openFile, session);
    await openRow(panel, 'WebSocket connections', '4401');
    await openTab(panel, 'Life');
    await panel.click('[data-flow]');
    await panel.waitFor('[data-step]');
    await panel.waitFor('[role="listbox"] canvas');
    // The findings come when the panel is idle.
    await panel.waitFor(() =>
      /Findings\s*\d/.test(document.querySelector('[data-tour="findings"]')?.textContent ?? ''),
    );
    expect(await differences('open-light', WIDE, { theme: 'light' })).toEqual([]);
    expect(await differences('open-dark', WIDE, { theme: 'dark' })).toEqual([]);
  });

  test('narrow', async () => {
    await panel.screenshot(`.output/look-${kind}-narrow.png`, { theme: 'light', width: 700, height: 750 });
    await panel.waitFor('[role="tablist"][aria-label="Halves"]');
    expect(await differences('narrow', NARROW, { theme: 'light', width: 700, height: 750 })).toEqual([]);
  });
});
