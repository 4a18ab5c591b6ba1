import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserKind } from '../../drivers/index.ts';

const EVERYWHERE = {
  js: ['background.js'],
  matches: ['<all_urls>'],
  run_at: 'document_start',
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
};

const LISTENER = `(globalThis.browser ?? chrome).webRequest.onBeforeRequest.addListener(() => {}, {
  urls: ['<all_urls>'],
  types: ['main_frame', 'sub_frame', 'websocket'],
});`;

const permissions = (kind: BrowserKind) =>
  kind === 'chromium'
    ? { permissions: ['webRequest'], host_permissions: ['<all_urls>'] }
    : { permissions: ['webRequest', '<all_urls>'] };

/** A page with a word on it, and a script that puts it there: what the browser needs to show any panel. */
const PANEL = {
  'devtools.html': '<!doctype html><script src="devtools.js"></script>',
  'devtools.js': "(globalThis.browser ?? chrome).devtools.panels.create('Inert', '', '/panel.html');",
  'panel.html':
    '<!doctype html><meta charset="utf-8"><body></body><script type="module" src="panel.js"></script>',
  'panel.js': "document.body.append(Object.assign(document.createElement('p'), { textContent: 'Inert' }));",
};

interface InertOptions {
  contentScripts?: boolean;
  panel?: boolean;
  webRequest?: 'permission' | 'listener';
}

/**
 * An extension that does nothing, in a folder of its own: what the browser does without us, all else alike.
 *
 * @param options `contentScripts`: an empty script in each of the two worlds where ours run; `panel`: a panel in
 *   DevTools, titled “Inert”, with nothing but a word; `webRequest`: the permission for it, or one empty listener
 *   besides, for documents and handshakes, which is the least that an observer of requests can do
 */
export function createInertExtension(
  kind: BrowserKind,
  { contentScripts = false, panel = false, webRequest }: InertOptions = {},
): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'handshake-inert-'));
  const background =
    kind === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] };
  const manifest = {
    manifest_version: kind === 'chromium' ? 3 : 2,
    name: 'Inert',
    version: '1',
    background,
    ...(webRequest && permissions(kind)),
    ...(contentScripts && { content_scripts: [EVERYWHERE, { ...EVERYWHERE, world: 'MAIN' }] }),
    ...(panel && { devtools_page: 'devtools.html' }),
    ...(kind === 'firefox' && {
      browser_specific_settings: { gecko: { id: 'inert@handshake-inspector.dev' } },
    }),
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'background.js'), webRequest === 'listener' ? LISTENER : '');
  for (const [file, text] of Object.entries(panel ? PANEL : {})) writeFileSync(path.join(folder, file), text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
