// What a document pays that opens no socket, how large the hook is, and what stays when the sockets are gone.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { TARGETS } from '../../scripts/extension.ts';
import { BROWSERS, type BrowserKind, type Page } from '../extension/drivers/index.ts';
import { type Benchmark, type Measured, measured, median } from './benchmark.ts';
import { type FloodSite, startFloodSite, takeFlood } from './support/flood.ts';
import { launchVariants } from './support/variants.ts';

const ROUNDS = 9;
const FRAMES = 150;

function size(kind: BrowserKind): Measured {
  const file = readFileSync(path.join(TARGETS[kind].folder, 'content-scripts', 'hook.js'));
  const value = gzipSync(file, { level: 9 }).byteLength;
  return measured({
    subject: 'hook',
    name: 'page hook, minified and gzipped',
    browser: kind,
    value,
    unit: 'B',
    atMost: 6_000,
  });
}

async function weigh(page: Page, site: FloodSite): Promise<number> {
  await page.goto(site.origin);
  const before = await page.costs.memory();
  for (let socket = 0; socket < 20; socket++) {
    await takeFlood(page, { kind: 'text', size: 1024, count: 1_000 });
    await takeFlood(page, { kind: 'binary', size: 65_536, count: 50 });
  }
  return (await page.costs.memory()) - before;
}

async function documents(kind: BrowserKind, site: FloodSite): Promise<Measured[]> {
  const { ours, inert, close } = await launchVariants(kind);
  try {
    const pages = { inert: await inert.newPage(site.origin), ours: await ours.newPage(site.origin) };
    const url = `${site.origin}/frames?count=${FRAMES}`;
    const load = async (page: Page) => {
      await page.goto(site.origin);
      return page.costs.mainThread(() => page.goto(url));
    };
    const more: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const alone = round % 2 ? await load(pages.inert) : 0;
      const hooked = await load(pages.ours);
      more.push((hooked - (alone || (await load(pages.inert)))) / FRAMES);
    }
    const held: number[] = [];
    for (let round = 0; round < 3; round++) {
      held.push((await weigh(pages.ours, site)) - (await weigh(pages.inert, site)));
    }
    const about = { subject: 'hook', browser: kind } as const;
    return [
      measured({
        ...about,
        name: 'main thread, a document without a socket',
        value: median(more),
        unit: 'ms',
        atMost: 0.3,
      }),
      measured({
        ...about,
        name: 'memory in the page once its sockets are gone',
        value: median(held) / 2 ** 20,
        unit: 'MiB',
        atMost: 2,
      }),
    ];
  } finally {
    await close();
  }
}

export default (async () => {
  const site = await startFloodSite();
  try {
    const results: Measured[] = [];
    for (const kind of BROWSERS) results.push(size(kind), ...(await documents(kind, site)));
    return results;
  } finally {
    site.close();
  }
}) satisfies Benchmark;
