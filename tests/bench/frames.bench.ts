// A million frames of a hundred connections in the real panel: its heap, its longest task while they come in, searching,
// scrolling, selecting, clearing; and the same flood in Chrome's own Network panel.
import { type BrowserKind, launchBrowser, waitFor } from '../extension/drivers/index.ts';
import { openRow, openTab } from '../extension/panel-reader.ts';
import { type Benchmark, type Measured, measured, median } from './benchmark.ts';
import { BENCHED } from './support/benched.ts';
import { type Flood, type FloodSite, startFloodSite, takeFloods } from './support/flood.ts';
import { longestStall, longestTask, watchLoop } from './support/loop.ts';

/** Firefox says nothing of the panel's heap, so fewer will do to see how it moves. */
const COUNT: Record<BrowserKind, number> = {
  chromium: Number(process.env.BENCH_FRAMES ?? 1_000_000),
  firefox: Number(process.env.BENCH_FRAMES ?? 1_000_000) / 5,
};
const RATE = 20_000;

interface Scrolled {
  /** Milliseconds between the frames that were drawn, each after a leap. */
  gaps: number[];
  /** Milliseconds of script, style and layout that a leap took by itself. */
  costs: number[];
  /** Milliseconds between frames that show two still copies of such rows in turn: what painting them takes the browser. */
  paints: number[];
}

