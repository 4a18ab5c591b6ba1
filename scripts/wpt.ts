// node scripts/wpt.ts CHECKOUT [chromium|firefox] [PART]: runs the public web-platform-tests of WebSockets in the real
// browsers, without the extension and with it, and names every outcome that is another one.
// PART of their addresses chooses among them. CHECKOUT is a copy of web-platform-tests/wpt; its server needs Python 3. Build the extension first.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {
  BROWSERS,
  type BrowserKind,
  launchBrowser,
  type Page,
  waitFor,
} from '../tests/extension/drivers/index.ts';
import { createInertExtension } from '../tests/extension/hook/support/inert-extension.ts';

const FOLDER = 'websockets';
const ORIGIN = 'http://localhost:8000';
/** Tests of their own window each; more would wait for one another. */
const AT_ONCE = 6;
/** A test that says nothing in this time says so. Milliseconds. */
const PATIENCE = 12_000;

const [checkout, only, part = ''] = process.argv.slice(2);
if (!checkout) throw new Error('Which copy of web-platform-tests/wpt?');

/** Addresses of a test's file: what a window runs, in each of its variants. */
function addressesOf(file: string): string[] {
  const text = readFileSync(path.join(checkout!, FOLDER, file), 'utf8');
  const scopes = /META: global=(.*)/.exec(text)?.[1] ?? 'window,dedicatedworker';
  const script = /\.(any|window)\.js$/.exec(file)?.[1];
  if (script === 'any' && !scopes.includes('window')) return [];
  if (!script && !text.includes('testharness.js')) return [];
  const address = `${ORIGIN}/${FOLDER}/${script ? file.replace(/\.js$/, '.html') : file}`;
  const pattern = /META: variant=(\S*)|<meta name=["']?variant["']? content=["']([^"']*)["']/g;
  const variants = [...text.matchAll(pattern)].map((found) => found[1] ?? found[2] ?? '');
  return (variants.length ? variants : ['']).map((variant) => address + variant);
}

const addresses = readdirSync(path.join(checkout, FOLDER), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(any\.js|window\.js|html?)$/.test(file))
  .filter((file) => !/resources|support|handlers|manual|crashtests|(^|\/)back-forward/.test(file))
  .sort()
  .flatMap(addressesOf)
  // Its server of HTTP/2 answers a few at a time, and others in vain: what fails is another one each time.
  .filter((address) => address.includes(part) && !address.includes('wpt_flags=h2'))
  .map((address) =>
    /\.https\.|wpt_flags=https/.test(address) ? address.replace(ORIGIN, 'https://localhost:8443') : address,
  );

const SILENT = 'silent';
const nameOf = (address: string) => address.replace(/^.*?\/websockets\//, '');

/** Runs in a page: opens each test in a window, which tells its opener what came of it. */
async function run(urls: string[], atOnce: number, patience: number): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  const statuses = ['PASS', 'FAIL', 'TIMEOUT', 'NOTRUN', 'PRECONDITION_FAILED'];
  interface Told {
    type: string;
    tests: { name: string; status: number; message: string | null }[];
    status: { status: number; message: string | null };
  }
  const runOne = (url: string) =>
    new Promise<void>((resolve) => {
      const opened = window.open(url);
      const name = url.replace(/^.*?\/websockets\//, '');
      const end = () => {
        clearTimeout(timer);
        removeEventListener('message', hear);
        opened?.close();
        resolve();
      };
      const hear = ({ source, data }: MessageEvent<Told>) => {
        if (source !== opened || data?.type !== 'complete') return;
        for (const { name: test, status, message } of data.tests)
          outcomes[`${name} › ${test}`] = `${statuses[status]} ${message ?? ''}`.trim();
        if (data.tests.length === 0) outcomes[name] = `no test: ${data.status.message}`;
        end();
      };
      const timer = setTimeout(() => {
        outcomes[name] = 'silent';
        end();
      }, patience);
      addEventListener('message', hear);
    });
  const queue = [...urls];
  const worker = async () => {
    for (let url = queue.shift(); url; url = queue.shift()) await runOne(url);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
}

/** In the page's own world: a driver's has other names for the windows that it opens. */
async function runIn(
  page: Page,
  urls: string[],
  atOnce: number,
  patience: number,
): Promise<Record<string, string>> {
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

async function outcomesIn(kind: BrowserKind, extension?: string): Promise<Map<string, string>> {
  const browser = await launchBrowser(kind, { insecure: true, ...(extension && { extension }) });
  try {
    const page = await browser.newPage(`${ORIGIN}/common/blank.html`);
    const all = new Map<string, string>();
    // Some at a time, so that it can be seen where one hangs.
    for (let from = 0; from < addresses.length; from += 24) {
      const some = await runIn(page, addresses.slice(from, from + 24), AT_ONCE, PATIENCE);
      for (const [name, outcome] of Object.entries(some)) all.set(name, outcome);
    }
    // What said nothing among others may only have been slow.
    const silent = addresses.filter((address) => all.get(nameOf(address)) === SILENT);
    for (let from = 0; from < silent.length; from += 4) {
      const again = silent.slice(from, from + 4);
      for (const address of again) all.delete(nameOf(address));
      for (const [name, outcome] of Object.entries(await runIn(page, again, 2, 2 * PATIENCE)))
        all.set(name, outcome);
    }
    return all;
  } finally {
    await browser.close();
  }
}

const passed = (outcomes: Map<string, string>) =>
  [...outcomes.values()].filter((outcome) => outcome === 'PASS').length;

const scratch = mkdtempSync(path.join(os.tmpdir(), 'handshake-wpt-'));
const config = path.join(scratch, 'config.json');
writeFileSync(
  config,
  JSON.stringify({
    browser_host: 'localhost',
    alternate_hosts: { alt: '127.0.0.1' },
    check_subdomains: false,
    ports: { http: [8000, 'auto'], https: [8443, 'auto'], ws: [8888], wss: [8889] },
  }),
);
const server = spawn('python3', ['wpt', 'serve', '--no-h2', '--config', config], {
  cwd: checkout,
  stdio: 'ignore',
  detached: true,
});
// However it ends, the server ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.once('exit', () => {
  if (server.exitCode === null) process.kill(-server.pid!, 'SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});
for (const port of [8000, 8443, 8888, 8889]) {
  const listens = async () => {
    const socket = net.connect(port, 'localhost');
    await once(socket, 'connect').finally(() => socket.destroy());
    return true;
  };
  await waitFor(() => listens().catch(() => undefined), {
    what: `port ${port} of the tests`,
    timeout: 180_000,
  });
}
for (const kind of BROWSERS.filter((one) => !only || one === only)) {
  const inert = createInertExtension(kind);
  const native = await outcomesIn(kind, inert.folder);
  const ours = await outcomesIn(kind);
  inert.remove();
  const names = [...new Set([...native.keys(), ...ours.keys()])];
  const other = names.filter((name) => native.get(name) !== ours.get(name));
  console.log(
    `${kind}: ${addresses.length} pages, ${names.length} tests; ${passed(native)} pass without the extension, ` +
      `${passed(ours)} with it; ${other.length} have another outcome`,
  );
  for (const name of other) console.log(`  ${name}\n    - ${native.get(name)}\n    + ${ours.get(name)}`);
  if (other.length) process.exitCode = 1;
}
// The server would keep us here.
process.exit();
