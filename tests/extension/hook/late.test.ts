import path from 'node:path';
import { expect, test } from 'vitest';
import { launchBrowser } from '../drivers/index.ts';
import { openRow } from '../panel-reader.ts';
import { createInertExtension } from './support/inert-extension.ts';
import { startSite } from './support/site.ts';

declare global {
  interface Window {
    /** Each event that any script dispatched in the page since it began. */
    dispatched: string[];
    late: WebSocket;
  }
}

const OURS = path.resolve(import.meta.dirname, '../../../.output/firefox-mv2');

/** Hears whatever is dispatched at it, by whatever name: it takes the constructors’ and the listeners’ place too. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>Early</title><script>
  window.dispatched = [];
  for (const type of ['meet:7b1c0f', 'hello', 'kin', 'ask', 'batch', 'watch', 'unwatch', 'message']) {
    for (const target of [window, document]) target.addEventListener(type, () => dispatched.push('heard ' + type), true);
  }
  for (const method of ['dispatchEvent', 'addEventListener']) {
    const native = EventTarget.prototype[method];
    EventTarget.prototype[method] = function (...args) {
      dispatched.push(method);
      return native.apply(this, args);
    };
  }
  for (const name of ['FocusEvent', 'MouseEvent', 'CustomEvent', 'MessageEvent', 'EventTarget', 'MessageChannel', 'Proxy']) {
    window[name] = new Proxy(window[name], {
      construct(target, args, newTarget) { dispatched.push('new ' + name); return Reflect.construct(target, args, newTarget); },
    });
  }
  window.natives = [WebSocket, WebSocket.prototype.send, Function.prototype.toString];
</script>`;

// Chrome puts no content script into pages that are open when an extension comes.
test('in Firefox, a page that was open before the extension meets nothing of it, and the panel says so', async () => {
  const site = await startSite({ '/early': PAGE });
  const inert = createInertExtension('firefox');
  const browser = await launchBrowser('firefox', { extension: inert.folder });
  try {
    const page = await browser.newPage(`${site.origin}/early`);
    await browser.install!(OURS);
    const panel = await page.openPanel();
    const notice = () => panel.text();
    const SAYS = 'This page was open before Handshake: reload it to record its sockets.';
    await expect.poll(notice).toContain(SAYS);
    expect(await page.evaluate(() => window.dispatched)).toEqual([]);
    expect(
      await page.evaluate(() => {
        const { natives } = window as unknown as { natives: unknown[] };
        // `window` is the page’s; a bare name may be the driver’s own.
        const own = window as Window & typeof globalThis;
        const now = [own.WebSocket, own.WebSocket.prototype.send, own.Function.prototype.toString];
        return now.map((native, i) => native === natives[i]);
      }),
    ).toEqual([true, true, true]);

    await page.evaluate((url) => {
      window.late = new WebSocket(url);
    }, `${site.sockets}/echo?from=late`);
    await openRow(panel, 'WebSocket connections', 'from=late');
    await expect.poll(notice).toContain('It was opened before Handshake could watch this page.');

    await page.goto(`${site.origin}/early`);
    await expect.poll(notice).not.toContain(SAYS);
    await page.evaluate((url) => void new WebSocket(url), `${site.sockets}/echo?from=reloaded`);
    await expect.poll(notice).toContain('from=reloaded');
    await panel.close();
  } finally {
    await browser.close();
    await site.close();
    inert.remove();
  }
});
