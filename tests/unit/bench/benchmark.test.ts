import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { measured, median } from '../../bench/benchmark';
import { compare } from '../../bench/support/compare';

const figure = { subject: 'hook', name: 'recording', browser: 'chromium', unit: '×' } as const;

describe('a figure of the bench', () => {
  test('is written with its subject, name, browser, value, unit and target, and whether it is met', () => {
    expect(JSON.parse(JSON.stringify(measured({ ...figure, value: 1.2, atMost: 1.3 })))).toEqual({
      subject: 'hook',
      name: 'recording',
      browser: 'chromium',
      value: 1.2,
      unit: '×',
      target: '≤ 1.3',
      met: true,
    });
  });

  test('misses a bound from either side', () => {
    expect(measured({ ...figure, value: 1.4, atMost: 1.3 })).toMatchObject({ target: '≤ 1.3', met: false });
    expect(measured({ ...figure, value: 9, atLeast: 10 })).toMatchObject({ target: '≥ 10', met: false });
    expect(measured({ ...figure, value: Number.NaN, atMost: 1.3 }).met).toBe(false);
  });

  test('that is there for comparison has no target to miss', () => {
    expect(measured({ ...figure, value: 99 })).toMatchObject({ target: 'none', met: true });
  });
});

test('the median of an even number of values lies between the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('ratios are taken within a round, so that a machine that slows down slows both sides', async () => {
  let slowness = 0;
  const cost = (own: number) => async () => own * ++slowness;
  const { ours, inert } = await compare({ inert: cost(10), ours: cost(10) }, 101);
  expect(ours.ratio).toBeCloseTo(1, 1);
  expect(inert.ratio).toBe(1);
});

const docs = path.resolve(import.meta.dirname, '../../../docs/performance.md');
const benches = readdirSync(path.resolve(import.meta.dirname, '../../bench')).filter((file) =>
  file.endsWith('.bench.ts'),
);

test.each(benches)('%s is explained in docs/performance.md', (file) => {
  expect(readFileSync(docs, 'utf8')).toContain(file.replace('.bench.ts', ''));
});
