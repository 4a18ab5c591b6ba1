import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TARGETS } from '../../scripts/extension.ts';
import { catalogue } from '../../scripts/messages.ts';
import { BROWSERS, type Browser, launchBrowser, type Panel } from './drivers/index.ts';

/**
 * The built extension with Korean alone. What a browser speaks depends on the language packs of the machine (Debian's
 * Chromium has English only); which of an extension's catalogues it takes then is the browser's affair.
 */
function koreanBuild(kind: (typeof BROWSERS)[number]): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'handshake-korean-'));
  cpSync(TARGETS[kind].folder, folder, { recursive: true });
  rmSync(path.join(folder, '_locales', 'en'), { recursive: true });
  const manifest = path.join(folder, 'manifest.json');
  const content = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify({ ...content, default_locale: 'ko' }));
  return folder;
}

describe.each(BROWSERS)('the panel in Korean in %s', (kind) => {
  const korean = catalogue('ko');
  let extension: string;
  let browser: Browser;
  let panel: Panel;

  beforeAll(async () => {
    extension = koreanBuild(kind);
    browser = await launchBrowser(kind, { extension });
    const page = await browser.newPage('about:blank');
    panel = await page.openPanel();
    await panel.waitFor('main');
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(extension, { recursive: true, force: true });
  });

  test('says so of itself, and names its controls', async () => {
    expect(await panel.evaluate(() => document.documentElement.lang)).toBe('ko');
    const names = await panel.evaluate(() =>
      [...document.querySelectorAll('[role="toolbar"] button')].map(
        (one) => one.getAttribute('aria-label') ?? one.textContent ?? '',
      ),
    );
    for (const key of ['app_clear', 'app_back', 'settings_title']) expect(names).toContain(korean[key]);
    expect(names.length).toBeGreaterThan(6);
    // Every name of the toolbar is Korean.
    for (const name of names) expect(name).toMatch(/\p{Script=Hangul}/u);
    expect(await panel.text()).toContain(korean.timeline_empty);
  });

  test('the settings speak it too, and say which language it is', async () => {
    await panel.click(`button[aria-label="${korean.settings_title}"]`);
    await panel.waitFor('dialog[open]');
    await panel.waitFor(
      (name: string) => {
        const button = [...document.querySelectorAll<HTMLElement>('dialog nav button')].find(
          (one) => one.textContent === name,
        );
        button?.click();
        return button;
      },
      { args: [korean.settings_language!] },
    );
    await expect.poll(() => panel.text('dialog')).toContain('패널의 표시 언어는 한국어입니다.');
    await panel.screenshot(`.output/korean-${kind}.png`, { width: 1400, height: 700 });
  });
});
