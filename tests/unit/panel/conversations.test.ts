import { expect, test } from 'vitest';
import { conversationRows } from '@/utils/panel/conversations';
import type { Correlation } from '@/utils/websocket/decoders';
import { createPairing } from '@/utils/websocket/decoders';

type Row = [direction: '>' | '<', correlations: Correlation[], error?: string];

function rowsOf(frames: readonly Row[], endedAt?: number) {
  const pairing = createPairing();
  const timeAt = (index: number) => 100 * index;
  frames.forEach(([direction, correlations, error], index) => {
    const decoded = { summary: `frame ${index}`, correlations, error };
    pairing.add({ index, at: timeAt(index), sent: direction === '>', decoded });
  });
  return conversationRows(pairing.conversations, { endedAt, now: 5000, timeAt });
}

const FRAMES: Row[] = [
  ['>', [{ id: '1', role: 'request' }]],
  ['>', [{ id: 'room', role: 'request', silent: true }]],
  ['<', [{ id: '1', role: 'reply', ends: true }]],
  ['>', [{ id: 'feed', role: 'request' }]],
  ['<', [{ id: 'feed', role: 'event' }]],
  ['<', [{ id: 'feed', role: 'event' }]],
  ['>', [{ id: '2', role: 'request' }]],
  ['<', [{ id: '3', role: 'request' }]],
  ['>', [{ id: '3', role: 'reply', ends: true }], 'no such method'],
];

test('operations become rows with their frames, how they stand, and how long they took', () => {
  expect(rowsOf(FRAMES)).toMatchObject([
    { key: 0, sent: true, state: 'answered', latency: 200, lasts: 200, frames: [0, 2] },
    { key: 1, state: 'open', lasts: 4900, frames: [1] },
    { key: 3, state: 'open', latency: 100, frames: [3, 4, 5] },
    { key: 6, state: 'waiting', lasts: 4400, frames: [6] },
    { key: 7, sent: false, state: 'failed', latency: 100, error: 'no such method', frames: [7, 8] },
  ]);
});

test('the end of the connection leaves what waited unanswered, and cuts off what went on', () => {
  const states = rowsOf(FRAMES, 1000).map(({ state, lasts }) => [state, lasts]);
  expect(states).toEqual([
    ['answered', 200],
    ['cut', 900],
    ['cut', 700],
    ['unanswered', 400],
    ['failed', 100],
  ]);
});

test('frames that are read out of their order pair as those in it', () => {
  const frames: Row[] = [
    ['>', [{ id: '1', role: 'request' }]],
    ['<', [{ id: '1', role: 'reply', ends: true }]],
    ['>', [{ id: '1', role: 'request' }]],
    ['<', [{ id: '1', role: 'reply', ends: true }]],
  ];
  const pairing = createPairing();
  for (const index of [3, 2, 0, 1]) {
    const [direction, correlations] = frames[index]!;
    pairing.add({ index, at: index, sent: direction === '>', decoded: { summary: '', correlations } });
  }
  expect(pairing.conversations.map((one) => one.frames)).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(pairing.of(2)[0]).toBe(pairing.conversations[1]);
  expect(pairing.partner.get(3)).toBe(2);
  expect(pairing.of(9)).toEqual([]);
});
