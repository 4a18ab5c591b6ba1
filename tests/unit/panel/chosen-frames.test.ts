import { expect, test } from 'vitest';
import { type Chosen, chooseAll, chooseRow, MOST_CHOSEN, NONE_CHOSEN } from '@/utils/panel/chosen-frames';

/** Rows of the even numbers: the odd ones are filtered out. */
const rows = (count: number) => ({
  count,
  seqOf: (row: number) => (row >= 0 && row < count ? row * 2 : undefined),
  rowOf: (seq: number) => (seq % 2 === 0 && seq / 2 < count ? seq / 2 : -1),
});
const seqs = ({ seqs: held }: Chosen) => [...held].sort((a, b) => a - b);

test('a plain choice is one frame, whatever was chosen before', () => {
  const next = chooseRow({ seqs: new Set([0, 2]), anchor: 0 }, rows(10), 3, 'only', 2);
  expect([seqs(next.chosen), next.current]).toEqual([[6], 6]);
});

test('toggling adds to the one that is looked at, and takes away', () => {
  const added = chooseRow(NONE_CHOSEN, rows(10), 3, 'toggle', 2);
  expect([seqs(added.chosen), added.current]).toEqual([[2, 6], 6]);
  const taken = chooseRow(added.chosen, rows(10), 3, 'toggle', 6);
  expect([seqs(taken.chosen), taken.current]).toEqual([[2], 2]);
  const other = chooseRow(added.chosen, rows(10), 1, 'toggle', 6);
  expect([seqs(other.chosen), other.current]).toEqual([[6], 6]);
});

test('a range goes from where one began, either way, and only over rows of the list', () => {
  const down = chooseRow(NONE_CHOSEN, rows(10), 4, 'range', 4);
  expect([seqs(down.chosen), down.current]).toEqual([[4, 6, 8], 8]);
  const up = chooseRow(down.chosen, rows(10), 1, 'range', down.current);
  expect([seqs(up.chosen), up.current]).toEqual([[2, 4], 2]);
});

test('all are chosen, as many as can be, the newest first', () => {
  expect(seqs(chooseAll(rows(3)))).toEqual([0, 2, 4]);
  const many = chooseAll(rows(MOST_CHOSEN + 5));
  expect(many.seqs.size).toBe(MOST_CHOSEN);
  expect(many.seqs.has((MOST_CHOSEN + 4) * 2)).toBe(true);
  expect(many.seqs.has(0)).toBe(false);
});
