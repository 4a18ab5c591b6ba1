import { describe, expect, test } from 'vitest';
import { createHarSockets, type HarSocketEntry, type KnownSocket } from '@/utils/capture/har-sockets';
import { createSessionFold } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';

const BASE = 'chrome-extension://us/';
const AT = Date.UTC(2026, 0, 1);
const LATER = AT + 60_000;

function entry({ accept = 'A=', script = 'https://app.test/worker.js', texts = ['hi'], ended = false } = {}) {
  const frame = { functionName: '', url: script, lineNumber: 4, columnNumber: 9 };
  return {
    startedDateTime: new Date(AT).toISOString(),
    time: ended ? 5_000 : 20,
    timings: { wait: 20 },
    request: { url: 'wss://api.test/ws', headers: [{ name: 'Sec-WebSocket-Protocol', value: 'a, b' }] },
    response: {
      status: 101,
      statusText: 'Switching Protocols',
      headers: [
        { name: 'Sec-WebSocket-Accept', value: accept },
        { name: 'Sec-WebSocket-Protocol', value: 'b' },
      ],
    },
    _initiator: { stack: { callFrames: [frame] } },
    _webSocketMessages: texts.map((data, i) => ({
      type: i % 2 ? 'receive' : 'send',
      time: (AT + 100 + i) / 1_000,
      opcode: 1,
      data,
    })),
  } satisfies HarSocketEntry;
}

const nobody = () => undefined;
const kinds = (observations: Observation[]) => observations.map(({ kind }) => kind);

test("a worker's connection becomes one with its handshake, its frames and its end", () => {
  const fold = createSessionFold();
  const sockets = createHarSockets(BASE);
  fold.apply(sockets.read([entry({ texts: ['hi', 'you'] })], nobody, LATER));
  expect(sockets.open).toBe(1);
  const [socket] = fold.session.sockets;
  expect(fold.session.sockets).toHaveLength(1);
  expect(socket).toMatchObject({
    url: 'wss://api.test/ws',
    source: 'devtools.network',
    framesVisible: true,
    protocols: ['a', 'b'],
    protocol: 'b',
    stack: expect.stringContaining('https://app.test/worker.js:5:10'),
    state: { phase: 'open', since: AT + 20 },
    handshake: { joinedBy: 'accept', status: 101 },
    sent: { frames: 1, bytes: 2 },
    received: { frames: 1, bytes: 3 },
  });
  fold.apply(sockets.read([entry({ texts: ['hi', 'you'], ended: true })], nobody, LATER));
  expect(fold.session.sockets[0]).toMatchObject({
    endInferredFrom: 'devtools',
    state: { phase: 'closed', since: AT + 5_000, by: 'unknown' },
  });
  expect(sockets.open).toBe(0);
});

test('each listing tells only what is new in it', () => {
  const sockets = createHarSockets(BASE);
  sockets.read([entry({ texts: ['one', 'two'] })], nobody, LATER);
  const more = sockets.read([entry({ texts: ['one', 'two', 'three'] })], nobody, LATER);
  expect(more).toMatchObject([{ kind: 'socket-frames', seqs: [2], payloads: ['three'] }]);
  expect(sockets.read([entry({ texts: ['one', 'two', 'three'] })], nobody, LATER)).toEqual([]);
  sockets.restart();
  expect(kinds(sockets.read([entry()], nobody, LATER))).toContain('socket-created');
});

test('it takes the handshake that webRequest saw, and stands where that says', () => {
  const place = { tabId: 7, frameId: 0 };
  const header = { name: 'sec-websocket-accept', value: 'A=' };
  const fold = createSessionFold();
  const hop = { place, requestId: '5', hop: 0 };
  fold.apply([
    { kind: 'request-started', at: AT, ...hop, url: 'wss://api.test/ws', method: 'GET', type: 'websocket' },
    { kind: 'response-started', at: AT + 19, ...hop, status: 101, headers: [header] },
  ]);
  expect(fold.session.sockets).toMatchObject([{ framesVisible: false }]);
  const known = (): KnownSocket => ({ place, hooked: false });
  fold.apply(createHarSockets(BASE).read([entry()], known, LATER));
  expect(fold.session.sockets).toHaveLength(1);
  expect(fold.session.sockets).toMatchObject([
    { framesVisible: true, place, handshake: { exchangeId: '5:0', joinedBy: 'accept' } },
  ]);
});

describe('is left alone:', () => {
  const hooked = (): KnownSocket => ({ place: { tabId: 7, frameId: 0 }, hooked: true });

  test.each([
    ['a connection that a hook reported', entry(), hooked, LATER],
    ["one whose constructor's stack begins in our hook", entry({ script: '<anonymous>' }), nobody, LATER],
    ['one whose stack names our files', entry({ script: `${BASE}hook.js` }), nobody, LATER],
    ['one without a stack', { ...entry(), _initiator: {} }, nobody, LATER],
    [
      'one that was not accepted',
      { ...entry(), response: { status: 401, statusText: '', headers: [] } },
      nobody,
      LATER,
    ],
    ['one so new that webRequest may yet tell of it', entry(), nobody, AT + 100],
  ] as const)('%s', (_, listed, known, now) => {
    expect(createHarSockets(BASE).read([listed], known, now)).toEqual([]);
  });
});

test('binary messages are bytes, and what is no base64 stays as it came', () => {
  const binary = (data: string) => ({ type: 'receive', time: AT / 1_000, opcode: 2, data });
  const listed = { ...entry(), _webSocketMessages: [binary('AQID'), binary('*')] };
  const batch = createHarSockets(BASE)
    .read([listed], nobody, LATER)
    .find(({ kind }) => kind === 'socket-frames');
  expect(batch).toMatchObject({ flags: [2, 0], sizes: [3, 1], payloads: [new Uint8Array([1, 2, 3]), '*'] });
});

describe('a WebSocketStream that the hook reported', () => {
  const place = { tabId: 1, frameId: 0 };
  const id = 'r-1.3' as const;
  const created: Observation = {
    kind: 'socket-created',
    at: AT,
    place,
    socket: id,
    url: 'wss://api.test/ws',
    protocols: [],
    api: 'WebSocketStream',
  };
  const known = () => ({ place, hooked: true, stream: id });

  test('has its frames from DevTools, each once, and stays one connection', () => {
    const fold = createSessionFold();
    const sockets = createHarSockets(BASE);
    fold.apply([created]);
    expect(fold.session.sockets[0]).toMatchObject({ framesVisible: false, unseenReason: 'stream' });
    fold.apply(sockets.read([entry({ texts: ['hi'] })], known, LATER));
    fold.apply(sockets.read([entry({ texts: ['hi', 'you'], ended: true })], known, LATER));
    expect(fold.session.sockets).toHaveLength(1);
    expect(fold.session.sockets[0]).toMatchObject({
      id,
      framesVisible: true,
      framesFrom: 'devtools.network',
      sent: { frames: 1, bytes: 2 },
      received: { frames: 1, bytes: 3 },
      state: { phase: 'connecting' },
    });
    expect(fold.session.sockets[0]!.unseenReason).toBeUndefined();
  });

  test('keeps the listings coming while it is open', () => {
    const sockets = createHarSockets(BASE);
    sockets.read([entry()], known, LATER);
    expect(sockets.open).toBe(1);
    sockets.read([entry({ ended: true })], known, LATER);
    expect(sockets.open).toBe(0);
  });
});
