import { afterEach, describe, expect, test, vi } from 'vitest';
import { captureEngine } from '@/utils/hook/engine';
import { createOutbox, LIMITS, type Limits } from '@/utils/hook/outbox';
import { createRecords } from '@/utils/hook/records';
import type { FromHook, HookFrames, SocketNote } from '@/utils/hook/wire';
import { FRAME_BINARY } from '@/utils/session/observations';
import { ROW, unpackFrames } from '@/utils/transport/packed-frames';

function setUp(limits: Partial<Limits> = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const engine = captureEngine(globalThis);
  const records = createRecords(100);
  const sent: FromHook[] = [];
  const outbox = createOutbox(engine, records, { ...LIMITS, ...limits }, (message) => {
    // As it crosses to the bridge: the hook's own lists have no prototype.
    sent.push(structuredClone(message));
  });
  const open = (n = records.draw()) =>
    records.add(n, {
      kind: 'socket-created',
      at: n,
      socket: n,
      url: `ws://h/${n}`,
      protocols: [],
      api: 'WebSocket',
    });
  const send = (record: ReturnType<typeof open>, payload: string) =>
    outbox.frame(record, record.frames, {
      flags: 0,
      size: payload.length,
      payload,
      source: null,
      bytes: payload.length,
    });
  const sendBytes = (record: ReturnType<typeof open>, source: Uint8Array) =>
    outbox.frame(record, record.frames, {
      flags: FRAME_BINARY,
      size: source.length,
      payload: null,
      source,
      bytes: source.length,
    });
  const items = () => sent.flatMap((message) => (message.type === 'batch' ? [...message.items] : []));
  const frames = () => items().filter((item): item is HookFrames => item.kind === 'socket-frames');
  const notes = () => items().filter((item): item is SocketNote => item.kind !== 'socket-frames');
  const seqs = () => frames().flatMap((batch) => Array.from(unpackFrames(batch).seqs));
  return { outbox, sent, open, send, sendBytes, items, frames, notes, seqs };
}

afterEach(() => void vi.useRealTimers());

describe('a page that nobody watches', () => {
  test('sends nothing', () => {
    const { outbox, open, send, sent } = setUp();
    const record = open();
    outbox.note(record.created);
    for (let i = 0; i < 2000; i++) send(record, 'x');
    vi.runAllTimers();
    expect(sent).toEqual([]);
  });

  test('keeps the newest frames within the bound and counts every other one', () => {
    const { outbox, open, send, seqs, notes } = setUp({ unwatchedBytes: 16_000 });
    const record = open();
    for (let i = 0; i < 1000; i++) send(record, 'x'.repeat(100));
    outbox.watch();
    const kept = seqs();
    expect(kept.length).toBeGreaterThan(60);
    expect(kept.length * 180).toBeLessThanOrEqual(16_000);
    expect(kept.at(-1)).toBe(999);
    expect(notes().find((note) => note.kind === 'frames-dropped')).toMatchObject({
      count: 1000 - kept.length,
      bytes: (1000 - kept.length) * 100,
      where: 'page-buffer',
    });
  });

  test('bounds empty frames too', () => {
    const { outbox, open, send, seqs } = setUp({ unwatchedBytes: 16_000 });
    const record = open();
    for (let i = 0; i < 10_000; i++) send(record, '');
    outbox.watch();
    expect(seqs().length).toBeGreaterThan(100);
    expect(seqs().length).toBeLessThanOrEqual(200);
  });
});

