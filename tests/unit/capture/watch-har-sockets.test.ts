import { describe, expect, test } from 'vitest';
import type { HarSocketEntry } from '@/utils/capture/har-sockets';
import { withHarSockets } from '@/utils/capture/watch-har-sockets';
import { createSessionFold } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import type { ToPanel } from '@/utils/transport/messages';

const AT = 1_000_000;
const place = { tabId: 7, frameId: 0 };

interface Listing {
  entries?: readonly HarSocketEntry[];
  /** What is observed while DevTools makes the listing. */
  meanwhile?: Observation[];
}

function watch(observations: Observation[], { entries = [], meanwhile = [] }: Listing = {}) {
  const fold = createSessionFold();
  fold.apply(observations);
  let time = AT;
  let listings = 0;
  let timers: (() => void)[] = [];
  const told: ToPanel[] = [];
  let fromPort: (message: ToPanel) => void = () => {};
  const port = withHarSockets(
    {
      subscribe(listener) {
        fromPort = listener;
        return () => {};
      },
      onState: () => () => {},
      clear() {},
      mark() {},
      close() {},
    },
    {
      network: {
        getHAR(callback) {
          listings += 1;
          fold.apply(meanwhile);
          callback({ entries });
        },
      },
      base: 'chrome-extension://us/',
      tabId: 7,
      session: () => fold.session,
      later: (callback) => void timers.push(callback),
      now: () => time,
    },
  );
  port.subscribe((message) => told.push(message));
  const seconds = (count: number) => {
    for (let second = 0; second < count; second += 1) {
      time += 1_000;
      const due = timers;
      timers = [];
      for (const run of due) run();
    }
  };
  return { port, seconds, listings: () => listings, told, say: (message: ToPanel) => fromPort(message) };
}

const request = (more: Partial<Extract<Observation, { kind: 'request-started' }>> = {}): Observation => ({
  kind: 'request-started',
  at: AT,
  place,
  requestId: '1',
  hop: 0,
  url: 'https://as.test/token',
  method: 'POST',
  type: 'xmlhttprequest',
  ...more,
});

test('without a connection that no hook reported, a listing is asked for every 15 s', () => {
  const { seconds, listings } = watch([]);
  seconds(1);
  expect(listings()).toBe(1);
  seconds(14);
  expect(listings()).toBe(1);
  seconds(1);
  expect(listings()).toBe(2);
});

test('with one, every second', () => {
  const socket = { requestId: '2', hop: 0, place };
  const { seconds, listings } = watch([
    request({ ...socket, type: 'websocket', url: 'wss://api.test/', method: 'GET' }),
    { kind: 'response-started', at: AT + 5, ...socket, status: 101, headers: [] },
  ]);
  seconds(5);
  expect(listings()).toBe(5);
});

describe('a listing of more messages than a panel takes in at once', () => {
  const frames = (count: number, size: number): Observation => ({
    kind: 'socket-frames',
    place,
    realm: 'r',
    sockets: Array(count).fill(1),
    seqs: Array.from({ length: count }, (_, at) => at),
    times: Array(count).fill(AT),
    flags: Array(count).fill(0),
    sizes: Array(count).fill(size),
    payloads: Array(count).fill(''),
  });
  const left: Observation = { kind: 'navigated', at: AT, place, url: 'https://app.test/next' };
  const told = (...observations: Observation[]): ToPanel => ({ type: 'observations', observations });
  const entry = (messages: number): HarSocketEntry => ({
    startedDateTime: new Date(AT).toISOString(),
    time: 5,
    timings: { wait: 5 },
    request: { url: 'wss://api.test/ws', headers: [] },
    response: { status: 101, statusText: '', headers: [] },
    _webSocketMessages: Array(messages).fill({ type: 'receive', time: AT / 1000, opcode: 1, data: 'tick' }),
  });

  test('is not asked for on the off-chance, which is said, and counts on', () => {
    const { port, say, seconds, listings } = watch([]);
    const put: (number | undefined)[] = [];
    port.listing.onPutOff((messages) => put.push(messages));
    say(told(frames(60_000, 200)));
    seconds(30);
    say(told(frames(40_000, 200)));
    seconds(2);
    expect(listings()).toBe(0);
    expect(put).toEqual([undefined, 60_000, 100_000]);
  });

  test('few large ones are as much', () => {
    const { say, seconds, listings } = watch([]);
    say(told(frames(1_500, 65_536)));
    seconds(30);
    expect(listings()).toBe(0);
  });

  test('is asked for when someone asks, once, and for as long as it turns out to be small', () => {
    const { port, say, seconds, listings } = watch([], { entries: [entry(100)] });
    let put: number | undefined;
    port.listing.onPutOff((messages) => {
      put = messages;
    });
    say(told(frames(200_000, 200)));
    seconds(5);
    expect([listings(), put]).toEqual([0, 200_000]);
    port.listing.look();
    expect(put).toBe(undefined);
    seconds(1);
    expect(listings()).toBe(1);
    seconds(15);
    expect([listings(), put]).toEqual([2, undefined]);
  });

  test('is offered again soon to who asked before DevTools listed what was looked for', () => {
    const { port, say, seconds, listings } = watch([], { entries: [entry(200_000)] });
    let put: number | undefined;
    port.listing.onPutOff((messages) => {
      put = messages;
    });
    say(told(frames(200_000, 200)));
    port.listing.look();
    seconds(1);
    expect([listings(), put]).toEqual([1, undefined]);
    seconds(1);
    expect([listings(), put]).toEqual([1, 200_000]);
  });

  test('what a listing had that comes from the hook only now counts once', () => {
    const { port, say, seconds } = watch([], { entries: [entry(80_000)] });
    let put: number | undefined;
    port.listing.onPutOff((messages) => {
      put = messages;
    });
    say(told(frames(70_000, 4)));
    port.listing.look();
    seconds(1);
    say(told(frames(10_000, 4)));
    seconds(20);
    expect(put).toBe(80_000);
    say(told(frames(1_000, 4)));
    seconds(1);
    expect(put).toBe(81_000);
  });

  test('is asked for while a connection is open that nothing else shows', () => {
    const socket = { requestId: '2', hop: 0, place };
    const { say, seconds, listings } = watch([
      request({ ...socket, type: 'websocket', url: 'wss://api.test/', method: 'GET' }),
      { kind: 'response-started', at: AT + 5, ...socket, status: 101, headers: [] },
    ]);
    say(told(frames(200_000, 200)));
    seconds(5);
    expect(listings()).toBe(5);
  });

  test('a page that is left takes its messages along, where DevTools does not keep its log', () => {
    const { say, seconds, listings } = watch([]);
    say(told(frames(200_000, 200)));
    say(told(frames(10, 200), { ...left, sameDocument: true }));
    say(told(frames(10, 200), { ...left, place: { tabId: 8, frameId: 0 } }));
    seconds(20);
    expect(listings()).toBe(0);
    say(told(frames(10, 200), left, frames(10, 200)));
    seconds(1);
    expect(listings()).toBe(1);
  });

  test('where DevTools keeps it, as a listing shows, it does not', () => {
    const { say, seconds, listings } = watch([], { entries: [entry(100_000)] });
    say(told(left, frames(10, 200)));
    seconds(1);
    expect(listings()).toBe(1);
    say(told(left));
    seconds(30);
    expect(listings()).toBe(1);
  });

  test('a session that is cleared has not made it less', () => {
    const { say, seconds, listings } = watch([]);
    say(told(frames(200_000, 200)));
    say({ type: 'journal', observations: [], missing: [], seq: 0 });
    seconds(30);
    expect(listings()).toBe(0);
  });
});

