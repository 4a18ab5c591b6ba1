import { describe, expect, test } from 'vitest';
import { fieldViews, valueText } from '@/utils/panel/decoded-view';
import { createDecoding } from '@/utils/panel/decoding';
import { createKnown } from '@/utils/panel/decoding/known';
import { withoutFrames } from '@/utils/panel/frame-list';
import { urlPattern } from '@/utils/panel/url';
import { createFold, createFrameStore } from '@/utils/session';
import { bytes } from '../decoders/samples';
import { byHand, inThisThread } from '../support/decoder';
import { created, frames, opened } from '../support/journal';
import { deriveNothing } from '../support/oauth';

type Sent = [sent: boolean, payload: string];

/** Everything that was said over a connection, and its decoding by a server of the worker's in this thread. */
async function decodingOf(sent: Sent[], url = 'wss://api.example/socket.io/?EIO=4&transport=websocket') {
  const fold = createFold(deriveNothing);
  fold.apply([created('r.1', 0, { url }), opened('r.1', 5)]);
  const say = (list: Sent[], from = 0) =>
    fold.apply([
      frames(
        ...list.map(([out, payload], at) => ({
          seq: from + at,
          sent: out,
          payload,
          at: 10 + 10 * (from + at),
        })),
      ),
    ]);
  say(sent);
  const decoding = createDecoding({
    frames: fold.frames,
    socket: fold.session.sockets[0]!,
    ...inThisThread(),
  });
  await expect.poll(() => decoding.get(sent.length - 1)).toBeDefined();
  return { decoding, fold, say };
}

const CHAT: Sent[] = [
  [false, '0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'],
  [true, '40'],
  [false, '40{"sid":"y"}'],
  [true, '420["say",{"text":"hi"}]'],
  [false, '430["ok"]'],
  [false, '2'],
  [true, '3'],
];

describe('a connection’s decoding', () => {
  test('tells the protocol by its rule, and reads each frame into a line', async () => {
    const { decoding } = await decodingOf(CHAT);
    expect(decoding.detected.value).toMatchObject({ protocol: { id: 'socketio' } });
    expect(decoding.detected.value?.rule).not.toBe('');
    expect(decoding.get(3)?.summary).toMatch(/say .*text: hi/);
  });

  test('knows heartbeats, which a list is shown without', async () => {
    const { decoding, fold } = await decodingOf(CHAT);
    expect([...decoding.heartbeats]).toEqual([5, 6]);
    const all = fold.frames.of('r.1');
    expect(
      Array.from(withoutFrames({ indices: all, count: all.length }, decoding.heartbeats).indices),
    ).toEqual([0, 1, 2, 3, 4]);
  });

  test('closed, holds nothing of what it read', async () => {
    const { decoding } = await decodingOf(CHAT);
    decoding.close();
    expect(decoding.get(3)).toBeUndefined();
    expect(decoding.heartbeats.size).toBe(0);
    expect(decoding.pairs.conversations).toEqual([]);
  });

  test('forgets what was let go, also where frames in view were read before it', () => {
    const store = createFrameStore();
    store.append(frames(...Array.from({ length: 30_000 }, (_, seq) => ({ seq, payload: 'x' }))));
    const known = createKnown(store);
    const line = { kind: 'text', summary: 'x', heartbeat: true } as const;
    for (const index of [29_999, ...Array(20_000).keys()]) known.keep(store.get(index)!, line);
    expect(known.said.size).toBe(20_001);
    store.limit({ frames: 1_000, bytes: 1e6 });
    known.forgetDropped('r.1');
    expect([...known.said.keys()]).toEqual([29_999]);
    expect([...known.heartbeats]).toEqual([29_999]);
  });

  test('pairs a request with its reply, both ways', async () => {
    const { decoding } = await decodingOf(CHAT);
    expect(decoding.conversationOf(3)).toMatchObject({
      partner: 4,
      conversation: { request: 3, latency: 10 },
    });
    expect(decoding.conversationOf(4)).toMatchObject({ partner: 3 });
    expect(decoding.conversationOf(0)).toBeUndefined();
  });

  test('lays out a frame when it is asked for', async () => {
    const { decoding } = await decodingOf(CHAT);
    expect(decoding.detail(3)).toBeUndefined();
    await expect
      .poll(() => decoding.detail(3))
      .toMatchObject({ kind: 'EVENT', summary: decoding.get(3)!.summary });
    expect(decoding.detail(3)!.fields.map(({ name, text }) => [name, text])).toContainEqual(['event', 'say']);
  });

  test('a schema is for what a carrier’s messages hold, too', async () => {
    const mqtt: [boolean, Uint8Array][] = [
      [true, bytes(0x10, 12, 0, 4, 'MQTT', 4, 2, 0, 60, 0, 0)],
      [false, bytes(0x30, 11, 0, 1, 'a', 0x0a, 4, 'ACME', 0x10, 5)],
    ];
    const fold = createFold(deriveNothing);
    fold.apply([created('r.1', 0), opened('r.1', 5, { protocol: 'mqtt' })]);
    fold.apply([
      frames(...mqtt.map(([sent, payload], seq) => ({ seq, sent, payload, flags: sent ? 3 : 2 }))),
    ]);
    const source = ['message Order { string symbol = 1; int32 count = 2; }'];
    const choice = { schema: { source, received: 'Order' } };
    const socket = fold.session.sockets[0]!;
    const decoding = createDecoding({ frames: fold.frames, socket, choice, ...inThisThread() });
    await expect.poll(() => decoding.get(1)?.kind).toBe('PUBLISH');
    expect(decoding.types.value).toEqual(['Order']);
    await expect
      .poll(() => decoding.detail(1)?.nested?.message.summary)
      .toBe('Order (symbol: ACME, count: 5)');
  });

  test('reads frames that come later, and all anew when another protocol is chosen', async () => {
    const { decoding, fold, say } = await decodingOf(CHAT);
    say([[false, '42["news"]']], CHAT.length);
    decoding.update(fold.session.sockets[0]!);
    await expect.poll(() => decoding.get(7)?.summary).toContain('news');
    decoding.choose({ protocol: 'raw' });
    await expect
      .poll(() => decoding.detected.value)
      .toMatchObject({ protocol: { id: 'raw' }, confidence: 1 });
    expect(decoding.heartbeats.size).toBe(0);
    await expect.poll(() => decoding.get(7)?.kind).toBe('text');
  });

  test('what was cleared says nothing any more', async () => {
    const { decoding, fold, say } = await decodingOf(CHAT);
    expect(decoding.pairs.conversations.length).toBeGreaterThan(0);
    fold.frames.clear();
    decoding.update(fold.session.sockets[0]!);
    expect(decoding.pairs.conversations).toEqual([]);
    expect(decoding.heartbeats.size).toBe(0);
    expect(decoding.get(3)).toBeUndefined();
    say([[true, '428["again"]']], CHAT.length);
    decoding.update(fold.session.sockets[0]!);
    await expect
      .poll(() => decoding.pairs.conversations.map(({ summary }) => summary))
      .toEqual(['event again']);
  });

  test('what is looked at comes first', async () => {
    const fold = createFold(deriveNothing);
    fold.apply([created('r.1', 0), opened('r.1', 5)]);
    fold.apply([frames(...Array.from({ length: 5_000 }, (_, seq) => ({ seq, payload: `{"n":${seq}}` })))]);
    const { asked, answer, ...thread } = byHand();
    const decoding = createDecoding({ frames: fold.frames, socket: fold.session.sockets[0]!, ...thread });
    await answer();
    await answer();
    expect(decoding.get(0)?.summary).toBe('n: 0');
    expect(decoding.get(4_000)).toBeUndefined();
    while (!decoding.get(4_000)) await answer();
    expect(decoding.get(4_000)?.summary).toBe('n: 4000');
    expect(asked().length).toBeLessThan(7);
    expect(decoding.get(4_500)).toBeUndefined();
  });
});

