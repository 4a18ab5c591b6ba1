// A million frames of a hundred connections in the real panel: its heap, its longest task while they come in, searching,
// scrolling, selecting, clearing. And the same flood on the inspector page, where no DevTools are open; in DevTools alone,
// without us; and in Chrome's own Network panel.
import {
  type BrowserKind,
  launchBrowser,
  type Page,
  type Surface,
  waitFor,
} from '../extension/drivers/index.ts';
import { createInertExtension } from '../extension/hook/support/inert-extension.ts';
import { openRow, openTab } from '../extension/panel-reader.ts';
import { type Benchmark, type Measured, measured, median } from './benchmark.ts';
import { BENCHED } from './support/benched.ts';
import { type Flood, type FloodSite, startFloodSite, takeFloods } from './support/flood.ts';
import { longestStall, longestTask, watchLoop } from './support/loop.ts';
import { foundSoFar, p95, scrollEverywhere, search, selectRow } from './support/reading.ts';

/** Firefox says nothing of the panel's heap, so fewer will do to see how it moves. */
const COUNT: Record<BrowserKind, number> = {
  chromium: Number(process.env.BENCH_FRAMES ?? 1_000_000),
  firefox: Number(process.env.BENCH_FRAMES ?? 1_000_000) / 5,
};
/** Frames a second that are offered: a little more than the 20 000 that are to be taken. */
const RATE = 20_500;

/** Has Chromium say what is used, to the byte, and collect garbage when it is asked to. */
const HEAP_ARGS = ['--enable-precise-memory-info', '--js-flags=--expose-gc'];

/** Ninety-nine slow connections beside the one that floods: a hundred at once. */
const BESIDE = 99;

function floodsOf(count: number): Flood[] {
  const each = Math.min(1_000, Math.floor(count / 200));
  const seconds = count / RATE;
  const small: Flood = { kind: 'text', size: 200, count: each, rate: Math.max(1, each / seconds) };
  const large: Flood = { kind: 'text', size: 200, count: count - each * BESIDE, rate: RATE };
  return [large, ...Array.from({ length: BESIDE }, () => small)];
}

type Figure = Omit<Parameters<typeof measured>[0], 'subject' | 'browser'>;

const framesOf =
  (browser: BrowserKind, where = '') =>
  (figure: Figure): Measured =>
    measured({ subject: 'frames', browser, ...figure, name: where + figure.name });

/** Pours the flood into what shows a tab: how it came in, and what it takes. */
async function pour(page: Page, view: Surface, count: number, atLeast?: number): Promise<Figure[]> {
  // The last of what it brings after its first view: from here on its tasks are those of frames.
  await view.waitFor('button[aria-label="Record this tab"]');
  await watchLoop(view);
  const { rate, last } = await takeFloods(page, floodsOf(count));
  const longest = await longestTask(view);
  const stalled = await longestStall(view);
  await view.evaluate(search, 'type:text');
  // A page in the background tells what came last only a second later; the figure says what is missing all the same.
  const all = async () => (await view.evaluate(foundSoFar)) >= count;
  await waitFor(all, { what: 'every frame', timeout: 30_000 }).catch(() => {});
  const found = await view.evaluate(foundSoFar);
  const late = Date.now() - last;
  const heap = await view.evaluate(usedHeap);
  return [
    { name: 'frames in the panel, of 100 connections', value: found, unit: 'frames', atLeast: count },
    { name: 'rate at which they came', value: rate, unit: 'frames/s', ...(atLeast && { atLeast }) },
    { name: 'all found after the last one came', value: late, unit: 'ms' },
    { name: 'longest task as they came in', value: longest, unit: 'ms', atMost: 200 },
    { name: 'longest time that its loop did not come round', value: stalled, unit: 'ms' },
    ...(heap ? [{ name: 'heap of the panel, payloads included', value: heap, unit: 'MB', atMost: 300 }] : []),
  ];
}

async function searchAll(panel: Surface, count: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, query, held] of [
    ['word', 'fill', true],
    ['rare word', String(1_000_000 + count / 2), true],
    ['expression', '/"n":1\\d+99,/', true],
    ['JSONPath', `json:$.n==${1_000_000 + count / 2}`, false],
  ] as const) {
    const { first, all } = await panel.evaluate(search, query);
    if (name === 'word')
      figures.push({ name: 'search: first frames of a word', value: first, unit: 'ms', atMost: 100 });
    figures.push({
      name: `search: all frames, ${name}`,
      value: all,
      unit: 'ms',
      ...(held && { atMost: 2_000 }),
    });
  }
  await panel.fill('#filter', '');
  return figures;
}

