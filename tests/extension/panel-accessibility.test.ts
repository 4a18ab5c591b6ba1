import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { accessibilityFaults } from './axe.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel } from './drivers/index.ts';
import { openRow, openTab } from './panel-reader.ts';
import { outliveToken, signIn } from './playground-steps.ts';

const CONNECTIONS = 'WebSocket connections';

describe.each(BROWSERS)('the panel’s accessibility in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind);
    page = await browser.newPage(playground.app);
    panel = await page.openPanel();
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  let theme: 'light' | 'dark' = 'light';

  /** Of what is new in a state: the rest was looked at before. Each state begins in the theme that the last one ended in. */
  async function faultsInBothThemes(within?: string): Promise<string[]> {
    const faults: string[] = [];
    const themes = theme === 'light' ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
    for (const next of themes) {
      if (next !== theme) await panel.setTheme(next);
      theme = next;
      const found = await accessibilityFaults(panel, next === themes[0] ? 'all' : 'colours', within);
      faults.push(...found.map((fault) => `${theme}: ${fault}`));
    }
    return faults;
  }

  test('axe finds no fault in the empty panel', async () => {
    await panel.waitFor('[aria-label="No OAuth flow yet"]');
    await panel.waitFor('[aria-label="No WebSocket connection yet"]');
    expect(await faultsInBothThemes()).toEqual([]);
  });

  test('axe finds no fault with a flow, a connection, the findings and the rules open', {
    timeout: 300_000,
  }, async () => {
    await signIn(page, { shortLived: true });
    await outliveToken(page);
    await openRow(panel, CONNECTIONS, '4401');
    await panel.click('[data-flow]');
    await openTab(panel, 'Sequence');
    await panel.click('[data-step]');
    await panel.waitFor('section[aria-label="Step 1"]');
    await openTab(panel, 'Life');
    expect(await faultsInBothThemes(), 'Life').toEqual([]);
    for (const tab of ['Handshake', 'Frames']) {
      await openTab(panel, tab);
      expect(await faultsInBothThemes('[aria-label="Connection 1"]'), tab).toEqual([]);
    }
    await openRow(panel, 'Frames of connection 1', 'welcome');
    await panel.waitFor('section[aria-label="Payload"] [role="tab"]');
    expect(await faultsInBothThemes('section[aria-label="Payload"]'), 'Payload').toEqual([]);
    for (const tab of ['Tokens', 'Facts', 'Compare']) {
      await openTab(panel, tab);
      expect(await faultsInBothThemes('section[aria-label="OAuth"]'), tab).toEqual([]);
    }
    await panel.click('button[aria-label="Show the timeline as a table"]');
    await panel.waitFor('[aria-label="Timeline as a table"]');
    expect(await faultsInBothThemes('[data-tour="timeline"]'), 'table').toEqual([]);
    await panel.click('button[title^="Findings"]');
    const findings = 'section[aria-label="Findings"]';
    await panel.waitFor(`${findings} [aria-label="List of findings"] button`);
    expect(await faultsInBothThemes(findings), 'findings').toEqual([]);
    await panel.click(`${findings} [aria-label="List of findings"] button`);
    expect(await faultsInBothThemes(findings), 'a finding').toEqual([]);
    for (const name of ['Settings', 'Keyboard shortcuts (?)']) {
      await panel.click(`button[aria-label="${name}"]`);
      await panel.waitFor('dialog[open] h2');
      expect(await faultsInBothThemes('dialog[open]'), name).toEqual([]);
      await panel.click('dialog button[aria-label="Close"]');
    }
    await panel.waitFor(() => {
      const offer = [...document.querySelectorAll('button')].find(
        (one) => one.textContent === 'Take the tour',
      );
      offer?.click();
      return document.querySelector('[role="dialog"]');
    });
    expect(await faultsInBothThemes('[role="dialog"]'), 'tour').toEqual([]);
    await panel.click('button[aria-label^="End the tour"]');
    await openTab(panel, 'Rules');
    await panel.waitFor(`${findings} select[aria-label^="Severity of"]`);
    expect(await faultsInBothThemes(findings), 'rules').toEqual([]);
    await panel.screenshot(`.output/narrow-axe-${kind}.png`, { width: 700, height: 800 });
    await openTab(panel, 'WebSockets');
    await openTab(panel, 'Life');
    expect(await faultsInBothThemes(), 'narrow').toEqual([]);
  });
});
