import {
  BROWSERS,
  type Browser,
  type BrowserKind,
  launchBrowser,
  type Page,
} from '../extension/drivers/index.ts';
import { createInertExtension } from '../extension/hook/support/inert-extension.ts';
import { alternate, type Measured, measured, median } from './benchmark.ts';
import { startOrdinarySite } from './support/ordinary-site.ts';
import { extensionCpu } from './support/process-time.ts';

const REQUESTS = 500;
const ROUNDS = 5;
/** What a server on the network takes to answer (ms); on loopback an answer is there before the request is told of. */
const LATENCY = 20;

/**
 * What a load of 500 ordinary requests takes with the extension, against one that does nothing: DevTools closed and no
 * sign-in seen, as with most pages; then once more after something of OAuth was seen, for comparison.
 */
export default async function oauthBench(): Promise<Measured[]> {
  const results: Measured[] = [];
  const site = await startOrdinarySite(REQUESTS, LATENCY);
  try {
    for (const kind of BROWSERS) results.push(...(await compare(kind, site.url)));
  } finally {
    site.close();
  }
  return results;
}

async function compare(kind: BrowserKind, url: string): Promise<Measured[]> {
  const inert = createInertExtension(kind);
  const browsers: Browser[] = [];
  const open = async (extension?: string): Promise<Page> => {
    const browser = await launchBrowser(kind, extension ? { extension } : {});
    browsers.push(browser);
    const page = await browser.newPage(url);
    await page.waitFor('body[data-took]', { timeout: 60_000 });
    return page;
  };
  try {
    const [without, observed] = [await open(inert.folder), await open()];
    const cpu: number[] = [];
    const times = await alternate(
      {
        without: () => load(without, url),
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
    const ratio = times.observed / times.without;
    return [
      measured({
        ...figure,
        name: `load of ${REQUESTS} requests, observed`,
        value: ratio,
        unit: '×',
        atMost: 1.02,
      }),
      measured({ ...figure, name: 'the same, not observed', value: times.without, unit: 'ms' }),
      ...(cpu.length > 0
        ? [
            measured({
              ...figure,
              name: 'background CPU of a load',
              value: median(cpu),
              unit: 'ms',
              atMost: 100,
            }),
            measured({
              ...figure,
              name: 'the same, after something of OAuth was seen',
              value: awake ?? 0,
              unit: 'ms',
            }),
          ]
        : []),
    ];
  } finally {
    for (const browser of browsers) await browser.close();
    inert.remove();
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
