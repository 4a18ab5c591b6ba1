import { expect, test } from 'vitest';
import type { InspectedResource } from '@/utils/capture/first-resource';
import { createHarReader } from '@/utils/capture/har-bodies';
import type { HarEntry } from '@/utils/capture/har-entries';
import type { FoundBody, WantedBody } from '@/utils/transport/messages';

const AT = Date.UTC(2026, 0, 1, 0, 0, 0, 500);

const settled = () => new Promise((resolve) => setImmediate(resolve));

interface EntryParts {
  url?: string;
  at?: number;
  text?: string;
  type?: string;
  content?: string | null | undefined | 'never';
  encoding?: string;
}

function entry({ url, at, text, type, encoding, ...more }: EntryParts = {}): HarEntry {
  const content = 'content' in more ? more.content : '{}';
  return {
    startedDateTime: new Date(at ?? AT).toISOString(),
    request: {
      url: url ?? 'https://as.test/token',
      method: 'POST',
      ...(text !== undefined && { postData: { text } }),
    },
    response: { content: { mimeType: 'application/json', size: 2 } },
    _resourceType: type ?? 'fetch',
    getContent(callback) {
      if (content !== 'never') callback(content, encoding ?? null);
    },
  };
}

const want = (more: Partial<WantedBody> = {}): WantedBody => ({
  requestId: '1',
  hop: 0,
  url: 'https://as.test/token',
  method: 'POST',
  startedAt: AT + 1,
  ...more,
});

function reader({ getHARTakes = 0 } = {}) {
  const listings: ((entries: HarEntry[]) => void)[] = [];
  const found: FoundBody[] = [];
  const timers: { callback: () => void; delay: number }[] = [];
  let time = 0;
  const { read } = createHarReader({
    network: {
      getHAR: (callback) =>
        void listings.push((entries) => {
          time += getHARTakes;
          callback({ entries });
        }),
    },
    found: (bodies) => found.push(...bodies),
    later: (callback, delay) => void timers.push({ callback, delay }),
    now: () => time,
  });
  const list = async (...entries: HarEntry[]) => {
    listings.at(-1)!(entries);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const runTimers = async () => {
    for (const { callback } of timers.splice(0)) callback();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { read, list, found, listings, timers, runTimers };
}

test('nothing is listed until a body is asked for, and several are read from one listing', async () => {
  const { read, list, found, listings, runTimers } = reader();
  expect(listings).toHaveLength(0);
  read([want(), want({ requestId: '2', url: 'https://as.test/me' })]);
  expect(listings).toHaveLength(1);
  read([want({ requestId: '3' })]);
  await list(entry(), entry({ url: 'https://as.test/me', content: '{"sub":"ada"}' }));
  expect(listings).toHaveLength(1);
  const body = (text: string) => ({ state: 'text', text, mime: 'application/json', size: 2 });
  expect(found).toEqual([
    { requestId: '1', hop: 0, body: body('{}') },
    { requestId: '2', hop: 0, body: body('{"sub":"ada"}') },
  ]);
  await runTimers();
  expect(listings).toHaveLength(2);
});

test.each([
  ['an entry that DevTools has forgotten', entry({ content: undefined }), 'url-changed'],
  ['a body that the browser does not have', entry({ content: null }), 'not-kept'],
  ['an entry that is not listed', entry({ url: 'https://as.test/other' }), 'page-left'],
  ['a preflight', entry({ type: 'preflight' }), 'page-left'],
  ['another time', entry({ at: AT + 5_000 }), 'page-left'],
])('%s gives no body, and says why', async (_, listed, reason) => {
  const { read, list, found } = reader();
  read([want()]);
  await list(listed);
  expect(found).toEqual([{ requestId: '1', hop: 0, body: { state: 'unavailable', reason } }]);
});

test('a body that DevTools never gives is waited for only so long', async () => {
  const { read, list, found, runTimers } = reader();
  read([want()]);
  await list(entry({ content: 'never' }));
  expect(found).toEqual([]);
  await runTimers();
  expect(found).toMatchObject([{ body: { reason: 'browser-error' } }]);
});

test('of two requests to one endpoint each gets the answer to its own body, or else to its time', async () => {
  const { read, list, found } = reader();
  const form = (code: string) => ({ state: 'form', fields: [['code', code]] }) as const;
  read([
    want({ requestId: 'a', body: form('A'), startedAt: AT + 2 }),
    want({ requestId: 'b', body: form('B'), startedAt: AT + 2 }),
    want({ requestId: 'c', url: 'https://as.test/me', startedAt: AT + 40 }),
    want({ requestId: 'd', url: 'https://as.test/me', startedAt: AT }),
  ]);
  await list(
    entry({ text: 'code=B', content: 'to B' }),
    entry({ text: 'code=A', content: 'to A' }),
    entry({ url: 'https://as.test/me', at: AT + 1, content: 'to D' }),
    entry({ url: 'https://as.test/me', at: AT + 38, content: 'to C' }),
  );
  const texts = Object.fromEntries(
    found.map(({ requestId, body }) => [requestId, body.state === 'text' && body.text]),
  );
  expect(texts).toEqual({ a: 'to A', b: 'to B', c: 'to C', d: 'to D' });
});

test('base64 is decoded as UTF-8', async () => {
  const { read, list, found } = reader();
  read([want()]);
  const content = btoa(String.fromCharCode(...new TextEncoder().encode('"ë"')));
  await list(entry({ content, encoding: 'base64' }));
  expect(found).toMatchObject([{ body: { text: '"ë"' } }]);
});

test.each([
  [300, 300],
  [2_000, 1_000],
])('a listing that took %i ms is followed by a rest of %i ms', async (took, rest) => {
  const { read, list, timers } = reader({ getHARTakes: took });
  read([want()]);
  await list(entry());
  expect(timers.map(({ delay }) => delay)).toContain(rest);
});

test('the body of a first request is read without a listing, once DevTools has it', async () => {
  const found: FoundBody[] = [];
  const timers: (() => void)[] = [];
  const kept: InspectedResource[] = [];
  let listings = 0;
  const { read } = createHarReader({
    network: { getHAR: () => void listings++ },
    resources: async () => kept,
    found: (bodies) => found.push(...bodies),
    later: (callback) => void timers.push(callback),
    now: () => 0,
  });
  read([want({ first: { length: 4 } })]);
  await settled();
  expect([found, timers.length]).toEqual([[], 1]);
  kept.push({ url: 'https://as.test/token', getContent: (callback) => callback('{"a"', '') });
  timers.shift()!();
  await settled();
  expect(found).toEqual([{ requestId: '1', hop: 0, body: { state: 'text', text: '{"a"' } }]);
  expect([listings, timers.length]).toEqual([0, 0]);
});

test('of one that DevTools does not have, or has with another length, nothing is said: it is listed later', async () => {
  const found: FoundBody[] = [];
  let timers: (() => void)[] = [];
  const { read } = createHarReader({
    network: { getHAR() {} },
    resources: async () => [
      { url: 'https://as.test/token', getContent: (callback) => callback('another', '') },
    ],
    found: (bodies) => found.push(...bodies),
    later: (callback) => void timers.push(callback),
    now: () => 0,
  });
  read([want({ first: { length: 4 } })]);
  await settled();
  for (let tries = 0; timers.length > 0; tries++) {
    expect(tries).toBeLessThan(6);
    const due = timers;
    timers = [];
    for (const run of due) run();
    await settled();
  }
  expect(found).toEqual([]);
});
