import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Page } from '../../extension/drivers/index.ts';
import { freeProcessor } from './processors.ts';

export interface FloodSite {
  origin: string;
  close(): void;
}

/** Shortens every flood, to try a bench rather than to measure: `BENCH_SCALE=0.05`. */
const SCALE = Number(process.env.BENCH_SCALE ?? 1);

/** Frames of a flood, as the scale has it. */
export const scaled = (count: number): number => Math.ceil(count * SCALE);

/** What a flood is made of. */
export interface Flood {
  kind: 'text' | 'binary';
  /** Bytes of a frame. */
  size: number;
  count: number;
  /** Frames a second; as fast as they are taken by default. */
  rate?: number;
  /** The page itself adds a second listener, which does nothing, or which keeps the newest frames and nothing else. */
  listener?: 'empty' | 'keeps';
}

/** A flood as the page took it. */
export interface Taken {
  frames: number;
  size: number;
  /** Epoch milliseconds at which the first frame came, and the last. */
  first: number;
  last: number;
}

/** Starts the server of pages and floods, in a process of its own. */
export async function startFloodSite(): Promise<FloodSite> {
  const child = fork(path.join(import.meta.dirname, 'flood-server.ts'), { execArgv: [] });
  const [origin] = (await once(child, 'message')) as [string];
  return { origin, close: () => child.disconnect() };
}

/** Lets the page take a flood; throws where a frame is missing. */
export async function takeFlood(page: Page, { kind, size, count, rate, listener }: Flood): Promise<Taken> {
  const query = `kind=${kind}&size=${size}&count=${count}${rate ? `&rate=${rate}` : ''}${listener ? `&listener=${listener}` : ''}`;
  const taken = await page.evaluate(
    (wanted) => (window as unknown as { flood(query: string): Promise<Taken> }).flood(wanted),
    query,
  );
  if (taken.frames !== count) throw new Error(`The page took ${taken.frames} of ${count} frames`);
  return taken;
}

interface Flooded extends Window {
  flood(query: string): Promise<Taken>;
  flooded?: Taken[];
  floodFailed?: string;
}

/** Many floods at once, as the page took them. */
export interface TakenTogether {
  /** Frames a second, from the first one to the last: opening a hundred connections is not part of it. */
  rate: number;
  /** Epoch milliseconds at which the last frame of all came. */
  last: number;
}

/** Lets the page take many floods, which begin when the last one's connection is open. Waits for minutes. */
export async function takeFloods(page: Page, floods: readonly Flood[]): Promise<TakenTogether> {
  const queries = floods.map(
    ({ kind, size, count, rate }) =>
      `kind=${kind}&size=${size}&count=${count}${rate ? `&rate=${rate}` : ''}&together=${floods.length}`,
  );
  await page.evaluate((wanted) => {
    const scope = window as unknown as Flooded;
    delete scope.flooded;
    Promise.all(wanted.map((query) => scope.flood(query))).then(
      (taken) => {
        scope.flooded = taken;
      },
      (error) => {
        scope.floodFailed = String(error);
      },
    );
  }, queries);
  await page.waitFor(
    () => {
      const { flooded, floodFailed } = window as unknown as Flooded;
      return flooded !== undefined || floodFailed !== undefined;
    },
    { what: 'the whole flood', timeout: 300_000 },
  );
  const taken = await page.evaluate(() => {
    const { flooded, floodFailed } = window as unknown as Flooded;
    if (!flooded) throw new Error(floodFailed);
    return flooded;
  });
  const short = taken.findIndex(({ frames }, at) => frames !== floods[at]!.count);
  if (short >= 0) throw new Error(`The page took ${taken[short]!.frames} of ${floods[short]!.count} frames`);
  const last = Math.max(...taken.map((flood) => flood.last));
  const seconds = (last - Math.min(...taken.map((flood) => flood.first))) / 1000;
  return { last, rate: taken.reduce((sum, { frames }) => sum + frames, 0) / seconds };
}

/** Milliseconds of the page's main thread for each thousand frames. */
export async function costOf(page: Page, flood: Flood): Promise<number> {
  const spent = await page.costs.mainThread(() => takeFlood(page, flood), freeProcessor());
  return (spent / flood.count) * 1000;
}