describe('a page that somebody watches', () => {
  test('tells each socket from its beginning, then its frames, then its end, then that it has caught up', () => {
    const { outbox, open, send, items, sent } = setUp();
    const record = open();
    send(record, 'kept');
    record.closed = { kind: 'socket-closed', at: 9, socket: 1, code: 1000, reason: '', wasClean: true };
    outbox.watch();
    expect(items().map((item) => item.kind)).toEqual(['socket-created', 'socket-frames', 'socket-closed']);
    expect(sent.at(-1)).toEqual({ type: 'caught-up' });
  });

  test('sends what makes up a message, without waiting for a timer', () => {
    const { outbox, open, send, seqs } = setUp({ batchFrames: 64, messageFrames: 64 });
    const record = open();
    outbox.watch();
    for (let i = 0; i < 200; i++) send(record, 'x');
    expect(seqs().length).toBeGreaterThanOrEqual(128);
    vi.advanceTimersByTime(LIMITS.delay);
    expect(seqs()).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  test('sends a message when its bytes are many', () => {
    const { outbox, open, send, seqs } = setUp({ messageBytes: 1000 });
    const record = open();
    outbox.watch();
    send(record, 'x'.repeat(1200));
    expect(seqs()).toEqual([0]);
  });

  test('sends full batches together, and leaves what is not full to its time when it hears an answer', () => {
    const { outbox, open, send, sent, seqs } = setUp({ batchFrames: 10, messageFrames: 40 });
    const record = open();
    outbox.watch();
    outbox.ack();
    sent.length = 0;
    for (let i = 0; i < 95; i++) send(record, 'x');
    expect(sent.map((message) => message.type === 'batch' && message.items.length)).toEqual([4, 4]);
    outbox.ack();
    expect(seqs().length).toBe(80);
    vi.advanceTimersByTime(LIMITS.delay);
    expect(seqs()).toEqual(Array.from({ length: 95 }, (_, i) => i));
  });

  test('sends a lone frame after the delay', () => {
    const { outbox, open, send, seqs } = setUp();
    const record = open();
    outbox.watch();
    send(record, 'x');
    vi.advanceTimersByTime(LIMITS.delay - 1);
    expect(seqs()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(seqs()).toEqual([0]);
  });

  test('sends no more than the window until the receiver acknowledges, and then loses nothing', () => {
    const { outbox, open, send, sent, seqs } = setUp({ batchFrames: 10, messageFrames: 10, window: 3 });
    const record = open();
    outbox.watch();
    sent.length = 0;
    for (let i = 0; i < 100; i++) send(record, 'x');
    expect(sent.length).toBe(2);
    outbox.ack();
    expect(sent.length).toBe(3);
    for (let i = 0; i < 40; i++) outbox.ack();
    vi.advanceTimersByTime(LIMITS.delay);
    expect(seqs()).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  test('drops the oldest frames where the receiver stays behind the bound, and says how many', () => {
    const { outbox, open, send, seqs, notes } = setUp({
      batchFrames: 10,
      messageFrames: 10,
      window: 1,
      watchedBytes: 10_000,
    });
    const record = open();
    outbox.watch();
    for (let i = 0; i < 1000; i++) send(record, 'x'.repeat(60));
    for (let i = 0; i < 200; i++) outbox.ack();
    vi.advanceTimersByTime(LIMITS.delay);
    const dropped = notes().flatMap((note) => (note.kind === 'frames-dropped' ? [note] : []));
    expect(dropped.length).toBeGreaterThan(0);
    expect(dropped.every((note) => note.where === 'transport')).toBe(true);
    expect(seqs().length + dropped.reduce((sum, note) => sum + note.count, 0)).toBe(1000);
  });

  test('goes back to the small bound when nobody looks any more', () => {
    const { outbox, open, send, sent, seqs } = setUp({ window: 0, unwatchedBytes: 16_000, batchFrames: 64 });
    const record = open();
    outbox.watch();
    for (let i = 0; i < 1000; i++) send(record, 'x'.repeat(100));
    outbox.unwatch();
    expect(sent).toEqual([]);
    vi.runAllTimers();
    expect(seqs()).toEqual([]);
  });
});

test('a batch is as long as it says, whatever room it was made with', () => {
  const { outbox, open, send, frames } = setUp();
  const record = open();
  send(record, 'a');
  send(record, 'b');
  outbox.watch();
  const batch = frames()[0]!;
  expect((batch.rows as Float64Array).buffer.byteLength).toBe(2 * ROW * 8);
  expect([batch.text, unpackFrames(batch).payloads]).toEqual(['ab', ['a', 'b']]);
});

describe('a second panel', () => {
  test('gets the newest of what the first one has had, once for each, and then both get all', () => {
    const { outbox, open, send, seqs, sent, notes } = setUp({ unwatchedBytes: 16_000, delay: 0 });
    outbox.watch();
    const record = open();
    for (let i = 0; i < 1000; i++) {
      send(record, 'x'.repeat(100));
      if (i % 20 === 0) vi.runAllTimers();
      outbox.ack();
    }
    vi.runAllTimers();
    expect(seqs()).toHaveLength(1000);
    sent.length = 0;
    outbox.watch();
    const again = seqs();
    expect(again.length).toBeGreaterThan(40);
    expect(again.length).toBeLessThan(100);
    expect(again).toEqual(Array.from(again, (_, i) => 1000 - again.length + i));
    send(record, 'last');
    vi.runAllTimers();
    expect(seqs()).toEqual([...again, 1000]);
    expect(notes().filter(({ kind }) => kind === 'frames-dropped')).toEqual([]);
  });

  test('that comes when the first has gone gets them too, and nothing that was seen counts as lost', () => {
    const { outbox, open, send, seqs, sent, notes } = setUp({ unwatchedBytes: 16_000, delay: 0 });
    outbox.watch();
    const record = open();
    for (let i = 0; i < 50; i++) send(record, 'x'.repeat(100));
    vi.runAllTimers();
    outbox.unwatch();
    for (let i = 0; i < 40; i++) send(record, 'y'.repeat(100));
    sent.length = 0;
    outbox.watch();
    expect(seqs().length).toBeGreaterThan(40);
    expect(seqs().at(-1)).toBe(89);
    expect(notes().filter(({ kind }) => kind === 'frames-dropped')).toEqual([]);
  });
});

describe('binary frames', () => {
  const frame = (n: number, size: number) => new Uint8Array(size).fill(n);
  const bytesOf = (frames: HookFrames[]) =>
    frames.flatMap((batch) => unpackFrames(batch).payloads.map((payload) => payload as Uint8Array));

  test.each([
    ['few and small', 5, 100],
    ['growing out of their first arena', 40, 1000],
    ['a flood of large ones, handed over in one buffer', 40, 65_536],
    ['a flood of odd ones', 40, 60_001],
    ['larger than a batch', 3, 3_000_000],
  ])('%s: all come whole, in order', (_, count, size) => {
    const { outbox, open, sendBytes, frames, seqs } = setUp();
    const record = open();
    outbox.watch();
    for (let i = 0; i < count; i++) sendBytes(record, frame(i, size));
    vi.advanceTimersByTime(LIMITS.delay);
    expect(seqs()).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(bytesOf(frames()).map(({ length }) => length)).toEqual(Array(count).fill(size));
    expect(bytesOf(frames()).map((bytes) => [bytes[0], bytes.at(-1)])).toEqual(
      Array.from({ length: count }, (_, i) => [i, i]),
    );
  });

  test('the newest of what was sent stay for whoever looks later, whole', () => {
    const { outbox, open, sendBytes, frames, sent } = setUp();
    const record = open();
    outbox.watch();
    for (let i = 0; i < 32; i++) sendBytes(record, frame(i, 65_536));
    sent.length = 0;
    outbox.watch();
    const kept = bytesOf(frames()).map((bytes) => [bytes.length, bytes[0], bytes.at(-1)]);
    expect(kept.length).toBeGreaterThanOrEqual(8);
    expect(kept.length).toBeLessThanOrEqual(16);
    expect(kept).toEqual(Array.from(kept, (_, i) => [65_536, 32 - kept.length + i, 32 - kept.length + i]));
  });

  test('that nobody watches are kept within the bound, among text, across many batches', () => {
    const { outbox, open, send, sendBytes, frames, seqs } = setUp({ unwatchedBytes: 100_000 });
    const record = open();
    for (let i = 0; i < 3000; i++) {
      if (i % 3) sendBytes(record, frame(i, 200));
      else send(record, `text ${i}`);
    }
    outbox.watch();
    const kept = seqs();
    expect(kept.length).toBeGreaterThan(300);
    expect(kept).toEqual(Array.from(kept, (_, i) => 3000 - kept.length + i));
    const payloads = frames().flatMap((batch) => unpackFrames(batch).payloads);
    expect(
      payloads.map((payload) => (typeof payload === 'string' ? payload : (payload as Uint8Array)[0])),
    ).toEqual(kept.map((seq) => (seq % 3 ? seq % 256 : `text ${seq}`)));
  });
});
