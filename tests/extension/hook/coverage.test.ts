import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS, type Browser, launchBrowser } from '../drivers/index.ts';
import { createInertExtension } from './support/inert-extension.ts';
import { type Site, startSite } from './support/site.ts';
import { createWatcher } from './support/watch.ts';

declare global {
  interface Window {
    /** `persisted` of each pageshow. */
    shown: boolean[];
    /** Set before the page is left: gone in a document that was loaded anew. */
    left?: boolean;
    /** What the prerendered page found when its script began, and its socket's echoes so far. */
    prerendered?: { prerendering: boolean; heard: string[]; socket: WebSocket };
  }
}

const inline = (from: string) => `new WebSocket('SOCKETS/echo?from=${from}')`;
const child = (from: string, nonce = '') => `<!doctype html><script${nonce}>${inline(from)}</script>`;

/** Opens a socket in every kind of frame, each in its first inline script. */
const TOP = `<!doctype html><meta charset="utf-8"><script>${inline('top')}</script><body><script>
  const add = (set) => { const frame = document.createElement('iframe'); set(frame); document.body.append(frame); return frame; };
  const html = (from) => \`<!doctype html><script>new WebSocket('SOCKETS/echo?from=\${from}')<\\/script>\`;
  add((frame) => { frame.src = '/same'; });
  add((frame) => { frame.src = 'OTHER/cross'; });
  add((frame) => { frame.src = '/sandboxed'; frame.sandbox = 'allow-scripts'; });
  add((frame) => { frame.src = '/csp'; });
  add((frame) => { frame.src = '/trusted-types'; });
  add((frame) => { frame.srcdoc = html('srcdoc'); });
  add((frame) => { frame.srcdoc = html('sandboxed-srcdoc'); frame.sandbox = 'allow-scripts'; });
  add((frame) => { frame.src = URL.createObjectURL(new Blob([html('blob')], { type: 'text/html' })); });
  add((frame) => { frame.src = 'data:text/html,' + encodeURIComponent(html('data')); });
  new (add(() => {}).contentWindow.WebSocket)('SOCKETS/echo?from=no-source');
  new (add((frame) => { frame.src = 'about:blank'; }).contentWindow.WebSocket)('SOCKETS/echo?from=about-blank');
  const written = add(() => {}).contentDocument;
  written.write(html('written'));
  written.close();
</script>`;

const EXPECTED = [
  ...['about-blank', 'blob', 'cross', 'csp', 'data', 'no-source', 'same', 'sandboxed', 'sandboxed-srcdoc'],
  ...['srcdoc', 'top', 'trusted-types', 'written'],
];

const SPECULATES = `<!doctype html><script type="speculationrules">
  {"prerender": [{"source": "list", "urls": ["/prerendered"], "eagerness": "immediate"}]}
</script><a href="/prerendered">on</a>`;

/** Opens a socket at once, which Chromium lets connect only when somebody looks at the page. */
const PRERENDERED = `<!doctype html><title>prerendered</title><script>
  const socket = new WebSocket('SOCKETS/echo?from=prerendered');
  window.prerendered = { prerendering: document.prerendering, heard: [], socket };
  socket.onmessage = ({ data }) => prerendered.heard.push(data);
  socket.onopen = () => socket.send(document.prerendering ? 'before' : 'at once');
  fetch('/ran');
  document.addEventListener('prerenderingchange', () => {
    if (socket.readyState === 1) socket.send('after');
    else socket.addEventListener('open', () => socket.send('after'));
  });
</script>`;

const LEAVES = `<!doctype html><script>
  window.shown = [];
  addEventListener('pageshow', (event) => shown.push(event.persisted));
  const socket = new WebSocket('SOCKETS/echo?from=first');
  socket.onopen = () => socket.close();
  socket.onclose = () => { document.title = 'closed'; };
</script>`;

