import { effect } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSecondClock } from '@/utils/panel/oauth';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the clock ticks once a second while it is read, and not when nobody reads it', () => {
  const clock = createSecondClock(Date.now, globalThis);
  expect(vi.getTimerCount()).toBe(0);
  const seen: number[] = [];
  const first = effect(() => void seen.push(clock.value));
  const second = effect(() => void clock.value);
  expect(vi.getTimerCount()).toBe(1);
  const before = seen.length;
  vi.advanceTimersByTime(3000);
  expect(seen.length - before).toBe(3);
  first();
  second();
  expect(vi.getTimerCount()).toBe(0);
});
