import type { CDPSession, Page as PuppeteerPage } from 'puppeteer-core';
import { bindMainThread, mainThreadTime } from './thread-time.ts';
import type { Costs } from './types.ts';

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize: number;
  backingStorageSize: number;
}

/** Long enough to stand out among renderers. Milliseconds. */
const BUSY = 40;

/** A page's costs as the system and its renderer account them. */
export function chromiumCosts(page: PuppeteerPage): Costs {
  let opened: Promise<CDPSession> | undefined;
  const session = () => {
    opened ??= page.createCDPSession();
    return opened;
  };
  return {
    async mainThread(run, processor) {
      const pid = await rendererOf(page);
      if (processor !== undefined) bindMainThread(pid, processor);
      const before = mainThreadTime(pid);
      await run();
      return mainThreadTime(pid) - before;
    },
    memory: async () => memoryOf(await session()),
  };
}

/** Bytes that a document's scripts and DOM hold, after a collection of garbage. */
export async function memoryOf(client: CDPSession): Promise<number> {
  await client.send('HeapProfiler.collectGarbage');
  const usage = (await client.send('Runtime.getHeapUsage')) as unknown as HeapUsage;
  return usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize;
}

/** No protocol says which process draws a page: it is the one that works when the page does. */
async function rendererOf(page: PuppeteerPage): Promise<number> {
  const root = await page.browser().target().createCDPSession();
  const { processInfo } = await root.send('SystemInfo.getProcessInfo');
  await root.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const before = renderers.map(mainThreadTime);
  await page.evaluate((ms) => {
    const end = performance.now() + ms;
    while (performance.now() < end);
  }, BUSY);
  const worked = renderers.map((pid, index) => mainThreadTime(pid) - before[index]!);
  return renderers[worked.indexOf(Math.max(...worked))]!;
}
