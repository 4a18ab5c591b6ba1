import { describe, expect, test, vi } from 'vitest';
import { createFrameStore, utf8Length } from '@/utils/session';
import { wholeJournal } from '@/utils/session/frame-batches';
import {
  FRAME_BINARY,
  FRAME_PENDING,
  FRAME_TRUNCATED,
  type FramePayload,
} from '@/utils/session/observations';
import { isGone } from '../support/garbage';
import { frames, PAGE, T0 } from '../support/journal';

describe('frame store', () => {
  test('keeps text and binary frames of several sockets apart and in order', () => {
    const store = createFrameStore();
    const bytes = new Uint8Array([1, 2, 3]);
    store.append(
      frames(
        { n: 1, seq: 0, sent: true, payload: 'hi', at: 1 },
        { n: 2, seq: 0, payload: bytes, at: 2 },
        { n: 1, seq: 1, payload: 'yo', at: 3 },
      ),
    );
    expect([...(store.of('r.1') as Uint32Array)]).toEqual([0, 2]);
    expect(store.get(0)).toEqual({
      index: 0,
      socketId: 'r.1',
      seq: 0,
      at: T0 + 1,
      sent: true,
      binary: false,
      size: 2,
      truncated: false,
      payload: 'hi',
    });
    expect(store.get(1)).toMatchObject({ socketId: 'r.2', binary: true, payload: bytes, size: 3 });
    expect(store.timeAt(2)).toBe(T0 + 3);
    expect(store.get(3)).toBeUndefined();
  });

  test('a frame that comes twice is taken once', () => {
    const store = createFrameStore();
    const batch = frames({ seq: 0, payload: 'a' }, { seq: 1, payload: 'b' });
    store.append(batch);
    store.append(batch);
    expect(store.length).toBe(2);
    expect(store.tally('r.1')).toMatchObject({ received: { frames: 2, bytes: 2 } });
  });

  test('a late frame takes its place in its socket and is no longer missing', () => {
    const store = createFrameStore();
    store.append(frames({ seq: 0, payload: 'a' }, { seq: 3, payload: 'd' }));
    expect(store.missing('r.1')).toBe(2);
    store.append(frames({ seq: 1, payload: 'b' }, { seq: 1, payload: 'b' }));
    expect(store.missing('r.1')).toBe(1);
    expect(Array.from(store.of('r.1'), (index) => store.get(index)?.payload)).toEqual(['a', 'b', 'd']);
  });

  test('past the bound of frames the oldest go first, counted', () => {
    const store = createFrameStore({ frames: 20_000, bytes: Number.POSITIVE_INFINITY });
    for (let i = 0; i < 50_000; i++)
      store.append(frames({ n: 1 + (i % 3), seq: Math.floor(i / 3), payload: 'ab' }));
    expect(store).toMatchObject({
      length: 20_000,
      total: 50_000,
      dropped: { frames: 30_000, bytes: 60_000 },
    });
    expect(store.get(29_999)).toBeUndefined();
    expect(store.get(30_000)?.payload).toBe('ab');
    const held = [1, 2, 3].map((n) => store.of(`r.${n}`));
    expect(held.reduce((sum, list) => sum + list.length, 0)).toBe(20_000);
    expect(Math.min(...held.map((list) => list[0]!))).toBe(30_000);
  });

  test('past the bound of bytes the oldest go first', () => {
    const store = createFrameStore({ frames: 100, bytes: 10 });
    store.append(frames({ seq: 0, payload: '123456' }, { seq: 1, payload: '123456' }));
    expect(store).toMatchObject({ length: 1, dropped: { frames: 1, bytes: 6 } });
  });

  test('a Blob read late fills its frame, once', () => {
    const store = createFrameStore();
    store.append(frames({ seq: 0, payload: null, size: 4, flags: FRAME_BINARY | FRAME_PENDING }));
    expect(store.get(0)).toMatchObject({ missing: 'pending', size: 4 });
    const payload = new Uint8Array([9, 9, 9, 9]);
    store.fill({ kind: 'frame-payload', place: PAGE, socket: 'r.1', seq: 0, payload: payload.buffer });
    store.fill({ kind: 'frame-payload', place: PAGE, socket: 'r.1', seq: 0, payload: new Uint8Array(1) });
    store.fill({ kind: 'frame-payload', place: PAGE, socket: 'r.1', seq: 7, payload: new Uint8Array(1) });
    expect(store.get(0)).toMatchObject({ payload });
    expect(store.get(0)).not.toHaveProperty('missing');
  });

  test('a Blob that could not be read is no longer waited for, also in a copy of the session', () => {
    const store = createFrameStore();
    store.append(frames({ seq: 0, payload: null, size: 4, flags: FRAME_BINARY | FRAME_PENDING }));
    const unreadable = { payload: new ArrayBuffer(0), unreadable: true } as const;
    store.fill({ kind: 'frame-payload', place: PAGE, socket: 'r.1', seq: 0, ...unreadable });
    expect(store.get(0)).toMatchObject({ missing: 'unreadable', size: 4 });
    expect(store.get(0)).not.toHaveProperty('payload');
    const copy = createFrameStore();
    for (const seen of wholeJournal({ journal: [], frames: store }))
      if (seen.kind === 'socket-frames') copy.append(seen);
    expect(copy.get(0)).toMatchObject({ missing: 'unreadable', size: 4 });
  });

  describe('a large payload that comes in parts', () => {
    const LARGE = { seq: 0, payload: null, size: 6, flags: FRAME_PENDING };
    const part = (at: number, text: string, of = 6): FramePayload => ({
      kind: 'frame-payload',
      place: PAGE,
      socket: 'r.1',
      seq: 0,
      payload: new TextEncoder().encode(text),
      part: { at, of },
    });

    test('is there when it is whole, and weighs what it will from the first part on', () => {
      const store = createFrameStore();
      store.append(frames(LARGE));
      store.fill(part(0, 'abc'));
      expect(store.get(0)).toMatchObject({ missing: 'pending', size: 6 });
      expect(store.bytes).toBe(6);
      expect(store.lengthAt(0)).toBe(0);
      store.fill(part(3, 'dé'));
      store.fill(part(3, 'xyz'));
      expect(store.get(0)).toMatchObject({ payload: 'abcdé', size: 6, truncated: false });
      expect(store.bytes).toBe(6);
    });

    test('begins anew where it was interrupted; a part that does not follow is left out', () => {
      const store = createFrameStore();
      store.append(frames(LARGE));
      store.fill(part(3, 'def'));
      store.fill(part(0, 'xyz'));
      store.fill(part(0, 'abc'));
      store.fill(part(4, 'ef'));
      store.fill(part(3, 'defg'));
      expect(store.get(0)).toMatchObject({ missing: 'pending' });
      store.fill(part(3, 'def'));
      expect(store.get(0)).toMatchObject({ payload: 'abcdef' });
      expect(store).toMatchObject({ bytes: 6, memory: 6 });
    });

    test('keeps to the bound: what is older goes, and it goes itself', () => {
      const store = createFrameStore({ frames: 10, bytes: 8 });
      store.append(frames({ seq: 1, payload: '12345' }, { ...LARGE, seq: 0 }));
      store.fill(part(0, 'abc'));
      expect(store).toMatchObject({ length: 1, bytes: 6, dropped: { frames: 1 } });
      store.append(frames({ seq: 2, payload: '12345' }));
      expect(store).toMatchObject({ length: 1, bytes: 5, dropped: { frames: 2 } });
      store.fill(part(3, 'def'));
      expect(store).toMatchObject({ length: 1, bytes: 5 });
    });

    test('that is larger than all that is kept, or could not be read to its end, leaves nothing', () => {
      const store = createFrameStore({ frames: 10, bytes: 8 });
      store.append(frames(LARGE));
      store.fill(part(0, 'abc', 9));
      expect(store.bytes).toBe(0);
      store.fill(part(0, 'abc'));
      store.fill({ ...part(3, ''), unreadable: true });
      expect(store.get(0)).toMatchObject({ missing: 'unreadable' });
      expect(store).toMatchObject({ bytes: 0, memory: 0 });
      store.clear();
      expect(store).toMatchObject({ bytes: 0, memory: 0 });
    });
  });

  test('a cut payload keeps the whole size, one that was left out says so', () => {
    const store = createFrameStore();
    store.append(
      frames({ seq: 0, payload: 'é', size: 10, flags: FRAME_TRUNCATED }, { seq: 1, payload: null, size: 7 }),
    );
    expect(store.get(0)).toMatchObject({ truncated: true, size: 11 });
    expect(store.get(1)).toMatchObject({ missing: 'dropped', size: 7 });
  });

  test('what was cleared does not come back when it is announced again, and leaves no gap', () => {
    const store = createFrameStore();
    store.append(frames({ seq: 0, payload: 'a' }, { seq: 1, payload: 'b' }));
    store.clear();
    store.append(frames({ seq: 1, payload: 'b' }, { seq: 2, payload: 'c' }));
    expect(store.length).toBe(1);
    expect(store.missing('r.1')).toBe(0);
    expect(store.get(store.of('r.1')[0]!)?.payload).toBe('c');
  });

  test('keeps the first text messages of each direction, cut at 16 KiB', () => {
    const store = createFrameStore();
    store.append(
      frames(...Array.from({ length: 9 }, (_, seq) => ({ seq, sent: true, payload: 'x'.repeat(20_000) }))),
    );
    const { firstSent, firstReceived } = store.tally('r.1')!;
    expect(firstSent.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4]);
    expect(firstSent[0]!.text).toHaveLength(16_384);
    expect(firstReceived).toEqual([]);
  });
});

