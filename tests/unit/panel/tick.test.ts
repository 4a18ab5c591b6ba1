import { describe, expect, test } from 'vitest';
import { createPacedSchedule } from '@/utils/panel';

/** A clock, its timers and an animation frame every 16 ms. */
function setUp() {
  let now = 1_000;
  let timers: { at: number; run: () => void }[] = [];
  const after = (run: () => void, ms: number) => {
    const timer = { at: now + ms, run };
    timers.push(timer);
    return timer;
  };
  const scope = {
    performance: { now: () => now },
    setTimeout: after,
    clearTimeout: (timer: never) => {
      timers = timers.filter((one) => one !== timer);
    },
    requestAnimationFrame: (run: () => void) => {
      after(run, 16);
      return 1;
    },
    cancelAnimationFrame() {},
  };
  function pass(ms: number) {
    const end = now + ms;
    for (;;) {
      const [next] = timers.toSorted((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      timers = timers.filter((one) => one !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = Math.max(now, end);
  }
  const runs: number[] = [];
  let cost = 0;
  const tick = createPacedSchedule(scope)(() => {
    runs.push(now);
    now += cost;
  });
  return { tick, pass, runs, costs: (ms: number) => (cost = ms) };
}

describe('what comes in is drawn', () => {
  test('at once when nothing was drawn lately', () => {
    const { tick, pass, runs } = setUp();
    tick.request();
    expect(runs).toHaveLength(1);
    pass(1_000);
    tick.request();
    expect(runs).toHaveLength(2);
  });

  test('once for all that came meanwhile, and not again by itself', () => {
    const { tick, pass, runs } = setUp();
    for (let n = 0; n < 10; n++) tick.request();
    expect(runs).toHaveLength(1);
    pass(1_000);
    expect(runs).toHaveLength(2);
  });

  test('the more seldom the more it costs, and still a few times a second', () => {
    const ofCost = (ms: number) => {
      const { tick, pass, runs, costs } = setUp();
      costs(ms);
      for (let n = 0; n < 1_000; n++) {
        tick.request();
        pass(10);
      }
      return (runs.length - 1) / ((runs.at(-1)! - runs[0]!) / 1_000);
    };
    expect(ofCost(0)).toBeGreaterThan(10);
    expect(ofCost(60) * 76).toBeLessThan(400);
    expect(ofCost(300)).toBeGreaterThan(1.2);
  });

  test('no more once it is cancelled', () => {
    const { tick, pass, runs } = setUp();
    tick.request();
    tick.request();
    tick.cancel();
    pass(1_000);
    expect(runs).toHaveLength(1);
  });
});
