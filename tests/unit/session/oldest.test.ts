import { expect, test, vi } from 'vitest';
import { createOldest } from '@/utils/session/oldest';

test('keys are named in the order in which they were put in', () => {
  const held = new Map([1, 2, 3].map((key) => [key, '']));
  const oldest = createOldest(held);
  held.delete(oldest()!);
  held.set(4, '');
  held.set(2, 'again, at its place');
  expect([...held.keys()]).toEqual([2, 3, 4]);
  expect(oldest()).toBe(2);
});

test('what is put in after all was named, or cleared, is named too', () => {
  const held = new Map<number, string>();
  const oldest = createOldest(held);
  expect(oldest()).toBeUndefined();
  held.set(1, '');
  expect(oldest()).toBe(1);
  held.clear();
  held.set(2, '');
  expect(oldest()).toBe(2);
});

test('its first key is not looked for anew each time', () => {
  const held = new Map<number, string>();
  const keys = vi.spyOn(held, 'keys');
  const oldest = createOldest(held);
  for (let key = 0; key < 1_000; key++) {
    held.set(key, '');
    if (held.size > 10) held.delete(oldest()!);
  }
  expect(held.size).toBe(10);
  expect(Math.min(...held.keys())).toBe(990);
  // Once at the beginning, and once by this test.
  expect(keys).toHaveBeenCalledTimes(2);
});
