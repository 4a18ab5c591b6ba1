import { describe, expect, test } from 'vitest';
import { readHar, writeHar } from '@/utils/exchange';
import type { HarEntry } from '@/utils/exchange/har';
import { batchesOf, createSessionFold, placesOf } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import type { Socket } from '@/utils/websocket/model';
import { closed, created, handshake, opened, T0 } from '../support/journal';
import { signIn } from '../support/sign-in';

function fold(observations: readonly Observation[]) {
  const session = createSessionFold();
  session.apply(observations);
  return session;
}

function write(observations: readonly Observation[]): { text: string; entries: HarEntry[] } {
  const { session, frames, journal } = fold(observations);
  const places = placesOf(journal);
  const batches = (socket: Socket) => batchesOf(frames, Array.from(frames.of(socket.id)), places);
  const text = [
    ...writeHar({ session, batches }, { generator: { name: 'Handshake', version: '1.0.0' } }),
  ].join('');
  return { text, entries: (JSON.parse(text) as { log: { entries: HarEntry[] } }).log.entries };
}

function read(text: string, attachments?: ReadonlyMap<string, string>) {
  const result = readHar(text, attachments);
  if (!result.ok) throw new Error(result.error);
  return fold(result.observations);
}

/** A socket's entry as other programs write it, with these members. */
function foreign(entry: Record<string, unknown>, status = 101): string {
  const base = {
    startedDateTime: new Date(T0).toISOString(),
    time: 500,
    request: {
      method: 'GET',
      url: 'wss://api.example/live',
      headers: [{ name: 'Sec-WebSocket-Protocol', value: 'a, b' }],
    },
    response: {
      status,
      statusText: '',
      headers: [{ name: 'sec-websocket-protocol', value: 'b' }],
      content: {},
    },
    timings: { blocked: -1, send: 0, wait: 20, receive: 3 },
    _resourceType: 'websocket',
  };
  return JSON.stringify({ log: { version: '1.2', entries: [{ ...base, ...entry }] } });
}

describe('HAR out', () => {
  test('has every member that HAR 1.2 demands of an entry', () => {
    const { text, entries } = write(signIn());
    expect(JSON.parse(text).log).toMatchObject({
      version: '1.2',
      creator: { name: 'Handshake', version: '1.0.0' },
    });
    expect(entries).toHaveLength(9);
    for (const entry of entries) {
      expect(entry).toMatchObject({
        startedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        time: expect.any(Number),
        request: {
          method: expect.any(String),
          url: expect.any(String),
          httpVersion: expect.any(String),
          cookies: expect.any(Array),
          headers: expect.any(Array),
          queryString: expect.any(Array),
          headersSize: expect.any(Number),
          bodySize: expect.any(Number),
        },
        response: {
          status: expect.any(Number),
          statusText: expect.any(String),
          content: { size: expect.any(Number), mimeType: expect.any(String) },
          redirectURL: expect.any(String),
        },
        cache: {},
        timings: { send: expect.any(Number), wait: expect.any(Number), receive: expect.any(Number) },
      });
    }
  });

  test('has frames as Chrome writes them, in seconds, and the close as HTTP Toolkit does', () => {
    const socket = write(signIn()).entries.find(({ _webSocketMessages }) => _webSocketMessages);
    expect(socket).toMatchObject({
      _resourceType: 'websocket',
      response: { status: 101 },
      _webSocketClose: { code: 4401, reason: 'token expired', timestamp: (T0 + 62_200) / 1000 },
    });
    expect(socket!._webSocketMessages!.map(({ type, time, opcode }) => ({ type, time, opcode }))).toEqual([
      { type: 'send', time: (T0 + 2_012) / 1000, opcode: 1 },
      { type: 'receive', time: (T0 + 2_014) / 1000, opcode: 1 },
      { type: 'receive', time: (T0 + 2_016) / 1000, opcode: 2 },
    ]);
    expect(atob(socket!._webSocketMessages![2]!.data)).toContain('\u0001bin ');
  });

  test('says "aborted" where no Close frame came', () => {
    const { entries } = write([
      created('r.1', 0),
      ...handshake('1', 1, { status: 101 }),
      opened('r.1', 5),
      closed('r.1', 9, 1006),
    ]);
    expect(entries).toMatchObject([{ _webSocketClose: 'aborted' }]);
  });
});

