// node scripts/wpt.ts CHECKOUT [chromium|firefox] [PART]: runs the public web-platform-tests of WebSockets in the real
// browsers, without the extension and with it. What has another outcome is run again by itself, a few times on each side,
// and named where the two sides have nothing in common; what comes out now like this, now like that is named apart.
// PART, an expression, chooses among their addresses. CHECKOUT is a copy of web-platform-tests/wpt; its server needs Python 3. Build the extension first.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BROWSERS, type BrowserKind, launchBrowser, type Page } from '../tests/extension/drivers/index.ts';
import { createInertExtension } from '../tests/extension/hook/support/inert-extension.ts';
import { serveTests } from './wpt-server.ts';

const FOLDER = 'websockets';
const ORIGIN = 'http://localhost:8000';
/** Tests of their own window each; more would wait for one another. */
const AT_ONCE = 5;
/** A test that says nothing in this time says so. Milliseconds. */
const PATIENCE = 12_000;
/** How often what differs is run again. */
const ROUNDS = 3;

const [checkout, only, part = ''] = process.argv.slice(2);
if (!checkout) throw new Error('Which copy of web-platform-tests/wpt?');

/** The page of an `.any.js` test for each global that it may run in. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  window: ['html'],
  dedicatedworker: ['worker.html'],
  sharedworker: ['sharedworker.html'],
  serviceworker: ['serviceworker.html'],
  worker: ['worker.html', 'sharedworker.html', 'serviceworker.html'],
};

/** Addresses of a test's file: in each global and each of its variants. */
function addressesOf(file: string): string[] {
  const text = readFileSync(path.join(checkout!, FOLDER, file), 'utf8');
  const scopes = /META: global=(.*)/.exec(text)?.[1] ?? 'window,dedicatedworker';
  const script = /\.(any|window|worker)\.js$/.exec(file)?.[1];
  if (!script && !text.includes('testharness.js')) return [];
  const endings =
    script === 'any' ? scopes.split(',').flatMap((scope) => PAGES[scope.trim()] ?? []) : ['html'];
  const pages = script ? endings.map((ending) => file.replace(/js$/, ending)) : [file];
  const pattern = /META: variant=(\S*)|<meta name=["']?variant["']? content=["']([^"']*)["']/g;
  const variants = [...text.matchAll(pattern)].map((found) => found[1] ?? found[2] ?? '');
  return pages.flatMap((page) =>
    (variants.length ? variants : ['']).map((variant) => `${ORIGIN}/${FOLDER}/${page}${variant}`),
  );
}

const addresses = readdirSync(path.join(checkout, FOLDER), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.((any|window|worker)\.js|html?)$/.test(file))
  .filter((file) => !/resources|support|handlers|manual|crashtests|(^|\/)back-forward/.test(file))
  .sort()
  .flatMap(addressesOf)
  // Its server of HTTP/2 answers a few at a time, and others in vain: what fails is another one each time.
  .filter((address) => new RegExp(part).test(address) && !address.includes('wpt_flags=h2'))
  .map((address) =>
    /\.https\.|wpt_flags=https/.test(address) ? address.replace(ORIGIN, 'https://localhost:8443') : address,
  );

/** Runs in a page: opens each test in a window, which tells its opener what came of it. */
async function run(
  urls: string[],
  atOnce: number,
  patience: number,
): Promise<Record<string, Record<string, string>>> {
  const all: Record<string, Record<string, string>> = {};
  const statuses = ['PASS', 'FAIL', 'TIMEOUT', 'NOTRUN', 'PRECONDITION_FAILED'];
  interface Told {
    type: string;
    tests: { name: string; status: number; message: string | null }[];
    status: { status: number; message: string | null };
  }
  const runOne = (url: string) =>
    new Promise<void>((resolve) => {
      const opened = window.open(url);
      all[url] = {};
      const outcomes = all[url];
      const end = () => {
        clearTimeout(timer);
        removeEventListener('message', hear);
        opened?.close();
        resolve();
      };
      const hear = ({ source, data }: MessageEvent<Told>) => {
        if (source !== opened || data?.type !== 'complete') return;
        // Some draw a number and put it into their message.
        for (const { name, status, message } of data.tests)
          outcomes[name] = `${statuses[status]} ${message ?? ''}`.trim().replace(/0\.\d{6,}/g, '0.…');
        if (data.tests.length === 0) outcomes.none = `no test: ${data.status.message}`;
        end();
      };
      const timer = setTimeout(() => {
        outcomes.silent = 'silent';
        end();
      }, patience);
      addEventListener('message', hear);
    });
  const queue = [...urls];
  const worker = async () => {
    for (let url = queue.shift(); url; url = queue.shift()) await runOne(url);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return all;
}

/** In the page's own world: a driver's has other names for the windows that it opens. */
async function runIn(page: Page, urls: string[], atOnce: number, patience: number): ReturnType<typeof run> {
  const call = `(${run})(${[urls, atOnce, patience].map((value) => JSON.stringify(value)).join()})`;
  await page.evaluate((code) => {
    const script = document.createElement('script');
    delete document.documentElement.dataset.outcomes;
    script.textContent = code;
    document.documentElement.append(script);
  }, `${call}.then((outcomes) => { document.documentElement.dataset.outcomes = JSON.stringify(outcomes); })`);
  await page.waitFor('html[data-outcomes]', { timeout: urls.length * patience });
  return JSON.parse(await page.evaluate(() => document.documentElement.dataset.outcomes!));
}

/** What came of each test, by the address of its page. */
type Outcomes = Map<string, Record<string, string>>;

async function outcomesIn(
  page: Page,
  urls: readonly string[],
  atOnce: number,
  patience: number,
): Promise<Outcomes> {
  const all: Outcomes = new Map();
  // Some at a time, so that it can be seen where one hangs.
  for (let from = 0; from < urls.length; from += 24) {
    const some = await runIn(page, urls.slice(from, from + 24), atOnce, patience);
    for (const [url, outcomes] of Object.entries(some)) all.set(url, outcomes);
    process.stderr.write('.');
  }
  return all;
}

const namesOf = (sides: readonly Outcomes[], url: string) => [
  ...new Set(sides.flatMap((side) => Object.keys(side.get(url) ?? {}))),
];

const passed = (side: Outcomes) =>
  [...side.values()].flatMap((outcomes) => Object.values(outcomes)).filter((outcome) => outcome === 'PASS')
    .length;

/** Runs them all on both sides, then by themselves those that differ; gives whether all that differs does so by chance. */
async function compareIn(kind: BrowserKind): Promise<boolean> {
  const inert = createInertExtension(kind);
  const browsers = [
    await launchBrowser(kind, { insecure: true, extension: inert.folder }),
    await launchBrowser(kind, { insecure: true }),
  ];
  try {
    const pages: Page[] = [];
    for (const browser of browsers) pages.push(await browser.newPage(`${ORIGIN}/common/blank.html`));
    const onBoth = (urls: readonly string[], atOnce: number, patience: number) =>
      Promise.all(pages.map((page) => outcomesIn(page, urls, atOnce, patience)));
    const sides = await onBoth(addresses, AT_ONCE, PATIENCE);
    const total = addresses.reduce((sum, url) => sum + namesOf(sides, url).length, 0);
    const silent = addresses.filter((url) => sides.every((side) => side.get(url)?.silent)).length;
    console.log(
      `${kind}: ${addresses.length} pages, ${total} tests; ${passed(sides[0]!)} pass without the extension, ` +
        `${passed(sides[1]!)} with it; ${silent} pages say nothing on either side`,
    );

    const differ = (url: string) =>
      namesOf(sides, url).some((name) => sides[0]!.get(url)?.[name] !== sides[1]!.get(url)?.[name]);
    const again = addresses.filter(differ);
    /** All outcomes of a test on each side, those of the first run apart: it had others beside it. */
    const seen = pages.map(() => new Map<string, Set<string>>());
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, alone] of (await onBoth(again, 1, 2 * PATIENCE)).entries()) {
        for (const url of again)
          for (const name of namesOf([...sides, alone], url)) {
            const key = `${url.replace(/^.*?\/websockets\//, '')} › ${name}`;
            const outcomes = seen[at]!.get(key) ?? new Set();
            seen[at]!.set(key, outcomes.add(alone.get(url)?.[name] ?? 'none'));
          }
      }
    }
    const tell = (outcomes: Set<string>) => [...outcomes].join(' | ');
    let ours = 0;
    let chance = 0;
    for (const [key, native] of seen[0]!) {
      const other = seen[1]!.get(key) ?? new Set(['none']);
      if (native.size === 1 && tell(native) === tell(other)) continue;
      const common = [...native].some((outcome) => other.has(outcome));
      if (common) chance++;
      else ours++;
      console.log(`  ${common ? 'unsteady' : 'OTHER'}: ${key}\n    - ${tell(native)}\n    + ${tell(other)}`);
    }
    console.log(
      `${kind}: ${again.length} pages run again ${ROUNDS} times; ${ours} tests with another outcome, ${chance} unsteady`,
    );
    return ours === 0;
  } finally {
    for (const browser of browsers) await browser.close();
    inert.remove();
  }
}

await serveTests(checkout);
for (const kind of BROWSERS.filter((one) => !only || one === only))
  if (!(await compareIn(kind))) process.exitCode = 1;
// The server would keep us here.
process.exit();
