import { describe, expect, test } from 'vitest';
import { createDensities } from '@/utils/panel/timeline';
import { createFrameStore } from '@/utils/session';
import type { SocketFrames } from '@/utils/session/observations';

const SENT = 1;
const place = { tabId: 1, frameId: 0 };

/** Frames of connection r1.1 at these times (ms); every fourth was sent. */
function batch(times: readonly number[], first = 0): SocketFrames {
  return {
    kind: 'socket-frames',
    place,
    realm: 'r1',
    sockets: times.map(() => 1),
    seqs: times.map((_, i) => first + i),
    times: [...times],
    flags: times.map((_, i) => ((first + i) % 4 === 0 ? SENT : 0)),
    sizes: times.map(() => 4),
    payloads: times.map(() => 'tick'),
  } as unknown as SocketFrames;
}

const every = (ms: number, count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i * ms);
const sum = (counts: ArrayLike<number>) => Array.from(counts).reduce((a, b) => a + b, 0);

describe('how many frames there were', () => {
  test('is counted by column and direction', () => {
    const frames = createFrameStore();
    frames.append(batch(every(10, 100)));
    const { sent, received, most } = createDensities(frames).of('r1.1', { from: 0, to: 1_000 }, 10);
    expect([...sent]).toEqual([3, 2, 3, 2, 3, 2, 3, 2, 3, 2]);
    expect([...received]).toEqual([7, 8, 7, 8, 7, 8, 7, 8, 7, 8]);
    expect(most).toBe(8);
  });

  test.each([
    ['exact', 1],
    ['by fine stretches', 100],
    ['by coarse stretches', 10_000],
  ])('no frame is lost or counted twice: %s', (_, perColumn) => {
    const frames = createFrameStore();
    const times = every(7, 3_000);
    frames.append(batch(times.slice(0, 1_000)));
    const densities = createDensities(frames);
    const span = { from: 0, to: perColumn * Math.ceil(21_000 / perColumn) };
    const columns = span.to / perColumn;
    expect(sum(densities.of('r1.1', span, columns).received)).toBe(750);
    frames.append(batch(times.slice(1_000), 1_000));
    const { sent, received } = densities.of('r1.1', span, columns);
    expect([sum(sent), sum(received)]).toEqual([750, 2_250]);
  });

  test('stays when the store lets old frames go, and goes when they are cleared', () => {
    const frames = createFrameStore({ frames: 500, bytes: 1e9 });
    const densities = createDensities(frames);
    const span = { from: 0, to: 100_000 };
    for (let first = 0; first < 1_000; first += 250) {
      frames.append(batch(every(100, 250, first * 100), first));
      densities.of('r1.1', span, 100);
    }
    expect(frames.length).toBe(500);
    const kept = densities.of('r1.1', span, 100);
    expect(sum(kept.sent) + sum(kept.received)).toBe(1_000);
    frames.clear();
    const cleared = densities.of('r1.1', span, 100);
    expect(sum(cleared.sent) + sum(cleared.received)).toBe(0);
  });

  test('of a connection without frames is nothing', () => {
    expect(createDensities(createFrameStore()).of('r1.9', { from: 0, to: 1 }, 5).most).toBe(0);
  });

  test('a view of 100 000 frames is drawn in a moment, at whatever zoom', () => {
    const frames = createFrameStore();
    frames.append(batch(every(1, 100_000)));
    const densities = createDensities(frames);
    densities.of('r1.1', { from: 0, to: 100_000 }, 1_000);
    for (const to of [100_000, 30_000, 5_000, 900]) {
      const started = performance.now();
      const { received } = densities.of('r1.1', { from: 0, to }, 1_000);
      expect(performance.now() - started).toBeLessThan(1_000);
      expect(sum(received)).toBeGreaterThan(to / 2);
    }
  });
});
