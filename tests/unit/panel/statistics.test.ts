import { expect, test } from 'vitest';
import { createStatistics, percentilesOf } from '@/utils/panel/statistics';
import { createFrameStore } from '@/utils/session';
import { FRAME_BINARY, FRAME_SENT, type SocketFrames } from '@/utils/session/observations';
import { place, START } from './fixture';

const batch = (from: number, count: number, size: (seq: number) => number): SocketFrames => {
  const seqs = Array.from({ length: count }, (_, at) => from + at);
  return {
    kind: 'socket-frames',
    place,
    realm: 'r1',
    sockets: seqs.map(() => 1),
    seqs,
    // Ten a second.
    times: seqs.map((seq) => Math.floor(START / 1000) * 1000 + seq * 100),
    flags: seqs.map((seq) => FRAME_BINARY | (seq % 5 === 0 ? FRAME_SENT : 0)),
    sizes: seqs.map(size),
    payloads: seqs.map(() => null),
  };
};

test('a connection’s frames are counted each once, by direction, with rates and sizes', () => {
  const store = createFrameStore();
  const counter = createStatistics(store, 'r1.1');
  store.append(batch(0, 100, (seq) => seq));
  expect(counter.update(60)).toBe(true);
  expect(counter.update()).toBe(false);
  store.append(batch(100, 1, () => 5000));
  counter.update();
  counter.update();
  const { sent, received } = counter.value;
  expect([sent.frames, received.frames, received.bytes]).toEqual([21, 80, 4000]);
  expect(sent.size).toMatchObject({ least: 0, greatest: 5000 });
  expect(received.peakRate).toBe(8);
  expect(received.meanRate).toBeCloseTo(8, 5);
  expect(received.size.median).toBeGreaterThan(46);
  expect(received.size.median).toBeLessThan(54);
  expect(received.size.greatest).toBe(99);
});

test('what was cleared is not counted any more', () => {
  const store = createFrameStore();
  const counter = createStatistics(store, 'r1.1');
  store.append(batch(0, 10, () => 1));
  counter.update();
  store.clear();
  counter.update();
  expect(counter.value.received.frames).toBe(0);
  store.append(batch(10, 5, () => 1));
  counter.update();
  expect(counter.value.received.frames + counter.value.sent.frames).toBe(5);
});

test('percentiles are by the nearest rank', () => {
  const values = Array.from({ length: 200 }, (_, at) => 200 - at);
  expect(percentilesOf(values)).toEqual({ least: 1, median: 100, p95: 190, p99: 198, greatest: 200 });
  expect(percentilesOf([7])).toEqual({ least: 7, median: 7, p95: 7, p99: 7, greatest: 7 });
  expect(percentilesOf([])).toBeUndefined();
});
