import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

const output = path.resolve(import.meta.dirname, '../../../.output');

describe.each(['chrome-mv3', 'firefox-mv2'])('the hook that was built for %s', (folder) => {
  const code = readFileSync(path.join(output, folder, 'hook.js'));

  test('is at most 6 kB compressed, in every frame of every page', () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(6_000);
  });

  test('uses nothing of the extension’s, which a page does not have', () => {
    expect(code.toString()).not.toMatch(/\b(browser|chrome)\.(runtime|storage|i18n)\b|webextension-polyfill/);
  });
});
