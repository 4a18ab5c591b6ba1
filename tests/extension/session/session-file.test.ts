import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCheck } from '../../../scripts/check-command.ts';
import { type Playground, startPlayground } from '../../playground/index.ts';
import { encodings } from '../../unit/support/leaks.ts';
import { accessibilityFaults } from '../axe.ts';
import {
  BROWSERS,
  type Browser,
  type BrowserKind,
  launchBrowser,
  type Page,
  type Panel,
} from '../drivers/index.ts';
import { openRow, openTab, readTab } from '../panel-reader.ts';
import { outliveToken, signIn } from '../playground-steps.ts';
import {
  CONNECTIONS,
  exportAs,
  importHar,
  openIn,
  press,
  pressInShadow,
  seenIn,
  textIn,
  textsInShadow,
  type Way,
} from './steps.ts';

interface Stage {
  browser: Browser;
  page: Page;
  panel: Panel;
  secrets: string[];
  seen: Awaited<ReturnType<typeof seenIn>>;
  file: string;
}

/** A loaded machine is slow, not wrong. */
const SOON = { timeout: 45_000 };

const SEEN = {
  connections: [
    ['closed', expect.any(String), '1000', 'F1'],
    ['closed', expect.any(String), '4401', 'F1'],
  ],
  flows: ['Authorization code + PKCE'],
};

/** A session file of two million frames, 56 MB, line by line as the product writes it. */
function writeLarge(file: string): string {
  return writeObservations(file, Array(2_000).fill(batchOf({ first: 0, payload: 'hello' })));
}

/** A file of one connection with 50,000 frames, ten megabytes. */
function writeLong(file: string): string {
  const about = { socket: 'r.0', at: 0, place: { tabId: 1, frameId: 0 } };
  const batches = Array.from({ length: 50 }, (_, at) =>
    batchOf({ first: at * 1_000, payload: `${at} ${'x'.repeat(200)}` }),
  );
  return writeObservations(file, [
    JSON.stringify({ kind: 'socket-created', ...about, url: 'wss://api.example/feed', protocols: [] }),
    ...batches,
  ]);
}

function batchOf({ first, payload }: { first: number; payload: string }): string {
  const frames = Array.from({ length: 1_000 }, (_, at) => first + at);
  return JSON.stringify({
    kind: 'socket-frames',
    place: { tabId: 1, frameId: 0 },
    realm: 'r',
    sockets: frames.map(() => 0),
    seqs: frames,
    times: frames,
    flags: frames.map(() => 0),
    sizes: frames.map(() => payload.length),
    payloads: frames.map(() => payload),
  });
}

function writeObservations(file: string, observations: readonly string[]): string {
  const generator = { name: 'Handshake', version: '1' };
  const head = { format: 'handshake-session', version: 1, exportedAt: '2026-01-02T03:04:05.000Z', generator };
  const lines = observations.join(',\n');
  writeFileSync(file, `${JSON.stringify(head).slice(0, -1)},"observations":[\n${lines}\n]}\n`);
  return file;
}

