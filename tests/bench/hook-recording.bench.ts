// The panel open and recording, against the same page with DevTools open at the console, and beside it the
// browser's own Network panel. The rounds of a flood make up the whole of it: each is a connection of its own.
import {
  BROWSERS,
  type Browser,
  type BrowserKind,
  launchBrowser,
  type Page,
  type Panel,
} from '../extension/drivers/index.ts';
import { createInertExtension } from '../extension/hook/support/inert-extension.ts';
import { type Benchmark, type Measured, measured } from './benchmark.ts';
import { compare } from './support/compare.ts';
import { costOf, type Flood, type FloodSite, scaled, startFloodSite, takeFlood } from './support/flood.ts';
import { expectFrames, shownAt } from './support/panel-count.ts';

const ROUNDS = 5;

const FLOODS: readonly { name: string; flood: Flood; atMost: number }[] = [
  { name: '100 B text', flood: { kind: 'text', size: 100, count: scaled(20_000) }, atMost: 1.3 },
  { name: '1 KB text', flood: { kind: 'text', size: 1024, count: scaled(8_000) }, atMost: 1.25 },
  { name: '64 KB binary', flood: { kind: 'binary', size: 65_536, count: scaled(300) }, atMost: 2 },
];

/** A flood into the panel: what it costs the page, and how late its last frame was shown. */
async function record(page: Page, panel: Panel, flood: Flood, lateness: number[]): Promise<number> {
  await expectFrames(panel, flood.count);
  let last = 0;
  const spent = await page.costs.mainThread(async () => {
    ({ last } = await takeFlood(page, flood));
  });
  lateness.push((await shownAt(panel)) - last);
  return (spent / flood.count) * 1000;
}

async function recording(kind: BrowserKind, site: FloodSite): Promise<Measured[]> {
  const extension = createInertExtension(kind);
  const opened: Browser[] = [];
  const open = async (folder?: string) => {
    const browser = await launchBrowser(kind, folder ? { extension: folder } : {});
    opened.push(browser);
    return browser.newPage(site.origin);
  };
  try {
    const ours = await open();
    const panel = await ours.openPanel();
    const inert = await open(extension.folder);
    await inert.openTool('console');
    const network = await open(extension.folder);
    await network.openTool('network');
    const about = { subject: 'hook', browser: kind } as const;
    const results: Measured[] = [];
    for (const { name, flood, atMost } of FLOODS) {
      // What is compiled at the first frames is not what a flood costs.
      const first = { ...flood, count: Math.ceil(flood.count / 10) };
      for (const page of [inert, network]) await takeFlood(page, first);
      await record(ours, panel, first, []);
      const lateness: number[] = [];
      const compared = await compare(
        {
          inert: () => costOf(inert, flood),
          ours: () => record(ours, panel, flood, lateness),
          network: () => costOf(network, flood),
        },
        ROUNDS,
      );
      const frames = flood.count * ROUNDS;
      results.push(
        measured({ ...about, name: `recording, ${name}`, value: compared.ours.ratio, unit: '×', atMost }),
        measured({
          ...about,
          name: `recording, ${name}: the browser’s own Network panel`,
          value: compared.network.ratio,
          unit: '×',
        }),
        measured({
          ...about,
          name: `recording, ${name}: the page alone`,
          value: compared.inert.cost,
          unit: 'µs/frame',
        }),
        // Each round ends when the panel shows all of its frames, and not one more.
        measured({
          ...about,
          name: `recording, ${name}: frames in the panel`,
          value: lateness.length * flood.count,
          unit: 'frames',
          atLeast: frames,
        }),
        measured({
          ...about,
          name: `recording, ${name}: last frame shown after`,
          value: Math.max(...lateness),
          unit: 'ms',
          atMost: 1000,
        }),
      );
    }
    return results;
  } finally {
    for (const browser of opened) await browser.close();
    extension.remove();
  }
}

export default (async () => {
  const site = await startFloodSite();
  try {
    const results: Measured[] = [];
    for (const kind of BROWSERS) results.push(...(await recording(kind, site)));
    return results;
  } finally {
    site.close();
  }
}) satisfies Benchmark;
