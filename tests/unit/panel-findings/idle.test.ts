import { expect, test } from 'vitest';
import { createIdleTurns } from '@/utils/panel/findings';

/** A clock and a panel that is idle when told so. */
function setUp(lengths: number[]) {
  let time = 0;
  let timer: { run: () => void; ms: number } | undefined;
  let idle: (() => void) | undefined;
  const pauses: number[] = [];
  let done: (() => void) | undefined;
  let turns = 0;
  const tick = createIdleTurns(
    {
      setTimeout(run, ms) {
        timer = { run, ms };
        pauses.push(ms);
        return 1;
      },
      clearTimeout() {
        timer = undefined;
      },
      requestIdleCallback(run) {
        idle = run;
        return 1;
      },
      cancelIdleCallback() {
        idle = undefined;
      },
    },
    () => time,
  )(
    () =>
      new Promise((resolve) => {
        done = () => {
          time += lengths[turns++] ?? 0;
          resolve();
        };
      }),
  );
  return {
    tick,
    pauses,
    turns: () => turns,
    isWaiting: () => timer !== undefined || idle !== undefined,
    begin() {
      timer?.run();
      timer = undefined;
      idle?.();
      idle = undefined;
    },
    async end() {
      done?.();
      // The turn goes on after its work has settled.
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test('one turn follows, however often it was asked for', async () => {
  const { tick, begin, end, turns, pauses, isWaiting } = setUp([1]);
  for (let i = 0; i < 5; i++) tick.request();
  expect(pauses).toHaveLength(1);
  begin();
  await end();
  expect(turns()).toBe(1);
  expect(isWaiting()).toBe(false);
});

test('what is asked for during a turn comes after it', async () => {
  const { tick, begin, end, turns } = setUp([1, 1]);
  tick.request();
  begin();
  tick.request();
  tick.request();
  await end();
  begin();
  await end();
  expect(turns()).toBe(2);
});

test('the pause grows with the length of the last turn: a tenth of the time at most', async () => {
  const { tick, begin, end, pauses } = setUp([200, 1]);
  tick.request();
  begin();
  tick.request();
  await end();
  begin();
  tick.request();
  await end();
  expect(pauses).toEqual([300, 1_800, 300]);
});

test('nothing comes after the end', async () => {
  const { tick, begin, end, turns, isWaiting } = setUp([1, 1]);
  tick.request();
  begin();
  tick.request();
  tick.cancel();
  await end();
  expect(isWaiting()).toBe(false);
  tick.request();
  begin();
  expect(turns()).toBe(1);
  expect(isWaiting()).toBe(false);
});
