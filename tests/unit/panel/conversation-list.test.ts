import { expect, test } from 'vitest';
import { conversationLines, MOST_BENEATH } from '@/utils/panel/conversation-list';
import type { ConversationRow } from '@/utils/panel/conversations';
import { createVolatileMemory } from '@/utils/panel/memory';
import { createPins, MOST_PINS } from '@/utils/panel/pins';

const row = (key: number, frames: number[]): ConversationRow => ({
  key,
  id: `${key}`,
  sent: true,
  summary: `call ${key}`,
  state: 'answered',
  startedAt: 0,
  lasts: 1,
  frames,
});
const list = (...indices: number[]) => ({ indices, count: indices.length });
const drawn = (...args: Parameters<typeof conversationLines>) =>
  conversationLines(...args).map((line) =>
    line.kind === 'operation'
      ? `${line.open ? 'v' : '>'} ${line.row.key} (${line.shown})`
      : `  ${line.index}`,
  );

test('an operation’s frames stand beneath it where it is open', () => {
  const rows = [row(1, [1, 4]), row(2, [2, 3, 5])];
  expect(drawn(rows, list(1, 2, 3, 4, 5), new Set([2]))).toEqual(['> 1 (2)', 'v 2 (3)', '  2', '  3', '  5']);
});

test('a filter leaves its frames, and no operation without any', () => {
  const rows = [row(1, [1, 4]), row(2, [2, 3, 5])];
  expect(drawn(rows, list(3, 5, 9), new Set([1, 2]))).toEqual(['v 2 (2)', '  3', '  5']);
});

test('of a subscription without end the first frames are laid out, and all are counted', () => {
  const frames = Array.from({ length: MOST_BENEATH + 10 }, (_, at) => at);
  const lines = conversationLines([row(0, frames)], list(...frames), new Set([0]));
  expect(lines).toHaveLength(MOST_BENEATH + 1);
  expect(lines[0]).toMatchObject({ shown: MOST_BENEATH + 10 });
});

test('pins stay by connection over a reload, all on or all off, and no more than can be shown', () => {
  const memory = createVolatileMemory();
  const pins = createPins(memory);
  pins.toggle('r1.1', [4, 2]);
  pins.toggle('r1.1', [2, 7]);
  pins.toggle('r1.2', [1]);
  expect(pins.pins.value).toEqual({ 'r1.1': [4, 2, 7], 'r1.2': [1] });
  pins.toggle('r1.1', [4, 7]);
  expect(createPins(memory).pins.value).toEqual({ 'r1.1': [2], 'r1.2': [1] });
  pins.toggle(
    'r1.1',
    Array.from({ length: 80 }, (_, at) => 100 + at),
  );
  expect(pins.pins.value['r1.1']).toHaveLength(MOST_PINS);
  pins.clear();
  expect(pins.pins.value).toEqual({});
});
