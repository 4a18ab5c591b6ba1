import { describe, expect, test } from 'vitest';
import { during, frameOfSeq, framesOf, lowerBound, rowOfSeq, withoutFrames } from '@/utils/panel/frame-list';
import { summarise, visible } from '@/utils/panel/summary';
import { createFrameStore } from '@/utils/session';
import { FRAME_BINARY, FRAME_SENT, type SocketFrames } from '@/utils/session/observations';
import { hexOf } from '@/utils/websocket/decoders/bytes';
import { feedFrame, place, START } from './fixture';

function batch(
  seqs: number[],
  n = 1,
  make: (seq: number) => Partial<{ flags: number; payload: string }> = () => ({}),
) {
  const payloads = seqs.map((seq) => make(seq).payload ?? `tick ${seq}`);
  return {
    kind: 'socket-frames',
    place,
    realm: 'r1',
    sockets: seqs.map(() => n),
    seqs,
    times: seqs.map((seq) => START + seq * 10),
    flags: seqs.map((seq) => make(seq).flags ?? (seq % 2 ? FRAME_SENT : 0)),
    sizes: payloads.map((payload) => payload.length),
    payloads,
  } satisfies SocketFrames;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('the frames of a connection', () => {
  test('are all of them without a filter, and no copy is made', () => {
    const frames = createFrameStore();
    frames.append(batch(range(0, 5)));
    const list = framesOf(frames, 'r1.1');
    expect(list.count).toBe(5);
    expect(list.indices).toBe(frames.of('r1.1'));
  });

  test('some are left out, in whatever order they stand', () => {
    const indices = [3, 90, 4, 5, 91, 2, 1_000_000];
    const without = (left: number[]) =>
      Array.from(withoutFrames({ indices, count: 6 }, new Set(left)).indices);
    expect(without([90, 5, 2, 400])).toEqual([3, 4, 91]);
    expect(without([])).toEqual([3, 90, 4, 5, 91, 2]);
    expect(withoutFrames({ indices, count: 6 }, new Set([3, 4])).count).toBe(4);
  });

  test('a frame is found by its number among those that the filter left', () => {
    const frames = createFrameStore();
    frames.append(batch(range(0, 50)));
    const list = { indices: range(0, 50).filter((seq) => seq % 2 === 1), count: 25 };
    expect(rowOfSeq(frames, list, 7)).toBe(3);
    expect(rowOfSeq(frames, list, 8)).toBe(-1);
    expect(rowOfSeq(frames, list, undefined)).toBe(-1);
  });

  test('a frame that the filter leaves out is still found in its connection', () => {
    const frames = createFrameStore();
    frames.append(batch(range(0, 50)));
    frames.append(batch(range(0, 50), 2));
    expect(frameOfSeq(frames, 'r1.2', 8)).toMatchObject({ socketId: 'r1.2', seq: 8 });
    expect(frameOfSeq(frames, 'r1.2', 50)).toBeUndefined();
    expect(frameOfSeq(frames, 'r1.3', 8)).toBeUndefined();
  });

  test('the lower bound of an ascending list', () => {
    expect([0, 1, 2, 3, 9].map((value) => lowerBound([1, 3, 3, 7], value))).toEqual([0, 0, 1, 1, 4]);
  });
});

describe('a frame’s summary', () => {
  const frame = feedFrame(1, 1, 'r1.1', START);

  test('is the beginning of its text on one line', () => {
    const summary = summarise({ ...frame, payload: `{\n  "a": 1,\n  "b": "${'x'.repeat(100_000)}"\n}` });
    expect(summary.kind).toBe('json');
    expect(summary.text).toMatch(/^\{ "a": 1, "b": "x/);
    expect(summary.text.length).toBeLessThan(250);
  });

  test('is its first bytes where it is binary', () => {
    const payload = Uint8Array.from([0xde, 0xad, 0, 0x0f]);
    expect(summarise({ ...frame, binary: true, size: 4, payload })).toEqual({
      kind: 'binary',
      text: 'de ad 00 0f',
    });
    expect(hexOf(new Uint8Array())).toBe('');
  });

  test('says why there is none', () => {
    expect(summarise({ ...frame, payload: undefined, missing: 'pending' }).text).toBe(
      'payload is on its way…',
    );
    expect(summarise({ ...frame, payload: undefined, missing: 'dropped' }).text).toBe('payload was not kept');
    expect(summarise({ ...frame, payload: '', size: 0 }).kind).toBe('empty');
  });

  test('shows characters that would hide or turn the text', () => {
    expect(visible('a\u0000b\u001b[31m\u202egnp')).toBe('a␀b␛[31m�gnp');
    expect(visible('a\tb\nc', true)).toBe('a\tb\nc');
  });

  test('flags of the wire become direction and type', () => {
    const frames = createFrameStore();
    frames.append(batch([0], 1, () => ({ flags: FRAME_SENT | FRAME_BINARY })));
    expect(frames.get(0)).toMatchObject({ sent: true, binary: true });
  });
});

test('a brushed span of time narrows the frames too, both ends counted', () => {
  const store = createFrameStore();
  store.append(batch(Array.from({ length: 100 }, (_, seq) => seq)) as SocketFrames);
  const narrowed = during(store, framesOf(store, 'r1.1'), { from: START + 200, to: START + 250 });
  expect(Array.from(narrowed.indices)).toEqual([20, 21, 22, 23, 24, 25]);
  expect(narrowed.count).toBe(6);
  expect(during(store, framesOf(store, 'r1.1'), { from: 0, to: 1 }).count).toBe(0);
});
