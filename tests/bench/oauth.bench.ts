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

/** What a load of 500 ordinary requests takes with the extension, against one that does nothing, DevTools closed. */
export default async function oauthBench(): Promise<Measured[]> {
  const results: Measured[] = [];
  const site = await startOrdinarySite(REQUESTS);
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
          const before = extensionCpu();
          const took = await load(observed, url);
          const after = extensionCpu();
          if (before !== undefined && after !== undefined) cpu.push(after - before);
          return took;
        },
      },
      ROUNDS,
    );
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
