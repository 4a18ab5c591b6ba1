import { expect, test } from 'vitest';
import { createRecords } from '@/utils/hook/records';

const note = (kind: string) => ({ kind }) as never;

function setUp(limit: number) {
  const records = createRecords(limit);
  const open = () => records.add(records.draw(), note('socket-created'));
  const kept = () => {
    const all: number[] = [];
    for (let record = records.first(); record; record = record.next) all.push(record.n);
    return all;
  };
  return { records, open, kept };
}

test('of more sockets than are kept the oldest closed one goes first', () => {
  const { records, open, kept } = setUp(3);
  const [, second] = [open(), open(), open()];
  second!.closed = note('socket-closed');
  open();
  expect(kept()).toEqual([1, 3, 4]);
  expect(records.get(2)).toBeNull();
  expect(records.get(3)?.n).toBe(3);
});

test('where none has closed the oldest goes, and the list holds together', () => {
  const { open, kept } = setUp(2);
  for (let i = 0; i < 5; i++) open();
  expect(kept()).toEqual([4, 5]);
});
