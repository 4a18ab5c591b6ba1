import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { nextMatch } from '@/utils/panel/next-match';
import { openedBy, type Selection } from '@/utils/panel/selection';
import { createFrameStore } from '@/utils/session';
import { frames as batch } from '../support/journal';
import { flows, makeSocket } from './fixture';

const sockets = [1, 2].map((n) => ({
  ...makeSocket(n, 0, { phase: 'connecting', since: 0 }),
  id: `r.${n}` as const,
}));
const frames = createFrameStore();
frames.append(batch(...Array.from({ length: 6 }, (_, seq) => ({ seq, at: seq, payload: `${seq}` }))));

/** Where next and previous lead, from nothing on, until they are round. */
function round(step: 1 | -1, { found, answering }: { found: number[]; answering: string[] }): string[] {
  const search = {
    answers: (id: string) => answering.includes(id),
    foundIn: (id: string) => (id === 'r.1' ? found.length : 0),
    nearest: (from: number, way: 1 | -1) =>
      way > 0 ? found.find((index) => index > from) : found.findLast((index) => index < from),
  };
  const current = signal<Selection | undefined>(undefined);
  const opened = signal({});
  const way: string[] = [];
  for (let steps = 0; steps <= found.length + answering.length; steps++) {
    const next = nextMatch(
      { frames, search, session: { sockets, flows }, selection: { current, opened } },
      step,
    );
    if (!next) break;
    way.push(next.kind === 'frame' ? `frame ${next.seq}` : `${next.kind} ${next.id}`);
    opened.value = openedBy(next, opened.value);
    current.value = next;
  }
  return way;
}

test('frames that answer come first, then connections that do by themselves, then flows, and round again', () => {
  const all = { found: [1, 4], answering: ['r.2', 'f1', 'f2'] };
  expect(round(1, all)).toEqual(['frame 1', 'frame 4', 'socket r.2', 'flow f1', 'flow f2', 'frame 1']);
  expect(round(-1, all)).toEqual(['flow f2', 'flow f1', 'socket r.2', 'frame 4', 'frame 1', 'flow f2']);
});

test('what answers alone is gone to, and stays; nothing leads nowhere', () => {
  expect(round(1, { found: [], answering: ['f2'] })).toEqual(['flow f2', 'flow f2']);
  expect(round(-1, { found: [3], answering: [] })).toEqual(['frame 3', 'frame 3']);
  expect(round(1, { found: [], answering: [] })).toEqual([]);
});

test('a connection whose frames answer is not gone to once more by its name', () => {
  expect(round(1, { found: [2], answering: ['r.1'] })).toEqual(['frame 2', 'frame 2', 'frame 2']);
});
