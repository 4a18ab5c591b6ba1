import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowForKey, rowWindow, scrollToRow, TALLEST } from '@/utils/panel/window';

const base = { count: 1000, rowHeight: 22, viewport: 220, scrollTop: 0, overscan: 0 };

describe('the rows of a virtual list', () => {
  test('are those that the scroll position shows, and a few beyond', () => {
    expect(rowWindow({ ...base, scrollTop: 2200 })).toEqual({
      first: 100,
      last: 110,
      offset: 2200,
      height: 22000,
    });
    expect(rowWindow({ ...base, scrollTop: 2211, overscan: 3 })).toMatchObject({
      first: 97,
      last: 114,
      offset: 2134,
    });
  });

  test('end with the list', () => {
    expect(rowWindow({ ...base, count: 4 })).toMatchObject({ first: 0, last: 4, height: 88 });
    expect(rowWindow({ ...base, count: 0 })).toMatchObject({ first: 0, last: 0, height: 0 });
  });

  test('reach the last of ten million within the height that a browser lays out', () => {
    const many = { ...base, count: 10_000_000 };
    const end = rowWindow({ ...many, scrollTop: TALLEST - 220 });
    expect(end.height).toBe(TALLEST);
    expect(end.last).toBe(10_000_000);
    expect(end.offset + (end.last - end.first) * 22).toBeCloseTo(TALLEST, 3);
  });

  test('any row can be scrolled to, and is then wholly seen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, share, from) => {
          const index = Math.floor(share * (count - 1));
          const height = Math.min(count * 22, TALLEST);
          const scrollTop = from * Math.max(0, height - 220);
          const to = scrollToRow(index, { ...base, count, scrollTop });
          const { first, last, offset } = rowWindow({ ...base, count, scrollTop: to });
          const top = offset + (index - first) * 22 - to;
          expect(index).toBeGreaterThanOrEqual(first);
          expect(index).toBeLessThan(last);
          expect(top).toBeGreaterThan(-0.01);
          expect(top + 22).toBeLessThan(220.01);
        },
      ),
    );
  });
});

describe('keys', () => {
  test('go by row, by page and to the ends, and not beyond them', () => {
    expect(rowForKey('ArrowDown', -1, 10, 5)).toBe(0);
    expect(rowForKey('ArrowUp', -1, 10, 5)).toBe(9);
    expect(rowForKey('ArrowDown', 9, 10, 5)).toBe(9);
    expect(rowForKey('PageDown', 2, 10, 5)).toBe(7);
    expect(rowForKey('PageUp', 2, 10, 5)).toBe(0);
    expect(rowForKey('End', 2, 10, 5)).toBe(9);
  });

  test('other keys go nowhere, nor does any in an empty list', () => {
    expect(rowForKey('a', 2, 10, 5)).toBeUndefined();
    expect(rowForKey('toString', 2, 10, 5)).toBeUndefined();
    expect(rowForKey('End', -1, 0, 5)).toBeUndefined();
  });
});
