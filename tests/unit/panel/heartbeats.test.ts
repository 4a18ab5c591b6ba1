import { describe, expect, test } from 'vitest';
import { createSteadyBeats, foldHeartbeats } from '@/utils/panel/heartbeats';
import { createFrameStore } from '@/utils/session';
import { frames } from '../support/journal';

/** A connection that beats every 30 s both ways, with talk between. */
function beating(count: number) {
  const store = createFrameStore();
  let seq = 0;
  const say = (at: number, payload: string, sent = false) =>
    store.append(frames({ seq: seq++, at, payload, sent }));
  for (let n = 0; n < count; n++) {
    say(n * 30_000, 'are you there', true);
    say(n * 30_000 + 40 + n, 'yes');
    say(n * 30_000 + 7_000 + n * n * 90, `talk ${n % 3}`);
  }
  return { store, say };
}

describe('equal frames on a steady beat', () => {
  test('are found as they come, in both directions, and talk is not', () => {
    const { store, say } = beating(3);
    const beats = createSteadyBeats(store, 'r.1');
    beats.update();
    expect(beats.indices.size).toBe(0);
    say(90_000, 'are you there', true);
    beats.update();
    expect([...beats.indices]).toEqual([0, 3, 6, 9]);
    const before = beats.indices;
    say(91_000, 'something else');
    beats.update();
    expect(beats.indices).toBe(before);
  });

  test('are looked for a part at a time, and each frame once', () => {
    const { store } = beating(4);
    const beats = createSteadyBeats(store, 'r.1');
    let turns = 1;
    while (beats.update(5)) turns++;
    expect(turns).toBe(3);
    expect([...beats.indices].sort((a, b) => a - b)).toEqual([0, 1, 3, 4, 6, 7, 9, 10]);
  });

  test('that lose their rhythm are talk again', () => {
    const store = createFrameStore();
    const beats = createSteadyBeats(store, 'r.1');
    const times = [0, 1_000, 2_000, 3_000, 3_100, 3_150, 9_000, 9_010];
    store.append(frames(...times.slice(0, 4).map((at, seq) => ({ seq, at, payload: 'x' }))));
    beats.update();
    expect(beats.indices.size).toBe(4);
    store.append(frames(...times.slice(4).map((at, n) => ({ seq: 4 + n, at, payload: 'x' }))));
    beats.update();
    expect(beats.indices.size).toBe(0);
  });

  test('a flood of short frames, equal or not, is none and costs no more than it must', () => {
    const store = createFrameStore();
    const beats = createSteadyBeats(store, 'r.1');
    store.append(
      frames(
        ...Array.from({ length: 30_000 }, (_, seq) => ({ seq, at: seq, payload: seq % 2 ? 'x' : `${seq}` })),
      ),
    );
    beats.update();
    expect(beats.indices.size).toBe(0);
  });
});

test('heartbeats fold to a count and the interval of either side', () => {
  const { store } = beating(6);
  const beats = createSteadyBeats(store, 'r.1');
  beats.update();
  expect(foldHeartbeats(store, beats.indices)).toEqual({
    count: 12,
    sentEvery: 30_000,
    receivedEvery: 30_001,
  });
  expect(foldHeartbeats(store, new Set([0]))).toEqual({ count: 1 });
});
