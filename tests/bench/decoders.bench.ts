// Decode throughput of each protocol, its sample over and over; and the panel's longest task while frames are decoded.
import { BROWSERS, type BrowserKind, launchBrowser, waitFor } from '../extension/drivers/index.ts';
import { openRow, openTab } from '../extension/panel-reader.ts';
import { type Benchmark, type Measured, measured } from './benchmark.ts';
import { importBuilt } from './support/bundle.ts';
import { startFloodSite } from './support/flood.ts';
import { longestTask, watchLoop } from './support/loop.ts';

/** A trading page brings 5 000 messages a second. */
const AT_LEAST = 5_000;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);

/** Socket.IO events, as many as a trading page brings, into a panel that shows them as they are decoded. */
async function decodedFlood(kind: BrowserKind, origin: string): Promise<Measured[]> {
  const browser = await launchBrowser(kind);
  try {
    const page = await browser.newPage(origin);
    const panel = await page.openPanel();
    const count = AT_LEAST * SECONDS;
    const query = `kind=text&size=200&count=${count}&rate=${AT_LEAST}&EIO=4&transport=websocket`;
    await page.evaluate((wanted) => {
      const scope = window as unknown as { flood(query: string): Promise<unknown>; taken?: unknown };
      scope.flood(wanted).then((taken) => {
        scope.taken = taken;
      });
    }, query);
    await openRow(panel, 'WebSocket connections', 1);
    await openTab(panel, 'Frames');
    const grid = '[role=grid][aria-label="Frames of connection 1"]';
    const shows = (text: string) =>
      panel.waitFor(
        (selector: string, wanted: string) => document.querySelector(selector)?.textContent?.includes(wanted),
        { args: [grid, text], what: `a frame “${text}”`, timeout: 120_000 },
      );
    await shows('event tick');
    await watchLoop(panel);
    const { last } = await page.evaluate(async () => {
      const scope = window as unknown as { taken?: { last: number } };
      while (!scope.taken) await new Promise((resolve) => setTimeout(resolve, 20));
      return scope.taken;
    });
    await panel.evaluate((selector) => document.querySelector<HTMLElement>(selector)!.focus(), grid);
    // The panel may still be taking some in: the end is where it is now, and moves on without the selection.
    await waitFor(
      async () => {
        await panel.press('End');
        return panel.evaluate(
          (selector: string, wanted: string) =>
            document.querySelector(selector)?.textContent?.includes(wanted),
          grid,
          `event tick (n: ${1_000_000 + count - 1}`,
        );
      },
      { what: 'the last frame, decoded', timeout: 60_000 },
    );
    const late = Date.now() - last;
    const about = { subject: 'decoders', browser: kind } as const;
    return [
      measured({ ...about, name: 'frames decoded as they came', value: count, unit: 'frames' }),
      measured({
        ...about,
        name: 'longest task of the panel meanwhile',
        value: Math.round(await longestTask(panel)),
        unit: 'ms',
        atMost: 200,
      }),
      measured({
        ...about,
        name: 'the last one decoded and shown after it came',
        value: late,
        unit: 'ms',
        atMost: 2_000,
      }),
    ];
  } finally {
    await browser.close();
  }
}

export default (async () => {
  const { decodeSamples } =
    await importBuilt<typeof import('./support/decode-samples.ts')>('decode-samples.ts');
  const results = [...(await decodeSamples())].map(([id, rate]) =>
    measured({
      subject: 'decoders',
      name: id,
      browser: 'node',
      value: Math.round(rate),
      unit: 'frames/s',
      atLeast: AT_LEAST,
    }),
  );
  const site = await startFloodSite();
  try {
    for (const kind of BROWSERS) results.push(...(await decodedFlood(kind, site.origin)));
  } finally {
    site.close();
  }
  return results;
}) satisfies Benchmark;
