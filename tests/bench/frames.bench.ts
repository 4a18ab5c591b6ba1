// A million frames in the real panel: its heap, its longest task while they come in, scrolling, selecting.
import { BROWSERS, type BrowserKind, launchBrowser, type Panel } from '../extension/drivers/index.ts';
import { openRow, openTab } from '../extension/panel-reader.ts';
import { type Benchmark, type Measured, measured, median } from './benchmark.ts';
import { type Flood, type FloodSite, startFloodSite, takeFlood } from './support/flood.ts';
import { expectFrames, shownAt } from './support/panel-count.ts';

/** Firefox says nothing of the panel's heap, so fewer will do to see how it moves. */
const COUNT: Record<BrowserKind, number> = {
  chromium: Number(process.env.BENCH_FRAMES ?? 1_000_000),
  firefox: Number(process.env.BENCH_FRAMES ?? 1_000_000) / 5,
};
const RATE = 20_000;

/** Has the panel note for how long, at the longest, its event loop did not answer. */
function watchLoop(panel: Panel): Promise<void> {
  return panel.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset.longest = '0';
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      // A free loop comes back after 10 ms.
      if (now - last - 10 > Number(dataset.longest)) dataset.longest = String(now - last - 10);
      last = now;
    }, 10);
  });
}

/** Milliseconds between the frames that are drawn while the list is thrown from place to place. */
function scrollEverywhere(): Promise<number[]> {
  const grid = document.querySelector<HTMLElement>('[role=grid][aria-label^="Frames of connection"]')!;
  const box = [grid, ...grid.querySelectorAll<HTMLElement>('*'), ...parents(grid)].find(
    (element) => element.scrollHeight > element.clientHeight * 2 && element.clientHeight > 100,
  )!;
  function parents(element: HTMLElement): HTMLElement[] {
    return element.parentElement ? [element.parentElement, ...parents(element.parentElement)] : [];
  }
  const steps = 120;
  const gaps: number[] = [];
  return new Promise((resolve) => {
    let last = performance.now();
    let step = 0;
    function next() {
      const now = performance.now();
      if (step > 0) gaps.push(now - last);
      last = now;
      if (step++ === steps) return resolve(gaps);
      // Far apart: nothing that was drawn before is of use.
      box.scrollTop = ((step * 0.618_034) % 1) * (box.scrollHeight - box.clientHeight);
      requestAnimationFrame(next);
    }
    requestAnimationFrame(next);
  });
}

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

async function million(kind: BrowserKind, site: FloodSite): Promise<Measured[]> {
  const browser = await launchBrowser(kind, {
    args: kind === 'chromium' ? ['--enable-precise-memory-info'] : [],
  });
  try {
    const page = await browser.newPage(site.origin);
    const panel = await page.openPanel();
    const flood: Flood = { kind: 'text', size: 200, count: COUNT[kind], rate: RATE };
    await watchLoop(panel);
    await expectFrames(panel, flood.count);
    const started = performance.now();
    const { last } = await takeFlood(page, flood);
    const seconds = (performance.now() - started) / 1000;
    const late = (await shownAt(panel)) - last;
    const longest = await panel.evaluate(() => Number(document.documentElement.dataset.longest));
    await openRow(panel, 'WebSocket connections', '/flood');
    await openTab(panel, 'Frames');
    await panel.waitFor('[role=grid][aria-label^="Frames of connection"] [role=row][aria-selected=false]');
    const gaps = (await panel.evaluate(scrollEverywhere)).sort((a, b) => a - b);
    const selections: number[] = [];
    for (let round = 0; round < 5; round++) selections.push(await panel.evaluate(selectRow));
    const about = { subject: 'frames', browser: kind } as const;
    const results = [
      measured({
        ...about,
        name: 'frames in the panel',
        value: flood.count,
        unit: 'frames',
        atLeast: COUNT[kind],
      }),
      measured({ ...about, name: 'rate at which they came', value: flood.count / seconds, unit: 'frames/s' }),
      measured({ ...about, name: 'last frame shown after', value: late, unit: 'ms', atMost: 1000 }),
      measured({ ...about, name: 'longest task as they came in', value: longest, unit: 'ms', atMost: 200 }),
      measured({
        ...about,
        name: 'scroll, 95th percentile of a frame',
        value: gaps[Math.floor(gaps.length * 0.95)]!,
        unit: 'ms',
        atMost: 20,
      }),
      measured({ ...about, name: 'select a row', value: median(selections), unit: 'ms', atMost: 50 }),
    ];
    const heap = await panel.evaluate(usedHeap);
    if (heap)
      results.push(measured({ ...about, name: 'heap of the panel', value: heap, unit: 'MB', atMost: 300 }));
    return results;
  } finally {
    await browser.close();
  }
}

/** Megabytes of JavaScript in the panel; 0 where the browser does not say. */
function usedHeap(): number {
  const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
  return memory ? memory.usedJSHeapSize / 1e6 : 0;
}

export default (async () => {
  const site = await startFloodSite();
  try {
    const results: Measured[] = [];
    for (const kind of BROWSERS) results.push(...(await million(kind, site)));
    return results;
  } finally {
    site.close();
  }
}) satisfies Benchmark;
