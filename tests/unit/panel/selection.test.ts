import { expect, test } from 'vitest';
import { createMemory, createSelection, createVolatileMemory } from '@/utils/panel';

test('choosing a flow leaves the connection open that was looked at', () => {
  const selection = createSelection(createVolatileMemory());
  selection.select({ kind: 'frame', socketId: 'r1.1', seq: 7 });
  selection.select({ kind: 'flow', id: 'f1' });
  expect(selection.opened.value).toEqual({ socketId: 'r1.1', frameSeq: 7, flowId: 'f1' });
});

test('another connection closes the frame of the last one, and another flow its step', () => {
  const selection = createSelection(createVolatileMemory());
  selection.select({ kind: 'frame', socketId: 'r1.1', seq: 7 });
  selection.select({ kind: 'step', id: 's1', flowId: 'f1' });
  selection.select({ kind: 'socket', id: 'r1.2' });
  selection.select({ kind: 'flow', id: 'f2' });
  expect(selection.opened.value).toEqual({ socketId: 'r1.2', flowId: 'f2' });
});

test('back and forward go through what was selected, and a new selection ends the way forward', () => {
  const selection = createSelection(createVolatileMemory());
  selection.select({ kind: 'socket', id: 'r1.1' });
  selection.select({ kind: 'socket', id: 'r1.2' });
  selection.select({ kind: 'socket', id: 'r1.3' });
  selection.back();
  selection.back();
  expect(selection.current.value).toEqual({ kind: 'socket', id: 'r1.1' });
  expect(selection.canGoBack.value).toBe(false);
  selection.forward();
  expect(selection.current.value).toEqual({ kind: 'socket', id: 'r1.2' });
  selection.select({ kind: 'flow', id: 'f1' });
  expect(selection.canGoForward.value).toBe(false);
  selection.back();
  expect(selection.opened.value).toEqual({ socketId: 'r1.2' });
});

test('selecting the same thing again adds nothing to go back to', () => {
  const selection = createSelection(createVolatileMemory());
  selection.select({ kind: 'frame', socketId: 'r1.1', seq: 1 });
  selection.select({ kind: 'frame', socketId: 'r1.1', seq: 1 });
  expect(selection.canGoBack.value).toBe(false);
  selection.select({ kind: 'frame', socketId: 'r1.1', seq: 2 });
  expect(selection.canGoBack.value).toBe(true);
});

test('the way back is bounded', () => {
  const memory = createVolatileMemory();
  const selection = createSelection(memory);
  for (let n = 1; n <= 300; n++) selection.select({ kind: 'socket', id: `r1.${n}` });
  expect(memory.read<{ places: unknown[] }>('selection')?.places).toHaveLength(50);
  expect(selection.current.value).toEqual({ kind: 'socket', id: 'r1.300' });
});

test('storage that throws or holds rubbish is as if it were empty', () => {
  const broken = createMemory(
    {
      getItem: () => '{not json',
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    },
    'x.',
  );
  const selection = createSelection(broken);
  selection.select({ kind: 'flow', id: 'f1' });
  expect(selection.current.value).toEqual({ kind: 'flow', id: 'f1' });
});
