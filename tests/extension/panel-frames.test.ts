import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel, waitFor } from './drivers/index.ts';
import { openRow, openTab, readGrid } from './panel-reader.ts';

/** A loaded machine is slow, not wrong. */
const SOON = { timeout: 45_000 };
const CONNECTIONS = 'WebSocket connections';
const FRAMES = 'Frames of connection 1';
/** One pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const GRID = `[role="grid"][aria-label="${FRAMES}"]`;

describe.each(BROWSERS)('a list of 5,000 frames in %s', (kind) => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind);
    page = await browser.newPage(playground.socketsPage);
    panel = await page.openPanel();
    await page.click('#burst');
    await page.waitFor('body[data-received="5000"]', { timeout: 60_000 });
    await panel.waitFor(() => document.body.textContent?.includes('5,000'), { timeout: 60_000 });
    await openRow(panel, CONNECTIONS, '/burst');
    await openTab(panel, 'Frames');
    await panel.waitFor(`${GRID}[aria-rowcount="5001"]`);
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  const numbers = async () =>
    (await readGrid(panel, FRAMES)).map((row) => Number(/(\d+)\D*$/.exec(row.Data ?? '')?.[1]));
  /** In the page's own world, where its WebSocket is the one that is watched. */
  const runInPage = (source: string) =>
    page.evaluate((text) => {
      const script = document.createElement('script');
      // A scope of its own: what one names must not be in the way of the next.
      script.textContent = `{${text}}`;
      document.head.append(script);
    }, source);
  const selected = () =>
    panel.evaluate(
      (grid) => document.querySelector(`${grid} [aria-selected="true"]`)?.getAttribute('aria-rowindex') ?? '',
      GRID,
    );

  test('draws the rows that are seen, and stands at the newest', async () => {
    await expect.poll(async () => (await numbers()).at(-1), SOON).toBe(5000);
    const drawn = await numbers();
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.length).toBeLessThan(120);
  });

  test('stays where one scrolled to while frames come, says how many, and follows again', async () => {
    const live = 'Frames of connection 2';
    const grid = `[role="grid"][aria-label="${live}"]`;
    await runInPage(`globalThis.live = new WebSocket(${JSON.stringify(`${playground.sockets}/echo`)});
      live.onopen = () => { for (let k = 1; k <= 100; k++) live.send('first ' + k); };`);
    await openRow(panel, CONNECTIONS, '100 ↑100 ↓');
    await panel.waitFor(`${grid}[aria-rowcount="201"]`);
    const lines = async () => (await readGrid(panel, live)).map((row) => row.Data);
    // How many are drawn beyond the lower edge is no matter: a bar elsewhere may take a row's height.
    const top = async () => (await lines()).slice(0, 15);
    await expect.poll(async () => (await lines()).at(-1), SOON).toBe('first 100');
    await panel.evaluate((wanted) => document.querySelector(wanted)!.scrollTo(0, 220), grid);
    await expect.poll(async () => (await lines())[0], SOON).toBe('first 9');
    const before = await top();
    await runInPage(`for (let k = 1; k <= 5; k++) live.send('later ' + k)`);
    await panel.waitFor(`${grid}[aria-rowcount="211"]`);
    expect(await top()).toEqual(before);
    await panel.waitFor(() =>
      [...document.querySelectorAll('button')].some((button) => {
        if (button.textContent !== '↓ 10 new') return false;
        button.click();
        return true;
      }),
    );
    await expect.poll(async () => (await lines()).at(-1), SOON).toBe('later 5');
    await openRow(panel, CONNECTIONS, '/burst');
    await panel.waitFor(`${GRID}[aria-rowcount="5001"]`);
  });

  test('says next to nothing to readers of a screen while two thousand frames come', async () => {
    await panel.fill('#filter', 'quiet');
    await panel.waitFor(() => document.body.textContent?.includes('No frame'), SOON);
    await panel.evaluate(() => {
      const page = document.documentElement;
      page.dataset.said = '0';
      new MutationObserver((changes) => {
        const places = changes.map(({ target }) =>
          target instanceof Element ? target : target.parentElement,
        );
        const live = places.filter((one) => one?.closest('[role="status"], [role="alert"], [aria-live]'));
        page.dataset.said = `${Number(page.dataset.said) + live.length}`;
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await runInPage(`let sent = 0;
      const say = () => {
        for (let k = 0; k < 50; k++) live.send('quiet ' + ++sent);
        if (sent < 1000) setTimeout(say, 20);
      };
      say();`);
    await panel.waitFor(() => document.body.textContent?.includes('2,000 frames'), SOON);
    const said = () => panel.evaluate(() => Number(document.documentElement.dataset.said));
    // What was found, once: that there was nothing at first, or how many there are by now.
    await expect.poll(said, SOON).toBeGreaterThan(0);
    expect(await said()).toBeLessThanOrEqual(4);
    await panel.fill('#filter', '');
  });

  test('goes by keys: Home, arrows, page and End', async () => {
    await panel.evaluate((grid) => document.querySelector<HTMLElement>(grid)!.focus(), GRID);
    await panel.press('Home');
    await expect.poll(selected, SOON).toBe('2');
    await panel.press('ArrowDown');
    await expect.poll(selected, SOON).toBe('3');
    await panel.press('PageDown');
    await expect.poll(async () => Number(await selected()), SOON).toBeGreaterThan(6);
    await panel.press('End');
    await expect.poll(selected, SOON).toBe('5001');
    expect(await numbers()).toContain(5000);
  });

  test('keeps the selected frame under a filter that lets it through', async () => {
    await panel.press('ArrowUp');
    await expect.poll(selected, SOON).toBe('5000');
    await panel.fill('#filter', '4999');
    await expect.poll(async () => (await readGrid(panel, FRAMES)).length, SOON).toBe(1);
    expect(await selected()).toBe('2');
    await panel.fill('#filter', '');
    await panel.waitFor(`${GRID}[aria-rowcount="5001"]`);
    await expect.poll(selected, SOON).toBe('5000');
  });

  test('keeps a frame open that the filter leaves out of the list, and says so', async () => {
    await panel.fill('#filter', 'dir:out');
    await panel.waitFor(`${GRID}[aria-rowcount="1"]`);
    expect(await panel.text('[aria-label="Payload"]')).toMatch(/The filter leaves this frame out[\s\S]*4999/);
    await panel.fill('#filter', '');
    await expect.poll(selected, SOON).toBe('5000');
  });

  test('tells times in the columns that one chooses, to the selected frame too', async () => {
    await panel.click('[title="Columns of time"]');
    await panel.waitFor(() => {
      const labels = [...document.querySelectorAll('[popover] label')];
      const label = labels.find((one) => one.textContent === 'Δ to the selected frame');
      label?.querySelector('input')?.click();
      return label;
    });
    await panel.waitFor(() =>
      [...document.querySelectorAll('[role="columnheader"]')].some((one) => one.textContent === 'Δ selected'),
    );
    const row = () =>
      panel.evaluate((grid) => document.querySelector(`${grid} [data-current]`)?.textContent ?? '', GRID);
    await expect.poll(row, SOON).toContain('+0.0 ms');
  });

  test('takes several rows with Shift, and compares two', async () => {
    await panel.evaluate((grid) => document.querySelector<HTMLElement>(grid)!.focus(), GRID);
    await panel.press('ArrowUp', { shiftKey: true });
    await panel.waitFor('[aria-label="Chosen frames"] [data-kind="added"] mark');
    expect(
      await panel.evaluate(() =>
        [...document.querySelectorAll('[aria-label="Chosen frames"] mark')].map((mark) => mark.textContent),
      ),
    ).toEqual(['4998', '4999']);
    await panel.press('a', { ctrlKey: true });
    await panel.waitFor(
      () => document.querySelector('[aria-label="Chosen frames"] h3')?.textContent === '5,000 frames chosen',
    );
    await panel.press('ArrowDown');
    await panel.waitFor('[aria-label="Payload"]');
    await expect.poll(selected, SOON).toBe('5000');
  });

  test('a frame is pinned above the list and noted, by keys', async () => {
    await panel.press('n');
    await panel.fill('[aria-label="Note on this frame"]', 'the one before the last');
    await panel.evaluate(() =>
      document.querySelector<HTMLElement>('[aria-label="Note on this frame"]')!.focus(),
    );
    await panel.press('Enter');
    await expect
      .poll(async () => (await readGrid(panel, FRAMES)).find((row) => row.Data?.includes('4999'))?.Data, SOON)
      .toContain('the one before the last');
    await panel.evaluate((grid) => document.querySelector<HTMLElement>(grid)!.focus(), GRID);
    await panel.press('p');
    await panel.press('Home');
    await expect.poll(selected, SOON).toBe('2');
    await panel.click('[aria-label="Pinned frames"] button');
    await expect.poll(selected, SOON).toBe('5000');
  });

  test('a narrow panel has tabs for its halves, and loses no selection by them', async () => {
    await panel.screenshot(`.output/narrow-${kind}.png`, { width: 700, height: 800 });
    await openTab(panel, 'OAuth');
    await panel.waitFor('[aria-label="No OAuth flow yet"]');
    await openTab(panel, 'WebSockets');
    await expect.poll(selected, SOON).toBe('5000');
  });

  test('a reload of the panel brings back what was open', async () => {
    await panel.evaluate(() => setTimeout(() => location.reload()));
    await panel.waitFor('[aria-label="Connection 1"]');
    await panel.waitFor(`${GRID} [aria-selected="true"]`);
    await expect.poll(selected, SOON).toBe('5000');
  });

  test('and so it does what was pinned, and the note, which the journal holds', async () => {
    // The journal comes with the watch: what the page sends from here on is kept whole.
    await panel.waitFor('[aria-label="Pinned frames"]');
    await expect
      .poll(() => panel.text('[aria-label="Pinned frames"]'), SOON)
      .toMatch(/the one before the last[\s\S]*4999/);
  });

  /** Saves the payload that is open; gives the file's path. */
  async function save(withCredentials = false): Promise<string> {
    await panel.click('[aria-label="Copy as, save"]');
    if (withCredentials)
      await panel.evaluate(() =>
        [...document.querySelectorAll('[popover] label')]
          .find((one) => one.textContent === 'Leave credentials in')!
          .querySelector('input')!
          .click(),
      );
    return browser.download(() =>
      panel.waitFor(() => {
        const button = [...document.querySelectorAll('[popover] button')].find(
          (one) => one.textContent === 'Save as file',
        ) as HTMLElement | undefined;
        button?.click();
        return button;
      }),
    );
  }

  describe('a payload', () => {
    const live = 'Frames of connection 3';
    const open = async (wanted: string) => {
      await openRow(panel, live, wanted);
      await panel.waitFor('[aria-label="Payload"]');
    };

    beforeAll(async () => {
      await runInPage(`globalThis.forms = new WebSocket(${JSON.stringify(`${playground.sockets}/echo`)});
        forms.onopen = () => {
          forms.send(JSON.stringify({ kind: 'nested', list: [...Array(900).keys()], body: JSON.stringify({ deep: ['needle'] }) }));
          forms.send(Uint8Array.from(atob(${JSON.stringify(PNG)}), (c) => c.charCodeAt(0)));
          forms.send('long text '.repeat(500000));
        };`);
      await openRow(panel, CONNECTIONS, '3 ↑3 ↓');
      await panel.waitFor(`[role="grid"][aria-label="${live}"][aria-rowcount="7"]`);
    });

    test('is a tree that is searched, and opens JSON that stands in a string', async () => {
      await open('nested');
      await openTab(panel, 'JSON');
      const line = (text: string) =>
        panel.waitFor(
          (wanted: string) =>
            [...document.querySelectorAll('[role="treeitem"]')].some((row) =>
              row.textContent?.includes(wanted),
            ),
          { args: [text], what: `a line with ${text}` },
        );
      await panel.fill('[aria-label="Search in the JSON tree"]', '877');
      await panel.evaluate(() =>
        document.querySelector<HTMLElement>('[aria-label="Search in the JSON tree"]')!.focus(),
      );
      await panel.press('Enter');
      await line('877: 877');
      await panel.fill('[aria-label="Search in the JSON tree"]', 'needle');
      await panel.press('Enter');
      // In the string, which it opens in its place.
      await line('deep: [1]');
      await panel.waitFor(
        () =>
          document.querySelector('[role="treeitem"][aria-selected="true"]')?.textContent === '0: "needle"',
      );
    });

    test('has its tree closed, and opened as deep as one says', async () => {
      const lines = () =>
        panel.evaluate(() =>
          [...document.querySelectorAll('[role="treeitem"]')].map((row) => row.textContent),
        );
      const deep = async (text: string) => {
        await panel.click('button[title="How deep the tree is open"]');
        await panel.waitFor(
          (wanted: string) => {
            const choices = document.querySelectorAll<HTMLElement>(
              '[role="group"][aria-label="How deep the tree is open"] button',
            );
            const choice = [...choices].find(({ textContent }) => textContent === wanted);
            choice?.click();
            return choice !== undefined;
          },
          { args: [text], what: text },
        );
      };
      await deep('All closed');
      await expect.poll(lines, SOON).toHaveLength(1);
      await deep('1 level');
      await expect
        .poll(async () => (await lines()).slice(1, 3), SOON)
        .toEqual(['kind: "nested"', '▸list: [900]']);
      await deep('2 levels');
      await expect.poll(async () => (await lines()).slice(2, 4), SOON).toEqual(['▾list: [900]', '0: 0']);
    });

    test('is bytes that keys select and read as numbers', async () => {
      await openTab(panel, 'Hex');
      await panel.waitFor('[role="grid"][aria-label$="in hex"]');
      await panel.evaluate(() =>
        document.querySelector<HTMLElement>('[role="grid"][aria-label$="in hex"]')!.focus(),
      );
      await panel.press('ArrowRight');
      await panel.press('ArrowRight', { shiftKey: true });
      await panel.waitFor(() => document.body.textContent?.includes('uint16 8827 / 31522'));
    });

    test('is a picture where its bytes are one', async () => {
      await open('89 50 4e 47');
      await openTab(panel, 'Picture');
      await panel.waitFor(() => document.body.textContent?.includes('image/png · 1 × 1'));
    });

    test('of five megabytes is text of which the seen rows are laid out', async () => {
      await open('long text');
      await openTab(panel, 'Text');
      await panel.waitFor(() => document.body.textContent?.includes('5,000,000 characters'));
      await panel.evaluate(() => {
        const box = document.querySelector('[aria-label="Payload as text"]')!;
        box.scrollTop = box.scrollHeight;
      });
      await panel.waitFor(() => {
        const box = document.querySelector('[aria-label="Payload as text"]');
        const rows = box?.querySelectorAll('[data-continues]') ?? [];
        return rows.length > 3 && rows.length < 100 && rows[rows.length - 1]!.textContent!.endsWith('text ');
      });
      // A worker looks for credentials in it.
      expect((await readFile(await save())).toString()).toBe('long text '.repeat(500_000));
    });

    test('is saved as the file that it is', async () => {
      await open('89 50 4e 47');
      const file = await save();
      expect(file).toMatch(/connection-3-frame-\d+.*\.png$/);
      expect((await readFile(file)).toString('base64')).toBe(PNG);
    });

    test('of twelve megabytes of JSON is parsed when one asks for it', async () => {
      await runInPage(`forms.send('[' + '{"tick":1},'.repeat(1100000) + '1]')`);
      await panel.waitFor(`[role="grid"][aria-label="${live}"][aria-rowcount="9"]`, { timeout: 60_000 });
      await openRow(panel, live, '12 MB');
      await openTab(panel, 'JSON');
      await panel.waitFor(
        () => {
          const button = [...document.querySelectorAll('button')].find(
            (one) => one.textContent === 'Read it as a tree',
          );
          button?.click();
          return document.querySelector('[role="tree"]');
        },
        { timeout: 60_000 },
      );
    });

    test('is closed, and the list keeps its place', async () => {
      await panel.click('[aria-label="Close the payload"]');
      await panel.waitFor(() => !document.querySelector('[aria-label="Payload"]'));
      expect((await readGrid(panel, live)).length).toBe(8);
    });
  });

  test('requests and replies lead to each other, and operations stand with their frames beneath', async () => {
    const label = 'Frames of connection 4';
    await runInPage(`const rpc = new WebSocket(${JSON.stringify(`${playground.sockets}/echo?rpc`)});
      const say = (message) => rpc.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
      rpc.onopen = () => {
        for (let id = 1; id <= 3; id++) say({ id, method: 'price.get', params: { id } });
        for (let id = 1; id <= 2; id++) say({ id, result: id });
      };`);
    await openRow(panel, CONNECTIONS, 'rpc');
    await panel.waitFor(`[role="grid"][aria-label="${label}"][aria-rowcount="11"]`, { timeout: 60_000 });
    // What the echo server sends back asks the page, and answers it.
    await panel.waitFor('[aria-label^="To the reply"]');
    await panel.click('[aria-label^="To the reply"]');
    await panel.waitFor('[aria-label="Payload"]');
    await panel.waitFor(() =>
      document.querySelector('[aria-label="Payload"]')?.textContent?.includes(' before'),
    );
    expect((await readGrid(panel, label)).filter((row) => row.Data?.includes('no reply yet'))).not.toEqual(
      [],
    );
    await panel.waitFor(() => {
      const choice = [...document.querySelectorAll('label')].find((one) =>
        one.textContent?.startsWith('by operation'),
      );
      const box = choice?.querySelector('input');
      if (box && !box.checked) box.click();
      return box;
    });
    const operations = 'Operations of connection 4';
    await panel.waitFor(`[role="treegrid"][aria-label="${operations}"] [aria-level="2"]`);
    const rows = await readGrid(panel, operations);
    expect(rows.filter((row) => row.State === 'answered').length).toBeGreaterThan(1);
    expect(rows.filter((row) => row.State === 'waiting').length).toBeGreaterThan(0);
    await panel.click('[aria-label="Close the payload"]');
  });

  test('reconnects to one address are one row that opens', async () => {
    // The waits that grow are the page's own: they are what is drawn.
    await runInPage(`let tries = 0;
      const again = () => {
        const socket = new WebSocket(${JSON.stringify(`${playground.sockets}/close/4000`)} + '?try=' + ++tries);
        socket.onclose = () => tries < 4 && setTimeout(again, 120 * tries);
      };
      again();`);
    await panel.waitFor(() =>
      [...document.querySelectorAll('[aria-label="WebSocket connections"] [role="row"]')].some((row) =>
        row.textContent?.includes('×4'),
      ),
    );
    const closed = async () =>
      (await readGrid(panel, CONNECTIONS)).filter((row) => row.Code === '4000').length;
    await expect.poll(closed, SOON).toBe(1);
    await panel.click('[aria-label="Show earlier attempts"]');
    await expect.poll(closed, SOON).toBe(4);
    await openRow(panel, CONNECTIONS, 'try=2');
    await openTab(panel, 'Life');
    await panel.waitFor(() =>
      document.body.textContent?.includes('4 connections to this address, one after the other'),
    );
    await openTab(panel, 'Statistics');
    await openTab(panel, 'Frames');
  });

  test('the keys of the list copy what is chosen, and go to the query', async () => {
    await openRow(panel, CONNECTIONS, '/burst');
    await panel.waitFor(`${GRID}[aria-rowcount="5001"]`);
    await panel.evaluate((grid) => document.querySelector<HTMLElement>(grid)!.focus(), GRID);
    await panel.press('Home');
    await panel.press('ArrowDown', { shiftKey: true });
    await panel.evaluate(() =>
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: {
          writeText: async (text: string) => void Object.assign(document.body.dataset, { copied: text }),
        },
      }),
    );
    await panel.press('c', { ctrlKey: true });
    await panel.waitFor('body[data-copied]');
    expect(await panel.evaluate(() => document.body.dataset.copied)).toBe(
      '{"type":"burst","number":1}\n{"type":"burst","number":2}',
    );
    await panel.press('f', { ctrlKey: true });
    expect(await panel.evaluate(() => document.activeElement?.id)).toBe('filter');
  });

  test('a muted connection counts its frames and keeps none, until it is heard again', async () => {
    await openRow(panel, CONNECTIONS, '1,105 ↑1,105 ↓');
    await panel.click('[aria-label^="Mute: count"]');
    await runInPage(`for (let k = 1; k <= 7; k++) live.send('unheard ' + k)`);
    await panel.waitFor(() => document.body.textContent?.includes('muted, 14 frames went by'));
    await openRow(panel, CONNECTIONS, '1,112 ↑1,112 ↓');
    await panel.click('[aria-label^="Muted: its frames"]');
    await runInPage(`live.send('heard again')`);
    const list = 'Frames of connection 2';
    await panel.waitFor(`[role="grid"][aria-label="${list}"][aria-rowcount="2213"]`);
    await expect.poll(async () => (await readGrid(panel, list)).at(-1)?.Data, SOON).toBe('heard again');
  });

  test('a payload of a hundred megabytes is whole, text or bytes, and saved byte for byte', async () => {
    const size = 100_000_000;
    await runInPage(`const large = new WebSocket(${JSON.stringify(`${playground.sockets}/large?bytes=${size}`)});
      large.onmessage = () => {
        const bytes = new Uint8Array(${size});
        for (let at = 0; at < bytes.length; at++) bytes[at] = at * 31 + (at >> 8);
        large.send(new Blob([bytes]));
        large.send(bytes.buffer.slice(0, ${size / 5}));
      };`);
    await openRow(panel, CONNECTIONS, '2 ↑1 ↓');
    const frame = async (number: number) => {
      await panel.waitFor('[role="grid"][aria-label^="Frames of connection"][aria-rowcount="4"]');
      await panel.evaluate((at) => {
        const row = document.querySelector<HTMLElement>(
          `[role="grid"][aria-label^="Frames of connection"] [aria-rowindex="${at + 1}"]`,
        )!;
        row.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
        row.click();
      }, number);
    };
    const shows = (text: string) =>
      panel.waitFor((wanted: string) => document.body.textContent?.includes(wanted), {
        args: [text],
        timeout: 60_000,
      });
    const sum = async () =>
      createHash('sha256')
        .update(await readFile(await save(true)))
        .digest('hex');
    await frame(1);
    await openTab(panel, 'Text');
    await shows('100,000,000 characters');
    const line = 'The quick brown fox jumps over the lazy dog. ';
    const text = line.repeat(Math.ceil(size / line.length)).slice(0, size);
    expect(await sum()).toBe(createHash('sha256').update(text).digest('hex'));
    const bytes = Buffer.alloc(size);
    for (let at = 0; at < size; at++) bytes[at] = at * 31 + (at >> 8);
    const wanted = createHash('sha256').update(bytes).digest('hex');
    await frame(2);
    await openTab(panel, 'Hex');
    await panel.waitFor('[role="grid"][aria-label="100,000,000 bytes in hex"]', { timeout: 60_000 });
    expect(await sum()).toBe(wanted);
    await frame(3);
    await panel.waitFor('[role="grid"][aria-label="20,000,000 bytes in hex"]', { timeout: 60_000 });
  }, 180_000);

  test('pausing counts what goes by; going on shows it', async () => {
    await panel.click('[aria-label^="Pause:"]');
    await runInPage(`for (let k = 1; k <= 6; k++) live.send('while paused ' + k)`);
    await panel.waitFor(() => document.body.textContent?.includes('paused, 12 went by'));
    await panel.click('[aria-label="Go on"]');
    await openRow(panel, CONNECTIONS, '1,119 ↑1,119 ↓');
  });

  test.runIf(kind === 'chromium')('a line of the initiator’s stack opens in Sources', async () => {
    await openRow(panel, CONNECTIONS, '/burst');
    await openTab(panel, 'Life');
    await panel.click('[aria-label="Call stack"] button');
    await waitFor(async () => (await panel.tool!()) === 'sources', { what: 'Sources in front' });
  });

  test('what was seen outlives a navigation while it is preserved, and goes with the page where it is not', async () => {
    // Wide, the headings of the halves count.
    await panel.screenshot(`.output/wide-${kind}.png`, { width: 1400, height: 900 });
    await page.goto(playground.socketsPage);
    await page.click('#burst');
    await page.waitFor('body[data-received="5000"]', { timeout: 60_000 });
    const count = () =>
      panel.evaluate(() =>
        Number(document.querySelector('[data-tour="sockets"]')?.textContent?.replace(/\D/g, '')),
      );
    await expect.poll(count, SOON).toBeGreaterThan(1);
    await panel.evaluate(() =>
      [...document.querySelectorAll('label')]
        .find((one) => one.textContent === 'Preserve')!
        .querySelector('input')!
        .click(),
    );
    await page.goto(playground.socketsPage);
    await page.click('#burst');
    await expect.poll(count, SOON).toBe(1);
  });

  test('what is cleared is held by nothing that was drawn', async () => {
    const list = '[role="grid"][aria-label^="Frames of connection"]';
    await openRow(panel, CONNECTIONS, '/burst');
    await openTab(panel, 'Frames');
    // Draws everything anew, which from then on changes in parts only.
    await panel.fill('#filter', 'nothing answers this');
    await panel.waitFor(`${list}[aria-rowcount="1"]`);
    await panel.fill('#filter', '');
    await panel.waitFor(`${list}[aria-rowcount="5001"] [role="gridcell"]`);
    await panel.evaluate((grid) => document.querySelector<HTMLElement>(grid)!.focus(), list);
    await panel.press('Home');
    await panel.waitFor(`${list} [aria-rowindex="2"][aria-selected="true"]`);
    await panel.evaluate((grid) => {
      // Its listeners hold which frames it shows.
      Object.assign(globalThis, { seen: new WeakRef(document.querySelector(grid)!) });
    }, list);
    await panel.click('[aria-label^="Clear;"]');
    await panel.waitFor(() => !document.body.textContent?.includes('5,000'));
    const { memory } = panel;
    if (!memory) return;
    const isHeld = () =>
      panel.evaluate(() => (globalThis as unknown as { seen: WeakRef<Element> }).seen.deref() !== undefined);
    await expect.poll(() => memory().then(isHeld), SOON).toBe(false);
  });
});
