import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../axe.ts';
import { BROWSERS, type Browser, launchBrowser, type Page, type Panel } from '../drivers/index.ts';
import { openRow, openTab, readGrid } from '../panel-reader.ts';
import { startTalks, type Talk } from './talk-server.ts';

const CONNECTIONS = 'WebSocket connections';

const talks: Record<string, Talk> = {
  '/ticks': { greet: ['TICK|ACME|41.20', 'TICK|BOLT|7.05'] },
  '/prison': { greet: ['escape'] },
  '/hang': { greet: ['word 0', 'word 1', 'hang', 'word 3'] },
  '/order': { greet: [new Uint8Array([0x0a, 4, 65, 67, 77, 69, 0x10, 5])] },
};

/** Tries every way out that a worker has, and tells how each went. */
const PRISONER = (port: number) => `
const HOST = '127.0.0.1:${port}';
const fails = (start) => new Promise((resolve, reject) => start(resolve, reject));
const ways = {
  fetch: () => fetch('http://' + HOST + '/fetch', { mode: 'no-cors' }),
  xhr: () => fails((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.onload = resolve; request.onerror = () => reject(Error('error'));
    request.open('GET', 'http://' + HOST + '/xhr'); request.send();
  }),
  socket: () => fails((resolve, reject) => {
    const socket = new WebSocket('ws://' + HOST + '/socket');
    socket.onopen = resolve; socket.onerror = () => reject(Error('error'));
  }),
  events: () => fails((resolve, reject) => {
    const source = new EventSource('http://' + HOST + '/events');
    source.onopen = resolve; source.onerror = () => reject(Error('error'));
  }),
  transport: () => new WebTransport('https://' + HOST + '/transport').ready,
  imports: () => import('http://' + HOST + '/module.js'),
  worker: () => fails((resolve, reject) => {
    const worker = new Worker('http://' + HOST + '/worker.js');
    worker.onmessage = resolve; worker.onerror = () => reject(Error('error'));
  }),
  code: () => new Function('return 1')(),
  document: () => document.title,
  top: () => parent.document.title,
  extension: () => (globalThis.browser ?? globalThis.chrome).runtime.id,
  storage: () => localStorage.length,
  database: () => fails((resolve, reject) => {
    const request = indexedDB.open('x');
    request.onsuccess = resolve; request.onerror = () => reject(Error('error'));
  }),
  caches: () => caches.open('x'),
  peer: () => new RTCPeerConnection(),
};
export const title = 'Prisoner';
export const detect = ({ frames }) => frames[0]?.payload === 'escape' && { confidence: 1, rule: 'it wants out' };
export async function createDecoder() {
  const tried = await Promise.all(Object.entries(ways).map(async ([name, way]) => {
    try { await way(); return name + ' worked'; } catch (error) { return name + ' failed'; }
  }));
  return { decode: () => ({ kind: 'TRIED', summary: tried.filter((one) => one.endsWith('worked')).join() || 'nothing worked of ' + tried.length }) };
}`;

const HANGER = `
export const title = 'Hanger';
export const createDecoder = () => ({ decode({ payload }) { while (payload === 'hang'); return { kind: 'WORD', summary: 'read ' + payload }; } });`;