/** Throws the list from place to place. Runs in the panel. */
async function scrollEverywhere(): Promise<Scrolled> {
  const grid = document.querySelector<HTMLElement>('[role=grid][aria-label^="Frames of connection"]')!;
  const box = [grid, ...grid.querySelectorAll<HTMLElement>('*'), ...parents(grid)].find(
    (element) => element.scrollHeight > element.clientHeight * 2 && element.clientHeight > 100,
  )!;
  function parents(element: HTMLElement): HTMLElement[] {
    return element.parentElement ? [element.parentElement, ...parents(element.parentElement)] : [];
  }
  const steps = 120;
  const gaps: number[] = [];
  const costs: number[] = [];
  // Far apart: nothing that was drawn before is of use.
  const leap = (step: number) => {
    box.scrollTop = ((step * 0.618_034) % 1) * (box.scrollHeight - box.clientHeight);
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  for (let step = 1, last = performance.now(); step <= steps; step++) {
    leap(step);
    await frame();
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }
  for (let step = 1; step <= steps; step++) {
    // What the browser would do with the next frame is done at once, and nothing is painted.
    const shown = box.textContent;
    await frame();
    const started = performance.now();
    leap(step + 0.5);
    box.dispatchEvent(new Event('scroll'));
    await Promise.resolve();
    box.getBoundingClientRect();
    const spent = performance.now() - started;
    if (box.textContent !== shown) costs.push(spent);
  }
  const copies: HTMLElement[] = [];
  for (const step of [1, 2]) {
    leap(step);
    await frame();
    await frame();
    const copy = document.createElement('div');
    const list = box.cloneNode(true) as HTMLElement;
    const { width, height, left, top } = box.getBoundingClientRect();
    list.style.height = '100%';
    copy.style.cssText = `position: fixed; left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px;
      z-index: 9; background: Canvas`;
    copy.append(list);
    document.body.append(copy);
    list.scrollTop = box.scrollTop;
    copies.push(copy);
  }
  const paints: number[] = [];
  await frame();
  for (let step = 1, last = performance.now(); step <= steps; step++) {
    // Hidden, a list would lose its place.
    for (const [at, copy] of copies.entries()) copy.style.visibility = at === step % 2 ? 'visible' : 'hidden';
    await frame();
    const now = performance.now();
    paints.push(now - last);
    last = now;
  }
  for (const copy of copies) copy.remove();
  return { gaps, costs, paints };
}

const p95 = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

/** Milliseconds from the click on a row that is not selected until its payload has been drawn. */
async function selectRow(): Promise<number> {
  const rows = document.querySelectorAll<HTMLElement>(
    '[role=grid][aria-label^="Frames of connection"] [role=row][aria-selected=false]',
  );
  const row = rows[Math.floor(rows.length / 2)]!;
  const started = performance.now();
  const options = { bubbles: true, cancelable: true, button: 0 };
  row.dispatchEvent(new PointerEvent('pointerdown', options));
  row.dispatchEvent(new MouseEvent('mousedown', options));
  row.click();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - started;
}

/** Has Chromium say what is used, to the byte, and collect garbage when it is asked to. */
const HEAP_ARGS = ['--enable-precise-memory-info', '--js-flags=--expose-gc'];

/** Ninety-nine slow connections beside the one that floods: a hundred at once. */
const BESIDE = 99;

function floodsOf(kind: BrowserKind): Flood[] {
  const each = Math.min(1_000, Math.floor(COUNT[kind] / 200));
  const seconds = COUNT[kind] / RATE;
  const small: Flood = { kind: 'text', size: 200, count: each, rate: Math.max(1, each / seconds) };
  const large: Flood = { kind: 'text', size: 200, count: COUNT[kind] - each * BESIDE, rate: RATE };
  return [large, ...Array.from({ length: BESIDE }, () => small)];
}

/** Asks, and gives the milliseconds until a first frame was found and until all had been looked at. Runs in the panel. */
async function search(query: string): Promise<{ first: number; all: number; found: number }> {
  const field = document.querySelector<HTMLInputElement>('#filter')!;
  const strip = () => document.querySelector('[aria-label="Search"]');
  const found = () =>
    Number(/([\d,]+) frames?/.exec(strip()?.textContent ?? '')?.[1]?.replaceAll(',', '') ?? 0);
  const set = (text: string) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  field.focus();
  set('');
  await until(() => strip() === null);
  const started = performance.now();
  set(query);
  await until(() => found() > 0);
  const first = performance.now() - started;
  await until(() => strip()?.querySelector('progress') === null);
  const all = performance.now() - started;
  return { first, all, found: found() };
}

async function million(kind: BrowserKind, site: FloodSite): Promise<Measured[]> {
  const browser = await launchBrowser(kind, {
    args: kind === 'chromium' ? HEAP_ARGS : [],
  });
  try {
    const page = await browser.newPage(site.origin);
    const panel = await page.openPanel();
    const about = { subject: 'frames', browser: kind } as const;
    const results: Measured[] = [];
    const note = (figure: Omit<Parameters<typeof measured>[0], 'subject' | 'browser'>) => {
      results.push(measured({ ...about, ...figure }));
    };
    // The last of what a panel brings after its first view: from here on its tasks are those of frames.
    await panel.waitFor('button[aria-label="Record this tab"]');
    const before = await panel.evaluate(usedHeap);
    await watchLoop(panel);
    const started = performance.now();
    const last = await takeFloods(page, floodsOf(kind));
    const seconds = (performance.now() - started) / 1000;
    const longest = await longestTask(panel);
    const stalled = await longestStall(panel);
    const { found } = await panel.evaluate(search, 'type:text');
    const late = Date.now() - last;
    note({
      name: 'frames in the panel, of 100 connections',
      value: found,
      unit: 'frames',
      atLeast: COUNT[kind],
    });
    note({ name: 'rate at which they came', value: COUNT[kind] / seconds, unit: 'frames/s' });
    note({ name: 'all found after the last one came', value: late, unit: 'ms' });
    note({ name: 'longest task as they came in', value: longest, unit: 'ms', atMost: 200 });
    note({ name: 'longest time that its loop did not come round', value: stalled, unit: 'ms' });
    const heap = await panel.evaluate(usedHeap);
    if (heap) note({ name: 'heap of the panel, payloads included', value: heap, unit: 'MB', atMost: 300 });

    for (const [name, query, held] of [
      ['word', 'fill', true],
      ['rare word', String(1_000_000 + COUNT[kind] / 2), true],
      ['expression', '/"n":1\\d+99,/', true],
      ['JSONPath', `json:$.n==${1_000_000 + COUNT[kind] / 2}`, false],
    ] as const) {
      const { first, all } = await panel.evaluate(search, query);
      if (name === 'word')
        note({ name: 'search: first frames of a word', value: first, unit: 'ms', atMost: 100 });
      note({ name: `search: all frames, ${name}`, value: all, unit: 'ms', ...(held && { atMost: 2_000 }) });
    }

    await panel.fill('#filter', '');
    await openRow(panel, 'WebSocket connections', 1);
    await openTab(panel, 'Frames');
    await panel.waitFor('[role=grid][aria-label^="Frames of connection"] [role=row][aria-selected=false]');
    const { gaps, costs, paints } = await panel.evaluate(scrollEverywhere);
    note({
      name: 'scroll: leaps whose rows were drawn at once',
      value: costs.length,
      unit: 'of 120',
      atLeast: 114,
    });
    note({ name: 'scroll: script and layout of a frame, p95', value: p95(costs), unit: 'ms', atMost: 20 });
    note({
      name: 'scroll: between two frames painted in software, p95',
      value: p95(gaps),
      unit: 'ms',
      atMost: 20,
    });
    note({ name: 'scroll: painting alone, between two frames, p95', value: p95(paints), unit: 'ms' });
    const selections: number[] = [];
    for (let round = 0; round < 5; round++) selections.push(await panel.evaluate(selectRow));
    note({ name: 'select a row', value: median(selections), unit: 'ms', atMost: 50 });

    if (heap) {
      await panel.click('button[aria-label^="Clear;"]');
      // Buffers are swept in the background, a moment after they were let go.
      let after = Number.POSITIVE_INFINITY;
      await waitFor(
        async () => {
          after = await panel.evaluate(usedHeap);
          return after - before <= 20;
        },
        { what: 'the heap of an empty panel', timeout: 10_000 },
      ).catch(() => {});
      note({
        name: 'heap beyond the empty panel, once cleared',
        value: after - before,
        unit: 'MB',
        atMost: 20,
      });
    }
    return results;
  } finally {
    await browser.close();
  }
}

/** The same flood, as much of it as it takes, into Chrome's own Network panel. */
async function networkPanel(site: FloodSite): Promise<Measured[]> {
  const count = Math.min(200_000, COUNT.chromium);
  const browser = await launchBrowser('chromium', { args: HEAP_ARGS });
  try {
    const page = await browser.newPage(site.origin);
    const tool = (await page.openTool('network'))!;
    const before = await tool.evaluate(usedHeap);
    await watchLoop(tool);
    const started = performance.now();
    await takeFloods(page, [{ kind: 'text', size: 200, count, rate: RATE }]);
    const seconds = (performance.now() - started) / 1000;
    const longest = await longestTask(tool);
    const heap = (await tool.evaluate(usedHeap)) - before;
    const about = { subject: 'frames', browser: 'chromium' } as const;
    return [
      measured({ ...about, name: 'Network panel: frames', value: count, unit: 'frames' }),
      measured({ ...about, name: 'Network panel: rate', value: count / seconds, unit: 'frames/s' }),
      measured({ ...about, name: 'Network panel: longest task', value: longest, unit: 'ms' }),
      measured({
        ...about,
        name: 'Network panel: heap for 100,000 frames',
        value: (heap / count) * 1e5,
        unit: 'MB',
      }),
    ];
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
    for (const kind of BENCHED) results.push(...(await million(kind, site)));
    if (BENCHED.includes('chromium')) results.push(...(await networkPanel(site)));
    return results;
  } finally {
    site.close();
  }
}) satisfies Benchmark;
