import { expect, test } from 'vitest';
import { readSession, writeSession } from '@/utils/exchange';
import { createSessionFold } from '@/utils/session';
import type { Marked, Observation } from '@/utils/session/observations';

const place = { tabId: 1, frameId: 0 };
const note = (at: number, seq: number, text: string): Marked => ({
  kind: 'marked',
  by: 'user',
  at,
  text,
  place,
  frame: { socket: 'r.1', seq },
});

function marksOf(observations: Observation[]) {
  const fold = createSessionFold();
  fold.apply(observations);
  return fold.session.marks.map(({ frame, text }) => `${frame?.seq ?? '-'} ${text}`);
}

test('of the notes on a frame the latest counts, in whatever order they are told', () => {
  const notes = [note(1, 4, 'first'), note(2, 4, 'second'), note(2, 5, 'other')];
  expect(marksOf(notes)).toEqual(['4 second', '5 other']);
  expect(marksOf(notes.toReversed()).sort()).toEqual(['4 second', '5 other']);
  expect(marksOf([...notes, { ...note(3, 4, 'a word'), frame: undefined }])).toHaveLength(3);
});

test('the same note on two frames is two notes', () => {
  expect(marksOf([note(1, 4, 'look'), note(1, 5, 'look')])).toHaveLength(2);
});

test('when a note on a frame was written does not lengthen the session', () => {
  const fold = createSessionFold();
  fold.apply([{ kind: 'navigated', at: 10, place, url: 'https://a.example/' }, note(9_000, 4, 'late')]);
  expect(fold.session.span).toEqual({ from: 10, to: 10 });
});

test('notes on frames go into the session file and come back', () => {
  const header = { exportedAt: '2026-01-01T00:00:00.000Z', generator: { name: 'Handshake', version: '1' } };
  const read = readSession([...writeSession(header, [note(1, 4, 'look')])].join(''));
  expect(read.ok && read.session.observations).toEqual([note(1, 4, 'look')]);
});
