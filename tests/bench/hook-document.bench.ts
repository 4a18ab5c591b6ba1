// What a document pays that opens no socket, how large the hook is, and what stays when the sockets are gone.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { TARGETS } from '../../scripts/extension.ts';
import { BROWSERS, type BrowserKind, type Page } from '../extension/drivers/index.ts';
import { type Benchmark, type Measured, measured, median } from './benchmark.ts';
import { type FloodSite, startFloodSite, takeFlood } from './support/flood.ts';
import { launchVariants } from './support/variants.ts';

const ROUNDS = 7;
const FRAMES = 40;

function size(kind: BrowserKind): Measured {
  const file = readFileSync(path.join(TARGETS[kind].folder, 'hook.js'));
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

/** Bytes that the page holds after its sockets have come and gone. */
async function weigh(page: Page, site: FloodSite): Promise<number> {
  await page.goto(site.origin);
  for (let socket = 0; socket < 3; socket++) {
    await takeFlood(page, { kind: 'binary', size: 65_536, count: 50 });
    await takeFlood(page, { kind: 'text', size: 100, count: 5_000 });
  }
  return page.costs.memory();
}

/** Main-thread milliseconds of each frame of a page that is full of empty ones. */
async function load(page: Page, site: FloodSite): Promise<number> {
  await page.goto(site.origin);
  const url = `${site.origin}/frames?count=${FRAMES}`;
  return (await page.costs.mainThread(() => page.goto(url))) / FRAMES;
}

async function documents(kind: BrowserKind, site: FloodSite): Promise<Measured[]> {
  const { ours, inert, empty, close } = await launchVariants(kind, { empty: true });
  try {
    const pages = {
      inert: await inert.newPage(site.origin),
      empty: await empty!.newPage(site.origin),
      ours: await ours.newPage(site.origin),
    };
    // First: what stays of pages full of frames, the browser keeps for a way back.
    const held: number[] = [];
    for (let round = 0; round < 3; round++) {
      held.push((await weigh(pages.ours, site)) - (await weigh(pages.inert, site)));
    }
    const loads = { inert: [] as number[], empty: [] as number[], ours: [] as number[] };
    const names = ['inert', 'empty', 'ours'] as const;
    for (let round = 0; round < ROUNDS; round++) {
      for (let turn = 0; turn < names.length; turn++) {
        const name = names[(round + turn) % names.length]!;
        loads[name].push(await load(pages[name], site));
      }
    }
    const more = (name: 'empty' | 'ours', than: 'inert' | 'empty') =>
      median(loads[name].map((spent, round) => spent - loads[than][round]!));
    const about = { subject: 'hook', browser: kind } as const;
    return [
      measured({
        ...about,
        name: 'main thread, a document without a socket: our scripts',
        value: more('ours', 'empty'),
        unit: 'ms',
        atMost: 0.3,
      }),
      measured({
        ...about,
        name: 'main thread, a document without a socket: two empty scripts',
        value: more('empty', 'inert'),
        unit: 'ms',
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
