import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS, type Browser, launchBrowser } from '../drivers/index.ts';
import { createInertExtension } from './support/inert-extension.ts';
import { bundle, type Site, startSite } from './support/site.ts';
import { createWatcher } from './support/watch.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><title>Hostile</title><meta name="sockets" content="SOCKETS">
  <script src="/hostile.js"></script>`;

const output = path.resolve(import.meta.dirname, '../../../.output');

describe.each(BROWSERS)('in %s', (kind) => {
  let site: Site;
  let browser: Browser;
  let native: Browser;
  const inert = createInertExtension(kind);

  beforeAll(async () => {
    site = await startSite({ '/hostile': PAGE }, { '/hostile.js': await bundle('hostile-page.ts') });
    browser = await launchBrowser(kind);
    native = await launchBrowser(kind, { extension: inert.folder });
  });

  afterAll(async () => {
    await browser?.close();
    await native?.close();
    await site?.close();
    inert.remove();
  });

  async function run(where: Browser, url: string) {
    const page = await where.newPage(url);
    await page.waitFor(() => window.finished !== undefined);
    return {
      spied: await page.evaluate(() => window.spied),
      done: await page.evaluate(() => window.finished!),
    };
  }

  test.each(['sabotage', 'freeze', 'wrap'])(
    'a page that does %s sees itself alone and is captured whole',
    async (mode) => {
      const url = `${site.origin}/hostile?mode=${mode}`;
      const alone = await run(native, url);
      const hooked = await run(browser, url);
      expect(alone.done.received).toEqual(['one', '2 bytes', '3 bytes', '4 bytes', 'five', '']);
      expect(hooked.done).toEqual(alone.done);
      expect(hooked.spied).toEqual(alone.spied);

      const watcher = await createWatcher(browser, url);
      await watcher.start();
      const seen = await watcher.until(
        ({ notes, payloads }) => notes.some((note) => note.kind === 'socket-closed') && payloads.length > 0,
        'the socket’s end and its Blob',
      );
      expect(seen.frames.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, seq) => seq));
      expect(
        seen.frames.filter(({ flags }) => flags & 1).map(({ payload, size }) => payload ?? size),
      ).toEqual(['one', { bytes: 2, sum: 5 }, 3, { bytes: 4, sum: 0 }, 'five', '']);
      expect(seen.payloads).toMatchObject([{ seq: 2, bytes: 3 }]);
      expect(seen.notes.find((note) => note.kind === 'socket-created')).toMatchObject({
        protocols: ['chat.v2'],
        url: `${site.sockets}/echo`,
      });
      expect(seen.notes.find((note) => note.kind === 'socket-closing')).toMatchObject({
        code: 3001,
        reason: 'bye',
      });
      await watcher.stop();
    },
  );

  test('nothing of the extension can be loaded by a page', () => {
    const folder = path.join(output, kind === 'chromium' ? 'chrome-mv3' : 'firefox-mv2');
    const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    expect(manifest.content_scripts).toHaveLength(2);
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.externally_connectable).toBeUndefined();
  });
});