describe.each(BROWSERS)('decoders of the user’s own in %s', (kind) => {
  let server: Awaited<ReturnType<typeof startTalks>>;
  let browser: Browser;
  let page: Page;
  let panel: Panel;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'handshake-decoders-'));
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const reached: string[] = [];
  const outside = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end();
  }).on('upgrade', (request, socket) => {
    reached.push(request.url ?? '');
    socket.destroy();
  });
  let port = 0;

  beforeAll(async () => {
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    port = (outside.address() as AddressInfo).port;
    server = await startTalks(talks);
    browser = await launchBrowser(kind);
    page = await browser.newPage(server.page);
    panel = await page.openPanel();
    for (const path of Object.keys(talks)) {
      await page.evaluate((text) => {
        const script = document.createElement('script');
        script.textContent = text;
        document.head.append(script);
      }, server.script(path));
    }
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    outside.close();
    rmSync(folder, { recursive: true });
  });

  const press = (name: string) =>
    panel.waitFor(
      (wanted: string) => {
        const button = [...document.querySelectorAll('button')].find(
          (one) => one.textContent === wanted || one.getAttribute('aria-label') === wanted,
        );
        button?.click();
        return button;
      },
      { args: [name], what: `the button ${name}` },
    );
  const kept = () =>
    panel.evaluate(() =>
      [...document.querySelectorAll('[aria-label="Decoders of your own"] li span:first-child')].map(
        (one) => one.textContent,
      ),
    );
  async function add(source: string | undefined, title: string) {
    await press('Settings');
    await press('Decoders');
    if (source === undefined) await press('Start from an example');
    else await panel.fill('dialog textarea', source);
    await press('Add');
    await expect.poll(kept).toContain(title);
    await press('Close');
  }
  async function framesOf(path: string) {
    await openRow(panel, CONNECTIONS, path);
    await openTab(panel, 'Frames');
    return `Frames of connection ${Object.keys(talks).indexOf(path) + 1}`;
  }
  const lines = async (grid: string) => (await readGrid(panel, grid)).map((row) => row.Data);
  const readAs = (value: string) =>
    panel.waitFor(
      (wanted: string) => {
        const select = [...document.querySelectorAll('select')].find((one) =>
          one.closest('label')?.textContent?.startsWith('Read as'),
        );
        const option = [...(select?.options ?? [])].find((one) => one.textContent === wanted);
        if (!select || !option) return false;
        select.value = option.value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      },
      { args: [value], what: `to read as ${value}` },
    );

  test('the example is added, recognises its connection by its own rule, and reads it', async () => {
    await add(undefined, 'Acme ticker');
    const grid = await framesOf('/ticks');
    await expect.poll(() => lines(grid)).toEqual(['ACME at 41.20', 'BOLT at 7.05']);
    await openRow(panel, grid, 'BOLT');
    await expect
      .poll(() => panel.text('[aria-label="Payload decoded"]'))
      .toMatch(/TICK[\s\S]*price[\s\S]*7\.05/);
    expect(await panel.text('main')).toContain('frames begin with TICK|');
  });

  test('one that wants out reaches neither the network, nor the extension, nor a document', async () => {
    await add(PRISONER(port), 'Prisoner');
    const grid = await framesOf('/prison');
    await expect.poll(() => lines(grid)).toEqual(['nothing worked of 15']);
    expect(reached).toEqual([]);
  });

  test('one that hangs is ended; the frame says so, and the others are read', async () => {
    await add(HANGER, 'Hanger');
    const grid = await framesOf('/hang');
    await readAs('Hanger');
    await expect
      .poll(() => lines(grid), { timeout: 60_000 })
      .toEqual(['read word 0', 'read word 1', 'hang', 'read word 3']);
    await openRow(panel, grid, 3);
    await openTab(panel, 'Decoded');
    await expect
      .poll(() => panel.text('[aria-label="Payload decoded"]'))
      .toContain('not decoded: it took longer than 5 seconds');
  });

  test('a module is loaded from its file, and from one that is dropped', async () => {
    await press('Settings');
    await press('Decoders');
    const module = (title: string) =>
      `export const title = '${title}';\nexport const createDecoder = () => ({ decode() {} });`;
    const written = () =>
      panel.evaluate(() => document.querySelector<HTMLTextAreaElement>('dialog textarea')?.value);
    await panel.upload('dialog input[accept*=".mjs"]', file('loaded.mjs', module('Loaded')));
    await expect.poll(written).toBe(module('Loaded'));
    await press('Add');
    await expect.poll(kept).toContain('Loaded');
    const drop = (text: string) =>
      panel.evaluate((source) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([source], 'dropped.js'));
        const area = document.querySelector('dialog textarea')!;
        area.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      }, text);
    await drop(module('Dropped'));
    await expect.poll(written).toBe(module('Dropped'));
    await press('Add');
    await expect.poll(kept).toContain('Dropped');
    await drop(' '.repeat(800_000));
    await expect
      .poll(() => panel.text('dialog [role="alert"]'))
      .toBe('Not added: it is longer than 262144 characters');
    await press('Close');
  });

  test('a module that is no decoder is refused with the reason', async () => {
    await press('Settings');
    await press('Decoders');
    for (const [source, why] of [
      ['export const title = 1;', 'it exports no function createDecoder'],
      ['this is not JavaScript', ''],
    ] as const) {
      await panel.fill('dialog textarea', source);
      await press('Add');
      await expect.poll(() => panel.text('dialog [role="alert"]')).toContain(`Not added: ${why}`);
    }
    expect(await accessibilityFaults(panel)).toEqual([]);
    await press('Close');
  });

  test('a descriptor set is loaded, and names the fields of the type that is chosen for a connection', async () => {
    const field = (name: string, number: number, type: number) => ({ name, number, type, label: 1 });
    const set = create(FileDescriptorSetSchema, {
      file: [
        {
          name: 'order.proto',
          package: 'shop',
          messageType: [{ name: 'Order', field: [field('symbol', 1, 9), field('count', 2, 5)] }],
        },
      ],
    });
    await press('Settings');
    await press('Decoders');
    await panel.upload(
      'dialog input[accept*=".proto"]',
      file('shop.binpb', toBinary(FileDescriptorSetSchema, set)),
    );
    await panel.waitFor(() => document.querySelector('dialog')?.textContent?.includes('shop.binpb'));
    await press('Close');
    const grid = await framesOf('/order');
    await readAs('Protocol Buffers');
    const choose = (label: string, option: string) =>
      panel.waitFor(
        (wanted: string, name: string) => {
          const select = [...document.querySelectorAll('select')].find((one) =>
            one.closest('label')?.textContent?.startsWith(wanted),
          );
          const found = [...(select?.options ?? [])].find((one) => one.textContent === name);
          if (!select || !found) return false;
          select.value = found.value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
          return true;
        },
        { args: [label, option], what: `${option} as ${label}` },
      );
    await choose('Schema', 'shop.binpb');
    await choose('Received as', 'shop.Order');
    await expect.poll(() => lines(grid)).toEqual(['shop.Order (symbol: ACME, count: 5)']);
  });
});
