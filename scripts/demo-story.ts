import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type Page, type Panel, waitFor } from '../tests/extension/drivers/index.ts';
import {
  openRow,
  openTab,
  readConnections,
  readFlows,
  readTab,
  readTabNames,
} from '../tests/extension/panel-reader.ts';
import { outliveToken, plainSockets, signIn } from '../tests/extension/playground-steps.ts';
import type { Playground } from '../tests/playground/index.ts';
import { output, root } from './run.ts';

interface Stage {
  playground: Playground;
  browser: Browser;
  page: Page;
  panel: Panel;
}

const CONNECTIONS = 'WebSocket connections';
const EXPORT = 'button[aria-label^="Export the session"]';

/** One sign-in, a socket that outlives its token, plain sockets; then the pictures, the session and what was seen. */
export async function playDemo({ playground, browser, page, panel }: Stage): Promise<void> {
  await panel.waitFor(withoutTour);
  console.log('Signing in, and waiting for the token to run out…');
  await signIn(page, { shortLived: true });
  await outliveToken(page);
  await tied(panel);
  await page.goto(playground.socketsPage);
  await plainSockets(page);
  await caughtUp(page, panel);
  await openRow(panel, CONNECTIONS, '4401');
  await openTab(panel, 'Life');
  await panel.click('[data-flow]');
  await panel.waitFor('[data-step]');
  const seen = await readSeen(panel);
  const files = [...(await takePictures(browser, panel)), await exportSession(browser, panel)];
  console.log(`\n${table(seen)}\n`);
  for (const file of files) console.log(path.relative(root, file));
}

/** In the panel: the tour is not wanted. */
function withoutTour(): boolean {
  const skip = [...document.querySelectorAll('button')].find((one) => one.textContent === 'No, thanks');
  skip?.click();
  return !skip;
}

/** The whole story is told: Chrome hands over a response's body only while its page stays. */
async function tied(panel: Panel): Promise<void> {
  await openRow(panel, CONNECTIONS, '4401');
  await openTab(panel, 'Life');
  await waitFor(async () => /reconnected as #\d+ with the new token/.test(await readTab(panel, 'Life')), {
    what: 'the panel to tell how the connection came back',
  });
}

/** The panel has every frame that the page has received. */
async function caughtUp(page: Page, panel: Panel): Promise<void> {
  await waitFor(
    async () => {
      const received = Number(await page.evaluate(() => document.body.dataset.received));
      const rows = (await readConnections(panel)).filter((row) => !row.Token);
      return rows.length > 0 && sum(rows.map((row) => framesOf(row).received)) >= received;
    },
    { what: 'the panel to catch up with the page' },
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function framesOf(row: Record<string, string>): { sent: number; received: number } {
  const [sent = 0, received = 0] = (row['Frames ↑ ↓'] ?? '')
    .split('↑')
    .map((text) => Number(text.replace(/\D/g, '')));
  return { sent, received };
}

async function readSeen(panel: Panel): Promise<[string, string][]> {
  const rows = await readConnections(panel);
  const states = Map.groupBy(rows, (row) => row.State ?? '');
  const frames = rows.map(framesOf);
  const count = (numbers: readonly number[]) => sum(numbers).toLocaleString('en-GB');
  const flows = await readFlows(panel);
  const tabs = await readTabNames(panel);
  const steps = tabs.find((name) => name.startsWith('Sequence'))?.replace('Sequence', '');
  const tokens = tabs.find((name) => name.startsWith('Tokens'))?.replace('Tokens', '');
  return [
    [
      'Connections',
      `${rows.length}: ${[...states].map(([state, list]) => `${list.length} ${state}`).join(', ')}`,
    ],
    [
      'Frames',
      `${count(frames.map(({ sent }) => sent))} sent, ${count(frames.map(({ received }) => received))} received`,
    ],
    ['Flows', `${flows.length}: ${steps} steps in the first`],
    ['Tokens', `${tokens}, carried by ${rows.filter((row) => row.Token).length} connections`],
  ];
}

const table = (rows: readonly [string, string][]) =>
  rows.map(([name, value]) => `${name.padEnd(13)}${value}`).join('\n');

async function takePictures(browser: Browser, panel: Panel): Promise<string[]> {
  const folder = demoFolder();
  const files: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    const file = path.join(folder, `${browser.kind}-${theme}.png`);
    await panel.screenshot(file, { theme, whole: true, width: 1400, height: 900 });
    files.push(file);
  }
  return files;
}

async function exportSession(browser: Browser, panel: Panel): Promise<string> {
  await panel.click(EXPORT);
  const saved = await browser.download(() => panel.click('dialog button[data-primary]'));
  const file = path.join(demoFolder(), `${browser.kind}.handshake.json.gz`);
  copyFileSync(saved, file);
  return file;
}

function demoFolder(): string {
  const folder = path.join(output, 'demo');
  mkdirSync(folder, { recursive: true });
  return folder;
}
