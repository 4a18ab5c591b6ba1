import {
  BROWSERS,
  type Browser,
  type BrowserKind,
  launchBrowser,
  type Page,
} from '../extension/drivers/index.ts';
import { createInertExtension } from '../extension/hook/support/inert-extension.ts';
import { type Measured, measured, median } from './benchmark.ts';
import { compare } from './support/compare.ts';
import { startOrdinarySite } from './support/ordinary-site.ts';
import { extensionCpu } from './support/process-time.ts';

const REQUESTS = 500;
/**
 * What a server takes to answer (ms): one that is some way off, as an ordinary one is, and one next door. On loopback
 * itself an answer is there before the request is told of.
 */
const FAR = 50;
const NEAR = 20;

interface Pages {
  without: Page;
  permitted: Page;
  listening: Page;
  observed: Page;
}

/**
 * What a load of 500 ordinary requests takes with the extension, against one that does nothing: DevTools closed and no
 * sign-in seen, as with most pages. For comparison an extension that has no more than the permission to observe requests,
 * and one with an empty listener besides: the floor of what observes them at all. And the same once something of OAuth
 * was seen.
 */
export default async function oauthBench(): Promise<Measured[]> {
  const results: Measured[] = [];
  const far = await startOrdinarySite(REQUESTS, FAR);
  const near = await startOrdinarySite(REQUESTS, NEAR);
  try {
    for (const kind of BROWSERS) results.push(...(await measure(kind, far.url, near.url)));
  } finally {
    far.close();
    near.close();
  }
  return results;
}

async function measure(kind: BrowserKind, far: string, near: string): Promise<Measured[]> {
  const extensions = [
    createInertExtension(kind),
    createInertExtension(kind, { webRequest: 'permission' }),
    createInertExtension(kind, { webRequest: 'listener' }),
  ] as const;
  const browsers: Browser[] = [];
  const open = async (extension?: string): Promise<Page> => {
    const browser = await launchBrowser(kind, extension ? { extension } : {});
    browsers.push(browser);
    const page = await browser.newPage(far);
    await page.waitFor('body[data-took]', { timeout: 60_000 });
    return page;
  };
  try {
    const pages: Pages = {
      without: await open(extensions[0].folder),
      permitted: await open(extensions[1].folder),
      listening: await open(extensions[2].folder),
      observed: await open(),
    };
    const cpu: number[] = [];
    const results = [
      ...(await loads(kind, pages, far, {
        name: `${REQUESTS} requests, ${FAR} ms each`,
        atMost: 1.02,
        cpu,
        rounds: 7,
      })),
      ...(await loads(kind, pages, near, { name: `${REQUESTS} requests, ${NEAR} ms each`, rounds: 5 })),
    ];
    // Metadata wakes the background: from now on it hears every event.
    await pages.observed.goto(`${far}.well-known/openid-configuration`);
    await load(pages.observed, far);
    const awake = await cpuOf(() => load(pages.observed, far));
    if (awake === undefined || cpu.length === 0) return results;
    const figure = { subject: 'oauth', browser: kind, unit: 'ms' } as const;
    const name = 'background CPU of a load';
    return [
      ...results,
      measured({ ...figure, name, value: median(cpu), atMost: 100 }),
      measured({ ...figure, name: `${name} after OAuth was seen`, value: awake }),
    ];
  } finally {
    for (const browser of browsers) await browser.close();
    for (const extension of extensions) extension.remove();
  }
}

interface Loads {
  name: string;
  /** A load's time varies by a tenth even on a quiet machine. */
  rounds: number;
  atMost?: number;
  /** Takes the background's CPU time of each load, ms. */
  cpu?: number[];
}

async function loads(
  kind: BrowserKind,
  pages: Pages,
  url: string,
  { name, atMost, cpu, rounds }: Loads,
): Promise<Measured[]> {
  const times = await compare(
    {
      without: () => load(pages.without, url),
      permitted: () => load(pages.permitted, url),
      listening: () => load(pages.listening, url),
      observed: async () => {
        let took = 0;
        const spent = await cpuOf(async () => {
          took = await load(pages.observed, url);
        });
        if (spent !== undefined) cpu?.push(spent);
        return took;
      },
    },
    rounds,
  );
  const figure = { subject: 'oauth', browser: kind } as const;
  return [
    measured({
      ...figure,
      name: `${name}: observed`,
      value: times.observed.ratio,
      unit: '×',
      ...(atMost && { atMost }),
    }),
    measured({ ...figure, name: `${name}: the permission alone`, value: times.permitted.ratio, unit: '×' }),
    measured({ ...figure, name: `${name}: one empty listener`, value: times.listening.ratio, unit: '×' }),
    measured({ ...figure, name: `${name}: not observed`, value: times.without.cost, unit: 'ms' }),
  ];
}

async function load(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.waitFor('body[data-took]', { timeout: 60_000 });
  return Number(await page.evaluate(() => document.body.dataset.took));
}

/** CPU time (ms) of the background while something runs. */
async function cpuOf(run: () => Promise<unknown>): Promise<number | undefined> {
  const before = extensionCpu();
  await run();
  const after = extensionCpu();
  return before === undefined || after === undefined ? undefined : after - before;
}
