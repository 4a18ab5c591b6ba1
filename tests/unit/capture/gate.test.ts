import { expect, test } from 'vitest';
import { createGate } from '@/utils/capture/gate';

test('what is held comes through in order, also after one that throws, of which is told', () => {
  const seen: unknown[] = [];
  const gate = createGate((error) => seen.push(error));
  gate(() => seen.push(1));
  gate(() => {
    throw 'broken';
  });
  gate(() => seen.push(2));
  expect(seen).toEqual([]);
  gate.open();
  gate(() => seen.push(3));
  expect(seen).toEqual([1, 'broken', 2, 3]);
});
