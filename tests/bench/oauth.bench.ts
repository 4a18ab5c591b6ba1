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
/** A load's time varies by a tenth even on a quiet machine. */
const ROUNDS = 7;
/** What a server on the network takes to answer (ms); on loopback an answer is there before the request is told of. */
const LATENCY = 20;

/**
 * What a load of 500 ordinary requests takes with the extension, against one that does nothing: DevTools closed and no
 * sign-in seen, as with most pages. For comparison an extension that has no more than the permission to observe requests,
 * and one with an empty listener besides: the floor of what observes them at all. And the same once something of OAuth
 * was seen.
 */
export default async function oauthBench(): Promise<Measured[]> {
  const results: Measured[] = [];
  const site = await startOrdinarySite(REQUESTS, LATENCY);
  try {
    for (const kind of BROWSERS) results.push(...(await measure(kind, site.url)));
  } finally {
    site.close();
  }
  return results;
}

async function measure(kind: BrowserKind, url: string): Promise<Measured[]> {
  const extensions = [
    createInertExtension(kind),
    createInertExtension(kind, { webRequest: 'permission' }),
    createInertExtension(kind, { webRequest: 'listener' }),
  ] as const;
  const browsers: Browser[] = [];
  const open = async (extension?: string): Promise<Page> => {
    const browser = await launchBrowser(kind, extension ? { extension } : {});
    browsers.push(browser);
    const page = await browser.newPage(url);
    await page.waitFor('body[data-took]', { timeout: 60_000 });
    return page;
  };
  try {
    const without = await open(extensions[0].folder);
    const permitted = await open(extensions[1].folder);
    const listening = await open(extensions[2].folder);
    const observed = await open();
    const cpu: number[] = [];
    const times = await compare(
      {
        without: () => load(without, url),
        permitted: () => load(permitted, url),
        listening: () => load(listening, url),
        observed: async () => {
          let took = 0;
          const spent = await cpuOf(async () => {
            took = await load(observed, url);
          });
          if (spent !== undefined) cpu.push(spent);
          return took;
        },
      },
      ROUNDS,
    );
    // Metadata wakes the background: from now on it hears every event.
    await observed.goto(`${url}.well-known/openid-configuration`);
    await observed.goto(url);
    await observed.waitFor('body[data-took]', { timeout: 60_000 });
    const awake = await cpuOf(() => load(observed, url));
    const figure = { subject: 'oauth', browser: kind } as const;
    const name = `load of ${REQUESTS} requests`;
    const { ratio } = times.observed;
    const background = 'background CPU of a load';
    return [
      measured({ ...figure, name: `${name}, observed`, value: ratio, unit: '×', atMost: 1.02 }),
      measured({
        ...figure,
        name: `${name}, the permission alone`,
        value: times.permitted.ratio,
        unit: '×',
      }),
      measured({
        ...figure,
        name: `${name}, one empty listener`,
        value: times.listening.ratio,
        unit: '×',
      }),
      measured({ ...figure, name: `${name}, not observed`, value: times.without.cost, unit: 'ms' }),
      ...(awake === undefined || cpu.length === 0
        ? []
        : [
            measured({ ...figure, name: background, value: median(cpu), unit: 'ms', atMost: 100 }),
            measured({ ...figure, name: `${background} after OAuth was seen`, value: awake, unit: 'ms' }),
          ]),
    ];
  } finally {
    for (const browser of browsers) await browser.close();
    for (const extension of extensions) extension.remove();
  }
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