async function read(panel: Surface): Promise<Figure[]> {
  await openRow(panel, 'WebSocket connections', 1);
  await openTab(panel, 'Frames');
  await panel.waitFor('[role=grid][aria-label^="Frames of connection"] [role=row][aria-selected=false]');
  const { gaps, costs, paints } = await panel.evaluate(scrollEverywhere);
  const selections: number[] = [];
  for (let round = 0; round < 5; round++) selections.push(await panel.evaluate(selectRow));
  return [
    {
      name: 'scroll: leaps whose rows were drawn at once',
      value: costs.length,
      unit: 'of 120',
      atLeast: 114,
    },
    { name: 'scroll: script and layout of a frame, p95', value: p95(costs), unit: 'ms', atMost: 20 },
    { name: 'scroll: between two frames painted in software, p95', value: p95(gaps), unit: 'ms', atMost: 20 },
    { name: 'scroll: painting alone, between two frames, p95', value: p95(paints), unit: 'ms' },
    { name: 'select a row', value: median(selections), unit: 'ms', atMost: 50 },
  ];
}

async function clear(panel: Surface, empty: number): Promise<Figure> {
  await panel.click('button[aria-label^="Clear;"]');
  // Buffers are swept in the background, a moment after they were let go.
  let after = Number.POSITIVE_INFINITY;
  await waitFor(
    async () => {
      after = await panel.evaluate(usedHeap);
      return after - empty <= 20;
    },
    { what: 'the heap of an empty panel', timeout: 10_000 },
  ).catch(() => {});
  return { name: 'heap beyond the empty panel, once cleared', value: after - empty, unit: 'MB', atMost: 20 };
}

async function million(kind: BrowserKind, site: FloodSite): Promise<Measured[]> {
  const browser = await launchBrowser(kind, { args: kind === 'chromium' ? HEAP_ARGS : [] });
  try {
    const page = await browser.newPage(site.origin);
    const panel = await page.openPanel();
    await panel.waitFor('button[aria-label="Record this tab"]');
    const empty = await panel.evaluate(usedHeap);
    const figures = [
      ...(await pour(page, panel, COUNT[kind])),
      ...(await searchAll(panel, COUNT[kind])),
      ...(await read(panel)),
    ];
    if (empty) figures.push(await clear(panel, empty));
    return figures.map(framesOf(kind));
  } finally {
    await browser.close();
  }
}

/** The flood while the inspector page shows the tab: no DevTools take their share of it. */
async function inspectorPage(kind: BrowserKind, site: FloodSite): Promise<Measured[]> {
  const browser = await launchBrowser(kind, { args: kind === 'chromium' ? HEAP_ARGS : [] });
  try {
    const page = await browser.newPage(site.origin);
    const inspector = await browser.newPage(`${browser.extensionOrigin}/inspector.html`);
    await inspector.click('[data-tab]');
    const figures = await pour(page, inspector, COUNT[kind], 20_000);
    return figures.map(framesOf(kind, 'inspector page: '));
  } finally {
    await browser.close();
  }
}

/** As much of the flood as shows its rate, with DevTools open at the console and nothing of ours in the browser. */
async function devtoolsAlone(site: FloodSite): Promise<Measured[]> {
  const inert = createInertExtension('chromium');
  const browser = await launchBrowser('chromium', { extension: inert.folder });
  try {
    const page = await browser.newPage(site.origin);
    const count = Math.min(200_000, COUNT.chromium);
    const without = await takeFloods(page, floodsOf(count));
    await page.openTool('console');
    const within = await takeFloods(page, floodsOf(count));
    return [
      { name: 'no DevTools, no Handshake: rate', value: without.rate, unit: 'frames/s' },
      { name: 'DevTools at the console, no Handshake: rate', value: within.rate, unit: 'frames/s' },
    ].map(framesOf('chromium'));
  } finally {
    await browser.close();
    inert.remove();
  }
}

/** As much of the flood as it takes, in Chrome's own Network panel. */
async function networkPanel(site: FloodSite): Promise<Measured[]> {
  const count = Math.min(200_000, COUNT.chromium);
  const browser = await launchBrowser('chromium', { args: HEAP_ARGS });
  try {
    const page = await browser.newPage(site.origin);
    const tool = (await page.openTool('network'))!;
    const before = await tool.evaluate(usedHeap);
    await watchLoop(tool);
    const { rate } = await takeFloods(page, [{ kind: 'text', size: 200, count, rate: RATE }]);
    const longest = await longestTask(tool);
    const heap = (await tool.evaluate(usedHeap)) - before;
    return [
      { name: 'frames', value: count, unit: 'frames' },
      { name: 'rate', value: rate, unit: 'frames/s' },
      { name: 'longest task', value: longest, unit: 'ms' },
      { name: 'heap for 100,000 frames', value: (heap / count) * 1e5, unit: 'MB' },
    ].map(framesOf('chromium', 'Network panel: '));
  } finally {
    await browser.close();
  }
}

/** Megabytes of JavaScript that are in use, buffers included; 0 where the browser does not say. Runs there. */
function usedHeap(): number {
  const scope = globalThis as { gc?(): void };
  scope.gc?.();
  const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
  return memory ? memory.usedJSHeapSize / 1e6 : 0;
}

export default (async () => {
  const site = await startFloodSite();
  try {
    const results: Measured[] = [];
    for (const kind of BENCHED)
      results.push(...(await million(kind, site)), ...(await inspectorPage(kind, site)));
    if (BENCHED.includes('chromium'))
      results.push(...(await devtoolsAlone(site)), ...(await networkPanel(site)));
    return results;
  } finally {
    site.close();
  }
}) satisfies Benchmark;
