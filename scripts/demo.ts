// npm start: the product on the playground. With a display a person takes over; without one it plays a sign-in by itself.
import { parseArgs } from 'node:util';
import { launchBrowser } from '../tests/extension/drivers/index.ts';
import { startPlayground } from '../tests/playground/index.ts';
import { needBrowser } from './browsers.ts';
import { playDemo } from './demo-story.ts';
import { buildIfStale } from './extension.ts';

const { values: options } = parseArgs({
  options: {
    firefox: { type: 'boolean', default: false },
    headless: { type: 'boolean', default: false },
  },
});

const kind = options.firefox ? 'firefox' : 'chromium';
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const headless = options.headless || !hasDisplay;

/** Undone last to first, once, however the demo ends. */
const endings: (() => Promise<void>)[] = [];
let ended: Promise<void> | undefined;

function end(): Promise<void> {
  ended ??= (async () => {
    for (const ending of endings.reverse()) await ending().catch((error) => console.error(String(error)));
  })();
  return ended;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // `on`, not `once`: a terminal sends Ctrl-C to every process, and npm and setup.mjs hand it on again.
  process.on(signal, () => end().then(() => process.exit(130)));
}

try {
  needBrowser(kind);
  console.log('Building…');
  await buildIfStale(kind);
  const playground = await startPlayground();
  endings.push(playground.close);
  const browser = await launchBrowser(kind, { headless });
  endings.push(browser.close);
  const page = await browser.newPage(playground.app);
  const panel = await page.openPanel();
  if (headless) {
    await playDemo({ playground, browser, page, panel });
  } else {
    console.log(`\nPlayground      ${playground.app}`);
    console.log(`Plain sockets   ${playground.socketsPage}`);
    console.log('Sign in on the page and watch the Handshake panel. Ctrl-C ends everything.');
    await browser.closed;
  }
} catch (error) {
  // Ctrl-C takes the browser away under whatever was waiting for it.
  if (!ended) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
} finally {
  await end();
}
