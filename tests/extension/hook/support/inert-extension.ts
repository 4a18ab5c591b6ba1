import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserKind } from '../../drivers/index.ts';

/** An extension that does nothing, in a folder of its own: what the browser does without us, all else alike. */
export function createInertExtension(kind: BrowserKind): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'handshake-inert-'));
  const background =
    kind === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] };
  const manifest = {
    manifest_version: kind === 'chromium' ? 3 : 2,
    name: 'Inert',
    version: '1',
    background,
    ...(kind === 'firefox' && {
      browser_specific_settings: { gecko: { id: 'inert@handshake-inspector.dev' } },
    }),
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'background.js'), '');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
