import { expect, test } from 'vitest';
import { type HarEntry, watchHarBodies } from '@/utils/capture/har-bodies';

function entry(
  more: { url?: string; type?: string; text?: string; content?: string | null; encoding?: string } = {},
) {
  let reads = 0;
  const har: HarEntry & { reads(): number } = {
    startedDateTime: '2026-01-01T00:00:00.500Z',
    request: {
      url: more.url ?? 'https://as.test/token',
      method: 'POST',
      headers: [],
      postData: { text: more.text ?? 'grant_type=refresh_token' },
    },
    response: { status: 200, headers: [], content: { mimeType: 'application/json', size: 2 } },
    _resourceType: more.type ?? 'fetch',
    getContent(callback) {
      reads += 1;
      if (more.content !== undefined) callback(more.content, more.encoding ?? null);
    },
    reads: () => reads,
  };
  return har;
}

function watch(already: HarEntry[] = []) {
  const listeners: ((entry: HarEntry) => void)[] = [];
  const sent: unknown[] = [];
  const timers: (() => void)[] = [];
  const network = {
    onRequestFinished: {
      addListener: (listener: (entry: HarEntry) => void) => void listeners.push(listener),
    },
    getHAR: (callback: (har: { entries: HarEntry[] }) => void) => callback({ entries: already }),
  };
  const bodies = watchHarBodies(
    network,
    (observation) => sent.push(observation),
    (callback) => void timers.push(callback),
  );
  const finish = async (...entries: HarEntry[]) => {
    for (const one of entries) listeners[0]!(one);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { bodies, sent, timers, finish };
}

test('the body of a token response is handed on with what it takes to find its request', async () => {
  const { sent, finish } = watch();
  await finish(entry({ content: '{}' }));
  expect(sent).toEqual([
    {
      kind: 'response-body',
      at: Date.UTC(2026, 0, 1, 0, 0, 0, 500),
      source: 'devtools.network',
      request: {
        url: 'https://as.test/token',
        method: 'POST',
        startedAt: Date.UTC(2026, 0, 1, 0, 0, 0, 500),
      },
      body: { state: 'text', text: '{}', mime: 'application/json', size: 2 },
    },
  ]);
});

test('what is not OAuth is never read', async () => {
  const ordinary = [
    entry({ text: 'q=1', content: 'secret' }),
    entry({ type: 'websocket', url: 'wss://x.test/', content: 'frames' }),
    entry({ type: 'script', content: 'code' }),
    entry({ type: 'document', content: '<html>' }),
    entry({ type: 'preflight', content: '' }),
    entry({ url: 'https://api.test/?access_token=t', text: '', content: 'an answer to a token in use' }),
  ];
  const { sent, finish } = watch();
  await finish(...ordinary);
  expect(ordinary.map((one) => one.reads())).toEqual([0, 0, 0, 0, 0, 0]);
  expect(sent).toEqual([]);
});

test('requests that were made since DevTools opened are looked at first', async () => {
  const { sent, finish } = watch([entry({ content: '{}' })]);
  await finish();
  expect(sent).toHaveLength(1);
});

test('a body that DevTools does not have, or never gives, is not sent', async () => {
  const { sent, timers, finish } = watch();
  await finish(entry({ content: null }), entry());
  for (const timer of timers) timer();
  await finish();
  expect(sent).toEqual([]);
});

test('base64 is decoded as UTF-8', async () => {
  const { sent, finish } = watch();
  await finish(
    entry({ content: btoa(String.fromCharCode(...new TextEncoder().encode('"ë"'))), encoding: 'base64' }),
  );
  expect(sent).toMatchObject([{ body: { text: '"ë"' } }]);
});

test('endpoints that the background has learned are read from then on', async () => {
  const { bodies, sent, finish } = watch();
  const jwks = () => entry({ url: 'https://as.test/k1', text: '', content: '{"keys":[]}' });
  await finish(jwks());
  bodies.learned([['https://as.test/k1', 'jwks']]);
  await finish(jwks());
  expect(sent).toHaveLength(1);
});
