// Files as other programs wrote them, of one sign-in with a socket, its expiry and the socket after it.
//
// mitmproxy.har: mitmproxy's savehar; playwright.zip: recordHar with attachments; http-toolkit.har and saml-tracer.json:
// written by the programs' own export code from the same exchanges. Bodies of pages are cut.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFiles } from '@/utils/panel/open/read';

const STEPS = [
  'authorization_interaction',
  'authorization_request',
  'authorization_response',
  'discovery',
  'refresh_request',
  'resource_request',
  'token_request',
];
const WITH_SOCKET = [...STEPS, 'websocket_use'];

async function open(folder: string, name: string) {
  const bytes = readFileSync(path.join(import.meta.dirname, folder, name));
  const read = await readFiles([new File([bytes], name)]);
  if (!read.ok) throw new Error(read.error);
  const { session, frames } = read.fold;
  const [flow] = session.flows;
  return {
    by: read.header.generator.name,
    note: read.note,
    flows: session.flows.map(({ grant, state }) => `${grant} ${state.phase}`),
    steps: [...new Set(flow!.steps.map(({ kind }) => kind))].sort(),
    sockets: session.sockets.map(({ url, state, sent, received }) => [
      url.slice(0, 5),
      state.phase,
      sent.frames,
      received.frames,
    ]),
    session,
    frames,
  };
}

const HARS = [
  ['./fixtures', 'mitmproxy.har', 'mitmproxy', ['open', 2, 8], ['open', 0, 1]],
  ['./fixtures', 'playwright.zip', 'Playwright', ['open', 2, 8], ['open', 0, 1]],
  ['./fixtures', 'http-toolkit.har', 'HTTP Toolkit', ['closed', 2, 8], ['closed', 0, 1]],
  ['../checks/fixtures/har', 'playwright.har', 'Playwright', ['open', 1, 7], ['open', 0, 1]],
  ['../checks/fixtures/har', 'chrome.har', 'WebInspector', ['open', 1, 8], ['open', 0, 1]],
] as const;

describe.each(HARS)('%s/%s', (folder, name, by, first, second) => {
  test('shows its sign-in, its connections and what ties them', async () => {
    const read = await open(folder, name);
    expect(read).toMatchObject({ by, note: undefined, flows: ['authorization_code complete'] });
    expect(read.steps).toEqual(expect.arrayContaining(WITH_SOCKET));
    expect(read.sockets).toEqual([
      ['ws://', ...first],
      ['ws://', ...second],
    ]);
    expect(read.session.links.map(({ socketId }) => socketId)).toEqual(
      read.session.sockets.map(({ id }) => id),
    );
    expect(read.session.stories.length).toBeGreaterThan(1);
  });

  test('has times in their order: a connection is open before its first frame, and closed after its last', async () => {
    const { session, frames } = await open(folder, name);
    for (const { id, createdAt, state } of session.sockets) {
      const times = Array.from(frames.of(id), (index) => frames.get(index)!.at);
      const openedAt = state.phase === 'open' ? state.since : (state as { openedAt?: number }).openedAt;
      expect([createdAt, openedAt, ...times]).toEqual([createdAt, openedAt!, ...times].sort((a, b) => a - b));
      if (state.phase === 'closed') expect(state.since).toBeGreaterThanOrEqual(times.at(-1)!);
    }
  });

  test('has bytes where bytes were sent', async () => {
    const { session, frames } = await open(folder, name);
    const { id } = session.sockets[0]!;
    const binary = Array.from(frames.of(id), (index) => frames.get(index)!).filter((frame) => frame.binary);
    expect(binary.map(({ size }) => size)).toEqual(first[1] === 2 ? [256, 256] : []);
  });
});

test('HTTP Toolkit’s close has its code and reason, and ends where the entry ends', async () => {
  const { session } = await open('./fixtures', 'http-toolkit.har');
  const [expired, aborted] = session.sockets;
  expect(expired!.state).toMatchObject({ phase: 'closed', code: 4401, reason: 'token expired' });
  expect('since' in expired!.state && expired!.state.since - expired!.createdAt).toBe(6_000);
  expect(aborted!.state).toMatchObject({ phase: 'closed', code: 1006, by: 'network' });
});

test('SAML-tracer’s export shows the sign-in that it carries, without what it does not hold', async () => {
  const { by, flows, steps, session } = await open('./fixtures', 'saml-tracer.json');
  expect(by).toBe('SAML-tracer');
  // It holds no response bodies: tokens are known by their use alone.
  expect(flows).toHaveLength(1);
  expect(flows[0]).toMatch(/^authorization_code/);
  expect(steps).toEqual(
    expect.arrayContaining(['authorization_request', 'authorization_response', 'token_request']),
  );
  expect(session.marks.map(({ text }) => text)).toEqual([expect.stringMatching(/no times/)]);
});

/**
 * A HAR in the form in which Proxyman 2.31 writes its own, as the tests of its code generators have it: an offset
 * without a colon, no resource type, timings that all but one say nothing, `null` where there are no messages, and
 * WebSockets by the address that was asked for over HTTP.
 */
function asProxyman(text: string): string {
  const { log } = JSON.parse(text);
  const entries = log.entries.map(
    (entry: Record<string, never> & { request: { url: string } }, i: number) => {
      const { request, response, startedDateTime, time, serverIPAddress, _webSocketMessages } = entry;
      return {
        time,
        _isHTTPS: false,
        _webSocketMessages: _webSocketMessages ?? null,
        _remoteDeviceIP: null,
        timings: { connect: 1, send: -1, dns: -1, ssl: -1, wait: -1, blocked: -1, receive: -1 },
        _serverAddress: serverIPAddress,
        _isIntercepted: true,
        _id: String(i),
        serverIPAddress,
        request: { ...request, url: request.url.replace(/^ws/, 'http') },
        response,
        comment: '',
        startedDateTime: String(startedDateTime).replace('Z', '+0000'),
        cache: {},
      };
    },
  );
  return JSON.stringify({
    log: { version: '1.2', creator: { name: 'Proxyman', version: '2.31.0' }, entries },
  });
}

test('a HAR in Proxyman’s form shows its sign-in, its connections and what ties them', async () => {
  const chrome = readFileSync(path.join(import.meta.dirname, '../checks/fixtures/har/chrome.har'), 'utf8');
  const read = await readFiles([new File([asProxyman(chrome)], 'proxyman.har')]);
  if (!read.ok) throw new Error(read.error);
  expect(read.header.generator).toEqual({ name: 'Proxyman', version: '2.31.0' });
  const { flows, sockets, links, stories } = read.fold.session;
  expect(flows.map(({ grant, state }) => `${grant} ${state.phase}`)).toEqual(['authorization_code complete']);
  expect(sockets.map(({ sent, received }) => [sent.frames, received.frames])).toEqual([
    [1, 8],
    [0, 1],
  ]);
  expect(links.map(({ socketId }) => socketId)).toEqual(sockets.map(({ id }) => id));
  expect(stories.length).toBeGreaterThan(1);
});