/** In the panel: cancels the next file as soon as some of it has been read. */
function cancelMidway(): void {
  const observer = new MutationObserver(() => {
    const opening = document.querySelector('section[aria-label="Reading the file"]');
    const { value = 0 } = opening?.querySelector('progress') ?? {};
    if (value === 0 || value === 1) return;
    observer.disconnect();
    document.body.dataset.cancelledAt = `${value}`;
    opening!.querySelector('button')!.click();
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
}

describe('a session is handed over', () => {
  let playground: Playground;
  const stages = {} as Record<BrowserKind, Stage>;

  beforeAll(async () => {
    playground = await startPlayground();
    for (const kind of BROWSERS) {
      const browser = await launchBrowser(kind);
      const page = await browser.newPage(playground.app);
      const panel = await page.openPanel();
      stages[kind] = { browser, page, panel, secrets: [], seen: { connections: [], flows: [] }, file: '' };
      await signIn(page, { shortLived: true });
      await outliveToken(page);
      await page.click('#disconnect');
    }
  });

  afterAll(async () => {
    for (const kind of BROWSERS) await stages[kind]?.browser.close();
    await playground?.close();
  });

  describe.each(BROWSERS)('from %s', (kind) => {
    test('as a file, a HAR and reports, in which no token is found in any encoding', async () => {
      const stage = stages[kind];
      const { browser, page, panel } = stage;
      await expect.poll(() => seenIn(panel)).toEqual(SEEN);
      stage.seen = await seenIn(panel);
      stage.secrets = await page.evaluate(() => {
        const stored = Object.values(sessionStorage).find((value) => value.includes('access_token'))!;
        const { access_token, refresh_token, id_token } = JSON.parse(stored) as Record<string, string>;
        return [access_token!, refresh_token!, id_token!];
      });
      for (const format of ['session', 'har', 'html', 'markdown']) {
        const file = await exportAs(browser, panel, { format });
        if (format === 'session') stage.file = file;
        const text = textIn(file);
        expect(text.length, format).toBeGreaterThan(1_000);
        for (const form of stage.secrets.flatMap(encodings))
          expect(text.includes(form), `${format}: ${form}`).toBe(false);
      }
      const open = textIn(await exportAs(browser, panel, { level: 'none' }));
      expect(stage.secrets.filter((secret) => open.includes(secret)).length).toBeGreaterThan(0);
    });

    test('a watch-out fails where the server closed with 4401, and goes out with the session', async () => {
      const { browser, panel } = stages[kind];
      await panel.click('button[title^="Findings"]');
      await openTab(panel, 'Watch-outs');
      await press(panel, 'Add');
      await panel.waitFor('li[data-state="failed"]');
      expect(await readTab(panel, 'Watch-outs')).toMatch(
        /No close other than 1000[\s\S]*#1 was closed with 4401/,
      );
      expect(await accessibilityFaults(panel)).toEqual([]);
      const file = await exportAs(browser, panel);
      expect(textIn(file)).toContain('"watchouts":[{"watch":"close-codes","allowed":[1000]}]');
      const ran = await runCheck([file], () => {});
      expect(ran.status).toBe(1);
      expect(ran.output).toMatch(
        /FAILED No close other than 1000 \(1 of 2 fails\)\n\s+\| #1 was closed with 4401/,
      );
      expect(textIn(await exportAs(browser, panel, { format: 'html' }))).toMatch(/No close other than 1000/);
      await press(panel, 'Remove: No close other than 1000');
      await panel.click('button[title^="Findings"]');
    });

    test('a step and a connection are copied for a shell, redacted', async () => {
      const { panel, secrets } = stages[kind];
      await panel.click('[data-flow]');
      await panel.click('[data-step$="/token_request"]');
      await panel.waitFor('section[aria-label^="Step"] button[aria-label="Copy as…"]');
      await panel.evaluate(() => {
        Object.defineProperty(navigator, 'clipboard', {
          configurable: true,
          value: {
            writeText: async (text: string) => void Object.assign(document.body.dataset, { copied: text }),
          },
        });
      });
      await panel.evaluate(() =>
        document
          .querySelector<HTMLElement>('section[aria-label^="Step"] button[aria-label="Copy as…"]')!
          .click(),
      );
      await press(panel, 'cURL');
      await panel.waitFor('body[data-copied]');
      const copied = await panel.evaluate(() => document.body.dataset.copied ?? '');
      expect(copied).toMatch(/^curl --globoff --url '[^']+\/token'/);
      expect(copied).toContain('redacted');
      for (const form of secrets.flatMap(encodings)) expect(copied.includes(form)).toBe(false);
    });

    test('the dialog is without fault in both themes', async () => {
      const { panel } = stages[kind];
      await panel.click('button[aria-label^="Export the session"]');
      await panel.click('dialog input[value="none"]');
      for (const theme of ['light', 'dark'] as const) {
        await panel.setTheme(theme);
        expect(await accessibilityFaults(panel), theme).toEqual([]);
      }
      await press(panel, 'Close');
      await panel.waitFor(() => !document.querySelector('dialog'));
    });
  });

  describe.each([
    ['chromium', 'firefox'],
    ['firefox', 'chromium'],
  ] as const)('from %s to %s', (from, to) => {
    test('opens as it was, by every way in, and closes again', async () => {
      const { panel } = stages[to];
      const { file, seen } = stages[from];
      const har = await exportAs(stages[from].browser, stages[from].panel, { format: 'har' });
      for (const [given, way] of [
        [file, 'chosen'],
        [file, 'dropped'],
        [har, 'pasted'],
      ] as [string, Way][]) {
        await openIn(panel, given, way);
        await panel.waitFor(
          (what: string) =>
            document.body.textContent?.includes(what) && document.querySelector('[data-flow]'),
          { args: [way === 'pasted' ? 'pasted text' : given.split('/').at(-1)!] },
        );
        // A HAR has no word for who closed; states, frames, codes and ties are the same.
        await expect.poll(() => seenIn(panel), { message: `${way} ${given}` }).toEqual(seen);
        await press(panel, 'Back to this tab');
      }
    });

    test('opens on the inspector page, and is saved from there as it was', async () => {
      const { browser } = stages[to];
      const { file, seen, secrets } = stages[from];
      const page = await browser.newPage(`${browser.extensionOrigin}/inspector.html`);
      await page.upload('input[type="file"]', file);
      await expect.poll(() => seenIn(page), { message: file }).toEqual(seen);
      const again = await exportAs(browser, page);
      // Redacting what is redacted changes nothing.
      const observations = (text: string) =>
        text.slice(text.indexOf('"observations":['), text.lastIndexOf('\n]'));
      expect(observations(textIn(again))).toBe(observations(textIn(file)));
      for (const form of secrets.flatMap(encodings)) expect(textIn(again).includes(form)).toBe(false);
      await page.close();
    });

    test('is held against what is here: alike, but for what differs between browsers', async () => {
      const { panel } = stages[to];
      await press(panel, 'Compare with another session');
      await openIn(panel, stages[from].file, 'chosen', 'The other session');
      await panel.waitFor('dialog p[role="status"]');
      const text = await panel.text('dialog');
      expect(text).toMatch(/\d+ differs?, \d+ alike/);
      expect(text).not.toMatch(/only here\s+wss?:|only there\s+wss?:/);
      expect(await accessibilityFaults(panel)).toEqual([]);
      await press(panel, 'Close');
      await panel.waitFor(() => !document.querySelector('dialog'));
    });
  });

  test('as a HAR is read by Chrome’s own Network panel, with its messages', async () => {
    const { browser, panel } = stages.chromium;
    const har = textIn(await exportAs(browser, panel, { format: 'har' }));
    const page = await browser.newPage('about:blank');
    const network = (await page.openTool('network'))!;
    await expect.poll(() => importHar(network, har)).toBe(true);
    await expect.poll(() => pressInShadow(network, '.network-log-grid td.name-column', 'ws?')).toBe(true);
    await expect.poll(() => pressInShadow(network, '[role="tab"]', 'Messages')).toBe(true);
    // The first connection: the server's welcome, both echoes, and the ticks until its token ran out.
    await expect
      .poll(async () => (await textsInShadow(network, 'td.data-column')).join('\n'))
      .toMatch(/"type":"welcome"[\s\S]*"type":"greeting"[\s\S]*Binary message[\s\S]*"type":"tick"/);
    await page.close();
  });

  test.each(BROWSERS)(
    'a large file says how far it is, and is left where one cancels, in %s',
    async (kind) => {
      const { panel, file, seen } = stages[kind];
      await panel.evaluate(cancelMidway);
      await panel.upload('input[aria-label="Session file"]', writeLarge(`${file}.large.handshake.json`));
      await panel.waitFor('body[data-cancelled-at]');
      await panel.waitFor(() => !document.querySelector('section[aria-label="Reading the file"]'));
      expect(await seenIn(panel)).toEqual(seen);
      expect(await panel.text()).not.toContain('large.handshake.json');
    },
  );

  test('a file that was looked at is let go once it is closed, in chromium', async () => {
    const { panel, file, seen } = stages.chromium;
    const long = writeLong(`${file}.long.handshake.json`);
    const look = async () => {
      await panel.upload('input[aria-label="Session file"]', long);
      await openRow(panel, CONNECTIONS, 'api.example');
      await openTab(panel, 'Frames');
      await panel.waitFor('[role="grid"][aria-label^="Frames of"][aria-rowcount="50001"] [role="gridcell"]');
    };
    const leave = async () => {
      await press(panel, 'Back to this tab');
      await panel.waitFor(() => !document.querySelector('[role="grid"][aria-label^="Frames of"]'));
      expect(await seenIn(panel)).toEqual(seen);
    };
    // What is fetched for the first one stays.
    await look();
    await leave();
    await expect.poll(() => panel.memory!(), SOON).toBeLessThan(20e6);
    const before = await panel.memory!();
    await look();
    expect((await panel.memory!()) - before).toBeGreaterThan(8e6);
    await leave();
    await expect.poll(async () => (await panel.memory!()) - before, SOON).toBeLessThan(4e6);
  });

  test.each(BROWSERS)('a file that is none is told so in %s, and the tab stays', async (kind) => {
    const { panel, file, seen } = stages[kind];
    const broken = `${file}.har`;
    writeFileSync(broken, '{"log":{"entries":[');
    await openIn(panel, broken);
    await panel.waitFor(() => document.body.textContent?.includes('begins as JSON and is broken'));
    expect(await seenIn(panel)).toEqual(seen);
    expect(readFileSync(broken, 'utf8')).toBe('{"log":{"entries":[');
  });
});