test.each(['', 'abc', 'é', '한글', '😀', '\ud800', 'a\udc00b', '\ud83d', '😀é한a'])(
  'UTF-8 bytes of %j',
  (text) => {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  },
);

describe('the store’s bounds and what it lets go', () => {
  const lines = (count: number, size = 1_000, from = 0) =>
    frames(
      ...Array.from({ length: count }, (_, i) => ({
        n: 1 + (i % 2),
        seq: (from + i) >> 1,
        payload: 'x'.repeat(size),
      })),
    );

  test('clearing frees the buffers of payloads at once', () => {
    const store = createFrameStore();
    store.append(lines(20_000));
    expect(store.bytes).toBe(20_000_000);
    expect(store.memory).toBeGreaterThanOrEqual(store.bytes);
    expect(store.memory).toBeLessThan(store.bytes * 1.25);
    store.clear();
    expect([store.length, store.bytes, store.memory]).toEqual([0, 0, 0]);
  });

  test('dropping the oldest frees their buffers, so memory stays near the bound', () => {
    const store = createFrameStore({ frames: 1e9, bytes: 8_000_000 });
    for (let at = 0; at < 40; at++) store.append(lines(2_000, 1_000, at * 2_000));
    expect(store.dropped.frames).toBe(72_000);
    expect(store.bytes).toBe(8_000_000);
    expect(store.memory).toBeLessThan(8_000_000 + 2 * 4 * 1024 * 1024);
  });

  test('a connection that keeps few of its frames has a short list of them, whoever asks for it', () => {
    const store = createFrameStore();
    store.append(frames(...Array.from({ length: 30_000 }, (_, seq) => ({ seq, payload: 'x' }))));
    const before = store.of('r.1') as Uint32Array;
    expect(before.buffer.byteLength).toBeGreaterThanOrEqual(120_000);
    store.limit({ frames: 100, bytes: 1e6 });
    const after = store.of('r.1') as Uint32Array;
    expect([after.length, after[0], after.at(-1)]).toEqual([100, 29_900, 29_999]);
    expect(after.buffer.byteLength).toBeLessThan(20_000);
    store.append(frames({ seq: 30_000, payload: 'y' }));
    expect((store.of('r.1') as Uint32Array).at(-1)).toBe(30_000);
    expect([before.length, before[0], before.at(-1)]).toEqual([30_000, 0, 29_999]);
  });

  test('a lower bound takes effect at once and is counted', () => {
    const store = createFrameStore();
    store.append(lines(100, 10));
    store.limit({ frames: 30, bytes: 1e9 });
    expect(store).toMatchObject({ length: 30, dropped: { frames: 70, bytes: 700 } });
  });

  test('a muted socket’s frames are counted and not kept, until it is heard again', () => {
    const store = createFrameStore();
    store.append(frames({ n: 1, seq: 0, payload: 'a' }));
    store.mute('r.1', true);
    store.append(frames({ n: 1, seq: 1, payload: 'bb' }, { n: 2, seq: 0, payload: 'c' }));
    expect(store.length).toBe(2);
    expect(store.muted.get('r.1')).toBe(1);
    expect(store.tally('r.1')).toMatchObject({ received: { frames: 2, bytes: 3 } });
    expect(store.missing('r.1')).toBe(0);
    store.mute('r.1', false);
    store.append(frames({ n: 1, seq: 2, payload: 'd' }));
    expect(Array.from(store.of('r.1'), (index) => store.get(index)?.payload)).toEqual(['a', 'd']);
  });

  test('a view that was taken earlier says nothing of what has gone', () => {
    const store = createFrameStore();
    store.append(frames({ seq: 0, payload: 'a' }));
    const frame = store.get(0)!;
    store.clear();
    expect(frame.payload).toBeUndefined();
  });

  test('a frame that is held on to holds nothing of what the store let go', async () => {
    const pages: WeakRef<object>[] = [];
    const RealArray = globalThis.Float64Array;
    vi.stubGlobal(
      'Float64Array',
      class extends RealArray {
        constructor(length: number) {
          super(length);
          pages.push(new WeakRef(this));
        }
      },
    );
    const store = createFrameStore();
    store.append(frames({ seq: 0, payload: 'kept in mind' }));
    vi.unstubAllGlobals();
    expect(pages.length).toBeGreaterThan(0);
    const frame = store.get(0)!;
    store.clear();
    for (const page of pages) expect(await isGone(page)).toBe(true);
    expect(frame.payload).toBeUndefined();
  });

  test('small payloads are handed out as copies, large ones with their own buffer', () => {
    const store = createFrameStore();
    store.append(
      frames({ seq: 0, payload: new Uint8Array(10) }, { seq: 1, payload: new Uint8Array(300_000) }),
    );
    expect((store.get(0)!.payload as Uint8Array).buffer.byteLength).toBe(10);
    expect((store.get(1)!.payload as Uint8Array).buffer.byteLength).toBe(300_000);
    expect(store.head(1, 4)).toEqual(new Uint8Array(4));
  });

  test('large text, and text beyond ASCII, comes back as it was', () => {
    const store = createFrameStore();
    const texts = ['x'.repeat(300_000), '한글 '.repeat(40_000), '😀', '\ufeffbom', ''];
    store.append(frames(...texts.map((payload, seq) => ({ seq, payload }))));
    expect(texts.map((_, index) => store.get(index)?.payload)).toEqual(texts);
    expect(texts.map((_, index) => store.get(index)?.size)).toEqual(texts.map((text) => utf8Length(text)));
  });
});