describe('HAR in', () => {
  test('of our own gives the same flows, stories and frames', () => {
    const before = fold(signIn());
    const after = read(write(signIn()).text);
    const told = ({ session }: typeof before) => ({
      stories: session.stories.map(({ kind, text, confidence }) => ({ kind, text, confidence })),
      flows: session.flows.map(({ grant, state, pkce, steps }) => ({
        grant,
        state: state.phase,
        verified: pkce?.verified,
        steps: steps.map(({ kind, number, join }) => ({ kind, number, join })),
      })),
      sockets: session.sockets.map(({ url, state, sent, received }) => ({
        url,
        phase: state.phase,
        sent,
        received,
      })),
    });
    expect(told(after)).toEqual(told(before));
    expect(after.frames.get(2)?.payload).toEqual(before.frames.get(2)?.payload);
  });

  test('of Chrome: frames in seconds, base64 for binary, an unknown time is that of the frame before', () => {
    const { session, frames } = read(
      foreign({
        _webSocketMessages: [
          { type: 'send', time: T0 / 1000 + 0.1, opcode: 1, data: 'hi' },
          { type: 'receive', time: -1, opcode: 2, data: 'AP+A' },
        ],
      }),
    );
    expect(session.sockets).toMatchObject([
      {
        url: 'wss://api.example/live',
        protocols: ['a', 'b'],
        protocol: 'b',
        state: { phase: 'open', since: T0 + 20 },
        handshake: { status: 101 },
      },
    ]);
    expect(frames.get(0)).toMatchObject({ sent: true, at: T0 + 100, payload: 'hi' });
    expect(frames.get(1)).toMatchObject({
      sent: false,
      at: T0 + 100,
      payload: new Uint8Array([0, 255, 128]),
    });
  });

  test('of Playwright: milliseconds, frames in an attached file', () => {
    const text = foreign({ response: { status: 101, headers: [], content: { _file: 'abc.jsonl' } } });
    const lines = `{"type":"send","time":${T0 + 7},"opcode":1,"data":"a"}\nbroken\n{"type":"error","time":${T0 + 9}}\n`;
    const { session, frames } = read(text, new Map([['abc.jsonl', lines]]));
    expect(frames.length).toBe(1);
    expect(frames.get(0)).toMatchObject({ at: T0 + 7, payload: 'a' });
    expect(session.sockets[0]).toMatchObject({ erroredAt: T0 + 9 });
  });

  test('of Chrome: a form is read from its text, for its params are still encoded', () => {
    const postData = {
      mimeType: 'application/x-www-form-urlencoded',
      text: 'redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=a+b',
      params: [{ name: 'redirect_uri', value: 'https%3A%2F%2Fapp.example%2Fcallback' }],
    };
    const request = { method: 'POST', url: 'https://as.example/token', headers: [], postData };
    const [exchange] = read(foreign({ request, _resourceType: 'fetch' }, 200)).session.exchanges.values();
    expect(exchange?.requestBody).toEqual({
      state: 'form',
      fields: [
        ['redirect_uri', 'https://app.example/callback'],
        ['scope', 'a b'],
      ],
    });
  });

  test('of HTTP Toolkit: the close', () => {
    const close = { code: 4000, reason: 'bye', timestamp: (T0 + 90) / 1000 };
    expect(read(foreign({ _webSocketClose: close })).session.sockets[0]?.state).toMatchObject({
      phase: 'closed',
      since: T0 + 90,
      code: 4000,
      reason: 'bye',
      by: 'server',
    });
    expect(read(foreign({ _webSocketClose: 'aborted' })).session.sockets[0]?.state).toMatchObject({
      phase: 'closed',
      code: 1006,
      by: 'network',
    });
  });

  test('a refused handshake never opened', () => {
    expect(read(foreign({}, 401)).session.sockets[0]).toMatchObject({
      state: { phase: 'failed', by: 'server' },
      handshake: { status: 401 },
    });
  });

  test('without our own members: hops of a redirect are tied, types are told from what there is', () => {
    const { entries } = write(signIn());
    for (const entry of entries) {
      delete entry._handshake;
      delete (entry as Partial<HarEntry>)._resourceType;
    }
    const { session } = read(JSON.stringify({ log: { entries } }));
    expect(session.flows.map(({ grant }) => grant)).toEqual(['authorization_code']);
    expect(session.sockets).toHaveLength(2);
    expect(session.links.length).toBeGreaterThan(1);
    const hops = [...session.exchanges.values()].map(({ hop }) => hop);
    expect(hops.filter((hop) => hop === 1)).toHaveLength(2);
  });

  test.each([
    ['', 'not JSON'],
    ['{}', 'no log.entries'],
    ['{"log":{"entries":[null,7,{}]}}', 'none with a request'],
  ])('%s is told to be none', (text, error) => {
    expect(readHar(text)).toEqual({ ok: false, error: expect.stringContaining(error) });
  });

  test('hostile members neither throw nor are believed', () => {
    const text = foreign({
      _handshake: { requestId: {}, place: '__proto__' },
      _webSocketMessages: [null, 'x', { time: 'now', data: 7 }],
      timings: null,
      response: [],
    });
    expect(read(text.replace('"entries":', '"__proto__":{"a":1},"entries":')).session.sockets).toHaveLength(
      1,
    );
  });
});