describe('a decoder that does not come back', () => {
  const poison = 'poison';
  const texts = Array.from({ length: 40 }, (_, n) => (n === 17 ? poison : `word ${n}`));

  async function hang(how: 'hangs' | 'dies') {
    const fold = createFold(deriveNothing);
    fold.apply([created('r.1', 0), opened('r.1', 5)]);
    fold.apply([frames(...texts.map((payload, seq) => ({ seq, payload })))]);
    const thread = inThisThread((message) => {
      if (message.type !== 'frames' || !message.frames.some(({ payload }) => payload === poison))
        return undefined;
      return how;
    });
    const decoding = createDecoding({ frames: fold.frames, socket: fold.session.sockets[0]!, ...thread });
    await expect
      .poll(() => texts.map((_, n) => decoding.get(n)?.error ?? decoding.get(n)?.summary))
      .toEqual(texts.map((text, n) => (n === 17 ? expect.stringMatching(/^not decoded: /) : text)));
    return { decoding, ...thread };
  }

  test('is ended, and the frame that it hangs on is found and left out', async () => {
    const { decoding, starts } = await hang('hangs');
    expect(decoding.get(17)?.error).toBe('not decoded: it took longer than 5 seconds');
    expect(decoding.detail(17)?.error).toBe('not decoded: it took longer than 5 seconds');
    expect(starts()).toBe(3);
    expect(decoding.problem.value).toBeUndefined();
  });

  test('and so is the one that it dies on', async () => {
    const { decoding } = await hang('dies');
    expect(decoding.get(17)?.error).toBe('not decoded: out of memory');
  });

  test('is given up when it fails again and again', async () => {
    const fold = createFold(deriveNothing);
    fold.apply([created('r.1', 0), opened('r.1', 5)]);
    fold.apply([frames(...texts.map((payload, seq) => ({ seq, payload })))]);
    const thread = inThisThread((message) => (message.type === 'frames' ? 'dies' : undefined));
    const decoding = createDecoding({ frames: fold.frames, socket: fold.session.sockets[0]!, ...thread });
    await expect.poll(() => decoding.problem.value).toBe('out of memory');
    expect(thread.starts()).toBeLessThan(10);
  });
});

test('values of any kind become text: bytes, bigints, dates, cycles', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  expect(valueText(12n)).toBe('12');
  expect(valueText({ big: 12n, bytes: Uint8Array.of(222, 173) })).toBe(
    '{\n  "big": "12",\n  "bytes": "de ad"\n}',
  );
  expect(valueText(cycle)).toMatch(/^not shown: /);
  const fields = [{ name: 'token', value: 'abc', secret: true as const }];
  expect(fieldViews({ kind: 'x', summary: '', fields })).toEqual([
    { name: 'token', text: 'abc', secret: true, block: false },
  ]);
});

test.each([
  ['wss://api.example/rooms/4711/ws?token=abc', 'wss://api.example/rooms/*/ws'],
  ['wss://api.example/c2f1e8aa-11d2-4a7b-9f1c-0123456789ab/x', 'wss://api.example/*/x'],
  ['wss://api.example/socket.io/', 'wss://api.example/socket.io/'],
  ['no url', 'no url'],
])('connections like %s share %s', (url, pattern) => {
  expect(urlPattern(url)).toBe(pattern);
});
