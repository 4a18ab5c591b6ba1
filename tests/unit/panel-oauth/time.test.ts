import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatClock,
  formatCountdown,
  formatDistance,
  formatDuration,
  formatInstant,
} from '@/utils/panel/oauth';
import { T0 } from './support';

test.each([
  [0, '0 ms'],
  [850, '850 ms'],
  [999.7, '1.0 s'],
  [4210, '4.2 s'],
  [59_960, '1 min'],
  [252_000, '4 min 12 s'],
  [3_900_000, '1 h 5 min'],
  [273_600_000, '3 d 4 h'],
  [-1500, '−1.5 s'],
  [Number.NaN, '–'],
])('a span of %d ms is written %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [252_000, '4:12'],
  [251_001, '4:12'],
  [0, '0:00'],
  [-5000, '0:00'],
  [3_844_000, '1:04:04'],
  [183_600_000, '2 d 3 h'],
])('%d ms left count down as %s', (ms, text) => {
  expect(formatCountdown(ms)).toBe(text);
});

test('a clock shows milliseconds in 24 hours', () => {
  expect(formatClock(T0 + 9123, 'UTC')).toMatch(/14:00:09[.,]123/);
});

test('a distance says in which direction it lies', () => {
  expect(formatDistance(T0 + 252_000, T0)).toBe('in 4 min 12 s');
  expect(formatDistance(T0 - 3000, T0)).toBe('3.0 s ago');
  expect(formatDistance(T0, T0)).toBe('now');
});

test('no number that a page can send makes a time throw', () => {
  fc.assert(
    fc.property(fc.double(), (at) => {
      for (const text of [formatClock(at), formatInstant(at), formatDuration(at), formatDistance(at, 0)]) {
        expect(text.length).toBeGreaterThan(0);
      }
    }),
  );
});
