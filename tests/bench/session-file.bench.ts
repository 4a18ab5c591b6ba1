// A million frames opened from a file and saved again in the real panel: how long it takes, its longest task, its heap.
import { statSync } from 'node:fs';
import { createGzip } from 'node:zlib';
import '../../scripts/resolve-typescript.ts';
import { type BrowserKind, launchBrowser, type Panel } from '../extension/drivers/index.ts';
import { exportAs, openBytes } from '../extension/session/steps.ts';
import { type Benchmark, type Measured, measured } from './benchmark.ts';
import { BENCHED } from './support/benched.ts';
import { longestTask, watchLoop } from './support/loop.ts';

/** Firefox is slower in everything here; a part of it shows whether it holds. */
const COUNT: Record<BrowserKind, number> = {
  chromium: Number(process.env.BENCH_FRAMES ?? 1_000_000),
  firefox: Number(process.env.BENCH_FRAMES ?? 1_000_000) / 5,
};
const BATCH = 1_000;
const T0 = 1_700_000_000_000;

/** A session of so many frames, packed: JSON of about 110 characters each, one connection. */
async function sessionOf(count: number): Promise<Buffer> {
  const { writeSession } = await import('../../utils/exchange/index.ts');
  const place = { tabId: 1, frameId: 0 };
  function* observations() {
    const socket = 'r.1' as const;
    yield {
      kind: 'socket-created',
      socket,
      at: T0,
      place,
      url: 'wss://api.example/feed',
      protocols: [],
    } as const;
    yield { kind: 'socket-opened', socket, at: T0 + 1, place, protocol: '', extensions: '' } as const;
    for (let from = 0; from < count; from += BATCH) {
      const seqs = Array.from({ length: BATCH }, (_, i) => from + i);
      const payloads = seqs.map(
        (n) =>
          `{"op":"tick","n":${n},"price":${(n * 7919) % 100_000},"token":"t-${n % 50}-0123456789abcdef","fill":"${'x'.repeat(30)}"}`,
      );
      yield {
        kind: 'socket-frames',
        place,
        realm: 'r',
        sockets: seqs.map(() => 1),
        seqs,
        times: seqs.map((n) => T0 + 2 + n / 10),
        flags: seqs.map(() => 0),
        sizes: payloads.map(({ length }) => length),
        payloads,
      } as const;
    }
  }
  const gzip = createGzip({ level: 1 });
  const parts: Buffer[] = [];
  gzip.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => gzip.on('end', resolve));
  const header = { exportedAt: new Date(T0).toISOString(), generator: { name: 'bench', version: '1' } };
  for (const piece of writeSession(header, observations()))
    if (!gzip.write(piece)) await new Promise((resolve) => gzip.once('drain', resolve));
  gzip.end();
  await ended;
  return Buffer.concat(parts);
}

const heap = (panel: Panel) =>
  panel.evaluate(() => {
    const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
    return memory && memory.usedJSHeapSize / 1024 / 1024;
  });

async function handOver(kind: BrowserKind): Promise<Measured[]> {
  const count = COUNT[kind];
  const bytes = await sessionOf(count);
  const browser = await launchBrowser(kind, {
    args: kind === 'chromium' ? ['--enable-precise-memory-info'] : [],
  });
  try {
    const page = await browser.newPage('about:blank');
    const panel = await page.openPanel();
    const results: Measured[] = [];
    const note = (figure: Omit<Parameters<typeof measured>[0], 'subject' | 'browser'>) =>
      results.push(measured({ subject: 'session', browser: kind, ...figure }));
    await openBytes(panel, bytes, 'million.handshake.json.gz', async () => watchLoop(panel));
    const opened = performance.now();
    await panel.waitFor(
      (frames: string) => document.querySelector('[role="grid"]')?.textContent?.includes(frames),
      { args: [count.toLocaleString('en')], timeout: 120_000, what: 'all frames in the panel' },
    );
    note({ name: `open a file of ${count} frames`, value: (performance.now() - opened) / 1000, unit: 's' });
    note({ name: 'longest task meanwhile', value: await longestTask(panel), unit: 'ms', atMost: 200 });
    await watchLoop(panel);
    const saving = performance.now();
    const saved = await exportAs(browser, panel, {}, 170_000);
    note({ name: `save ${count} frames, redacted`, value: (performance.now() - saving) / 1000, unit: 's' });
    note({ name: 'longest task meanwhile', value: await longestTask(panel), unit: 'ms', atMost: 200 });
    note({ name: 'size of the file', value: statSync(saved).size / 1024 / 1024, unit: 'MB' });
    const used = await heap(panel);
    if (used) note({ name: 'heap of the panel afterwards', value: used, unit: 'MB', atMost: 400 });
    return results;
  } finally {
    await browser.close();
  }
}

const benchmark: Benchmark = async () => {
  const results: Measured[] = [];
  for (const kind of BENCHED) results.push(...(await handOver(kind)));
  return results;
};

export default benchmark;
