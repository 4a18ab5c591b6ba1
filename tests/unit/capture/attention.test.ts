import { expect, test } from 'vitest';
import { createAttention } from '@/utils/capture/attention';

const MINUTE = 60_000;

function open() {
  let now = 1_000_000;
  let timers: { at: number; run: () => void }[] = [];
  let recording = false;
  let stored = 0;
  const attention = createAttention({
    now: () => now,
    later: (run, delay) => void timers.push({ at: now + delay, run }),
    needed: () => recording,
    changed: () => {
      stored += 1;
    },
  });
  const told: boolean[] = [];
  attention.follow((full) => told.push(full));
  return {
    attention,
    told,
    stored: () => stored,
    record(on: boolean) {
      recording = on;
      attention.check();
    },
    wait(ms: number) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}

function port() {
  let gone = () => {};
  return {
    onDisconnect: {
      addListener: (listener: () => void) => {
        gone = listener;
      },
    },
    close: () => gone(),
  };
}

test('all is listened to until the stored state has been read, and then only for a reason', () => {
  const { attention, told } = open();
  expect(told).toEqual([true]);
  attention.restore(undefined);
  expect(told).toEqual([true, false]);
});

test('for half an hour after the last request of OAuth, which is not stored for each use of a token', () => {
  const on = open();
  on.attention.restore(undefined);
  for (let use = 0; use < 100; use += 1) on.attention.seen();
  expect(on.told).toEqual([true, false, true]);
  expect(on.stored()).toBe(1);
  on.wait(20 * MINUTE);
  on.attention.seen();
  on.wait(29 * MINUTE);
  expect(on.told.at(-1)).toBe(true);
  on.wait(2 * MINUTE);
  expect(on.told).toEqual([true, false, true, false]);
});

test('while a page of ours is open, however many there are', () => {
  const { attention, told } = open();
  attention.restore(undefined);
  const [panel, devtools] = [port(), port()];
  attention.hold(panel);
  attention.hold(devtools);
  panel.close();
  expect(told).toEqual([true, false, true]);
  devtools.close();
  expect(told).toEqual([true, false, true, false]);
});

test('while something is recorded, however long nothing of OAuth is seen', () => {
  const on = open();
  on.attention.restore(undefined);
  on.record(true);
  on.attention.seen();
  on.wait(60 * MINUTE);
  expect(on.told).toEqual([true, false, true]);
  on.record(false);
  expect(on.told.at(-1)).toBe(false);
});

test('a background that comes back goes on as long as the last one would have', () => {
  const { attention, told, wait } = open();
  attention.restore(1_000_000 + 10 * MINUTE);
  expect(told).toEqual([true]);
  wait(11 * MINUTE);
  expect(told).toEqual([true, false]);
});
