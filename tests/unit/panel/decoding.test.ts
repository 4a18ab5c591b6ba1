import { describe, expect, test } from 'vitest';
import { fieldViews, valueText } from '@/utils/panel/decoded-view';
import { createDecoding } from '@/utils/panel/decoding';
import { withoutFrames } from '@/utils/panel/frame-list';
import { urlPattern } from '@/utils/panel/url';
import { createFold } from '@/utils/session';
import { created, frames, opened } from '../support/journal';
import { deriveNothing } from '../support/oauth';

type Sent = [sent: boolean, payload: string];

/** A connection over which these frames went, and its decoding with slices run by hand. */
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
  const slices: (() => void)[] = [];
  const decoding = createDecoding({
    frames: fold.frames,
    socket: fold.session.sockets[0]!,
    later(run) {
      slices.push(run);
      return () => {};
    },
    clock: () => 0,
  });
  const settle = async () => {
    // The decoder's code is loaded with the first slice.
    await expect.poll(() => slices.length).toBeGreaterThan(0);
    while (slices.length > 0) slices.shift()!();
  };
  await settle();
  return { decoding, fold, say, settle, slices };
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
    expect(withoutFrames({ indices: all, count: all.length }, decoding.heartbeats).indices).toEqual([
      0, 1, 2, 3, 4,
    ]);
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

  test('reads frames that come later, and all anew when another protocol is chosen', async () => {
    const { decoding, fold, say, settle } = await decodingOf(CHAT);
    say([[false, '42["news"]']], CHAT.length);
    decoding.update(fold.session.sockets[0]!);
    await settle();
    expect(decoding.get(7)?.summary).toContain('news');
    decoding.choose('raw');
    await settle();
    expect(decoding.detected.value).toMatchObject({ protocol: { id: 'raw' }, confidence: 1 });
    expect(decoding.heartbeats.size).toBe(0);
  });

  test('works in slices: what is looked at comes first', async () => {
    const fold = createFold(deriveNothing);
    fold.apply([created('r.1', 0), opened('r.1', 5)]);
    fold.apply([frames(...Array.from({ length: 500 }, (_, seq) => ({ seq, payload: `{"n":${seq}}` })))]);
    let now = 0;
    const slices: (() => void)[] = [];
    const decoding = createDecoding({
      frames: fold.frames,
      socket: fold.session.sockets[0]!,
      later: (run) => {
        slices.push(run);
        return () => {};
      },
      // Each look at the clock is a millisecond: a slice ends after a few frames.
      clock: () => now++,
    });
    await expect.poll(() => slices.length).toBe(1);
    expect(decoding.get(400)).toBeUndefined();
    slices.shift()!();
    expect(decoding.get(400)?.summary).toBe('n: 400');
    expect(decoding.get(300)).toBeUndefined();
    decoding.close();
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
