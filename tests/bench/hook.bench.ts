// A page that nobody inspects: what the hook costs its main thread, against an extension that does nothing.
import type { BrowserKind } from '../extension/drivers/index.ts';
import { type Benchmark, type Measured, measured } from './benchmark.ts';
import { BENCHED } from './support/benched.ts';
import { compare } from './support/compare.ts';
import { costOf, type Flood, type FloodSite, scaled, startFloodSite, takeFlood } from './support/flood.ts';
import { leavingOneFree } from './support/processors.ts';
import { launchVariants } from './support/variants.ts';

// Many short rounds: what else the machine does then falls on all variants alike.
const ROUNDS = 21;

const FLOODS: readonly { name: string; flood: Flood; atMost: number }[] = [
  { name: '100 B text', flood: { kind: 'text', size: 100, count: scaled(10_000) }, atMost: 1.1 },
  { name: '1 KB text', flood: { kind: 'text', size: 1024, count: scaled(8_000) }, atMost: 1.05 },
  { name: '64 KB binary', flood: { kind: 'binary', size: 65_536, count: scaled(3_000) }, atMost: 1.05 },
];

async function uninspected(kind: BrowserKind, site: FloodSite): Promise<Measured[]> {
  const { ours, inert, close } = await launchVariants(kind);
  try {
    const pages = { inert: await inert.newPage(site.origin), ours: await ours.newPage(site.origin) };
    const results: Measured[] = [];
    for (const { name, flood, atMost } of FLOODS) {
      // What is compiled at the first frames is not what a flood costs.
      for (const page of Object.values(pages))
        await takeFlood(page, { ...flood, count: Math.ceil(flood.count / 5) });
      const compared = await compare(
        {
          inert: () => costOf(pages.inert, flood),
          ours: () => costOf(pages.ours, flood),
          listener: () => costOf(pages.inert, { ...flood, listener: 'empty' }),
          keeps: () => costOf(pages.inert, { ...flood, listener: 'keeps' }),
        },
        ROUNDS,
      );
      const about = { subject: 'hook', browser: kind } as const;
      results.push(
        measured({ ...about, name: `uninspected, ${name}`, value: compared.ours.ratio, unit: '×', atMost }),
        measured({
          ...about,
          name: `uninspected, ${name}: one more empty listener`,
          value: compared.listener.ratio,
          unit: '×',
        }),
        measured({
          ...about,
          name: `uninspected, ${name}: one that keeps the newest frames`,
          value: compared.keeps.ratio,
          unit: '×',
        }),
        measured({
          ...about,
          name: `uninspected, ${name}: the page alone`,
          value: compared.inert.cost,
          unit: 'µs/frame',
        }),
      );
    }
    return results;
  } finally {
    await close();
  }
}

async function measure(kind: BrowserKind): Promise<Measured[]> {
  const site = await startFloodSite();
  try {
    return await uninspected(kind, site);
  } finally {
    site.close();
  }
}

export default (async () => {
  const results: Measured[] = [];
  for (const kind of BENCHED) {
    const run = () => measure(kind);
    // Chromium's frames come through processes that would then share what is left: its page would wait for each of them.
    results.push(...(kind === 'firefox' ? await leavingOneFree(run) : await run()));
  }
  return results;
}) satisfies Benchmark;