test('none is asked for while a body may be wanted, for ten seconds at most', () => {
  const { seconds, listings } = watch([request({ at: AT + 8_000 })]);
  seconds(10);
  expect(listings()).toBe(0);
  seconds(1);
  expect(listings()).toBe(1);
});

test('closed, it lists nothing more; what comes over the port is passed on', () => {
  const { port, seconds, listings, told, say } = watch([]);
  say({ type: 'journal', observations: [], missing: [], seq: 0 });
  expect(told).toMatchObject([{ type: 'journal' }]);
  port.close();
  seconds(60);
  expect(listings()).toBe(0);
});

describe("a page's connection whose hook reports late", () => {
  const url = 'wss://api.test/ws';
  const accepted = [{ name: 'Sec-WebSocket-Accept', value: 'A=' }];
  const hop = { requestId: '2', hop: 0, place };
  const handshake: Observation[] = [
    request({ ...hop, type: 'websocket', url, method: 'GET', at: AT + 100 }),
    { kind: 'response-started', at: AT + 105, ...hop, status: 101, headers: accepted },
  ];
  const created: Observation = {
    kind: 'socket-created',
    at: AT + 99,
    place,
    socket: 'r.1',
    url,
    protocols: [],
  };
  const entry: HarSocketEntry = {
    startedDateTime: new Date(AT + 100).toISOString(),
    time: 5,
    timings: { wait: 5 },
    request: { url, headers: [] },
    response: { status: 101, statusText: '', headers: accepted },
    _initiator: {
      stack: {
        callFrames: [{ functionName: '', url: 'https://app.test/a.js', lineNumber: 1, columnNumber: 1 }],
      },
    },
    _webSocketMessages: [],
  };
  const taken = (told: ToPanel[]) => told.filter(({ type }) => type === 'observations').length;

  test("is not taken for a worker's when the report comes while the listing is made", () => {
    const { seconds, told, listings } = watch(handshake, { entries: [entry], meanwhile: [created] });
    seconds(3);
    expect(listings()).toBeGreaterThan(0);
    expect(taken(told)).toBe(0);
  });

  test('is waited for while its handshake is not joined, and only so long', () => {
    const { seconds, told, listings } = watch([created], { entries: [entry] });
    seconds(4);
    expect(listings()).toBeGreaterThan(1);
    expect(taken(told)).toBe(0);
    seconds(4);
    expect(taken(told)).toBe(1);
  });
});

test('that a shared worker runs is told once, and again to a session that begins anew', () => {
  const script = (name: string, type: string, ...dest: string[]): HarSocketEntry => ({
    startedDateTime: new Date(AT).toISOString(),
    time: 3,
    timings: { wait: 2 },
    request: {
      url: `https://app.test/${name}.js`,
      headers: dest.map((value) => ({ name: 'Sec-Fetch-Dest', value })),
    },
    response: { status: 200, statusText: 'OK', headers: [] },
    _resourceType: 'script',
    _initiator: { type },
  });
  const entries = [
    script('page', 'parser', 'script'),
    script('cached', 'parser'),
    script('sharedworker', 'other'),
    script('worker', 'other', 'worker'),
  ];
  const { seconds, told, say } = watch([], { entries });
  const marks = () =>
    told.flatMap((message) => (message.type === 'observations' ? message.observations : [])) as unknown[];
  seconds(40);
  expect(marks()).toMatchObject([
    { kind: 'marked', about: 'shared-worker', text: 'https://app.test/sharedworker.js', at: AT },
  ]);
  say({ type: 'journal', observations: [], missing: [], seq: 0 });
  seconds(40);
  expect(marks()).toHaveLength(2);
});