describe.each(BROWSERS)('in %s', (kind) => {
  let site: Site;
  let other: Site;
  let browser: Browser;

  beforeAll(async () => {
    other = await startSite({ '/cross': child('cross') });
    site = await startSite({
      '/coverage': TOP.replace('OTHER', other.origin),
      '/same': child('same'),
      '/sandboxed': child('sandboxed'),
      '/csp': {
        html: child('csp', ' nonce="n"'),
        headers: { 'content-security-policy': "default-src 'none'; script-src 'nonce-n'; connect-src *" },
      },
      '/trusted-types': {
        html: child('trusted-types'),
        headers: { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'" },
      },
      '/leaves': LEAVES,
      '/speculates': SPECULATES,
      '/prerendered': PRERENDERED,
      '/next': '<!doctype html><title>next</title>',
    });
    browser = await launchBrowser(kind);
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all([site?.close(), other?.close()]);
  });

  test('a socket of every kind of frame is seen from its first line on', async () => {
    const url = `${site.origin}/coverage`;
    await browser.newPage(url);
    const watcher = await createWatcher(browser, url);
    await watcher.start();
    const from = ({ notes }: { notes: { kind: string; url?: unknown }[] }) =>
      notes.filter((note) => note.kind === 'socket-created').map((note) => `${note.url}`.split('from=')[1]!);
    const seen = await watcher.until((all) => from(all).length >= EXPECTED.length, 'a socket of each frame');
    expect(from(seen).sort()).toEqual(EXPECTED);
    expect(seen.notes.filter(({ late }) => late)).toEqual([]);
    await watcher.stop();
  });

  test('a watched page keeps its place in the back/forward cache, and is heard after its return', async () => {
    const inert = createInertExtension(kind);
    const native = await launchBrowser(kind, { extension: inert.folder });
    const url = `${site.origin}/leaves`;
    const leaveAndReturn = async (where: Browser, meanwhile?: () => Promise<unknown>) => {
      const page = await where.newPage(url);
      // A page that has not been shown yet is not kept, and its address is replaced.
      await page.waitFor(() => document.title === 'closed' && window.shown?.length === 1);
      await meanwhile?.();
      await page.evaluate(() => {
        window.left = true;
        setTimeout(() => location.assign('/next'));
      });
      await page.waitFor(() => document.title === 'next');
      await page.evaluate(() => void setTimeout(() => history.back()));
      await page.waitFor(
        () => location.pathname === '/leaves' && window.shown?.length > (window.left ? 1 : 0),
      );
      return page;
    };
    const alone = await leaveAndReturn(native);
    const persisted = await alone.evaluate(() => window.shown);
    await native.close();
    inert.remove();

    let watching: Awaited<ReturnType<typeof createWatcher>>;
    const page = await leaveAndReturn(browser, async () => {
      watching = await createWatcher(browser, url);
      await watching.start();
      await watching.until(
        ({ notes }) => notes.some(({ kind: what }) => what === 'socket-closed'),
        'the first socket',
      );
    });
    expect(await page.evaluate(() => window.shown)).toEqual(persisted);
    expect(persisted.at(-1)).toBe(true);
    const second = `${site.sockets}/echo?from=second`;
    await page.evaluate((to) => void new WebSocket(to), second);
    await watching!.until(
      ({ notes }) => notes.some((note) => note.url === second),
      'the socket after the return',
    );
  });

  // Only Chromium has them.
  test.runIf(kind === 'chromium')('a prerendered page stays one, and its socket loses nothing', async () => {
    const url = `${site.origin}/prerendered`;
    const page = await browser.newPage(`${site.origin}/speculates`);
    const rendered = () => site.requests.filter((path) => path === '/prerendered').length;
    // Before it has run, a click may be faster than the browser and load the page anew.
    await expect.poll(() => site.requests).toContain('/ran');
    expect(rendered()).toBe(1);
    await page.evaluate(() => document.querySelector('a')!.click());
    await page.waitFor(() => window.prerendered?.heard.includes('after'));
    const found = await page.evaluate(() => {
      const { prerendering, heard } = window.prerendered!;
      const [navigation] = performance.getEntriesByType('navigation');
      const { activationStart } = navigation as PerformanceNavigationTiming & { activationStart: number };
      return { prerendering, heard, activated: activationStart > 0 };
    });
    expect(found).toMatchObject({ prerendering: true, activated: true });
    expect(rendered()).toBe(1);
    const watcher = await createWatcher(browser, url);
    await watcher.start();
    const { frames, notes } = await watcher.until(
      (seen) => seen.frames.length >= 2 * found.heard.length,
      'what it sent and heard',
    );
    expect(notes.map((note) => note.kind)).toEqual(['socket-created', 'socket-opened']);
    expect(frames.filter(({ flags }) => flags & 1).map(({ payload }) => payload)).toEqual(found.heard);
    expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, at) => at));
    await page.evaluate(() => window.prerendered!.socket.send('watched'));
    await watcher.until((seen) => seen.frames.length === frames.length + 2, 'what came while it was watched');
    await watcher.stop();
  });
});
