import { expect, test } from 'vitest';
import type { Observation } from '@/utils/session/observations';
import { createJournal } from '@/utils/storage/journal';

const place = { tabId: 1, frameId: 0 };
const request = (requestId: string, at: number): Observation => ({
  kind: 'request-completed',
  at,
  place,
  requestId,
  hop: 0,
  status: 200,
});
const opened = (socket: `${string}.${number}`): Observation => ({
  kind: 'socket-opened',
  at: 1,
  place,
  socket,
  protocol: '',
  extensions: '',
});
const generous = { observations: 100, size: 100_000 };

test('observations come back in order, and after a sequence number only the later ones', () => {
  const journal = createJournal(generous);
  const seqs = [1, 2, 3].map((at) => journal.append(request(`r${at}`, at), 'core'));
  expect(seqs).toEqual([0, 1, 2]);
  expect(journal.after().map((one) => 'at' in one && one.at)).toEqual([1, 2, 3]);
  expect(journal.after(1)).toEqual([request('r3', 3)]);
});

test('beyond its count the oldest exchange goes whole, and the journal says so', () => {
  const journal = createJournal({ observations: 4, size: 100_000 });
  for (const at of [1, 2]) journal.append(request('old', at), 'core');
  for (const at of [3, 4]) journal.append(request('new', at), 'core');
  expect(journal.missing()).toEqual([]);
  journal.append(request('newest', 5), 'core');
  expect(journal.after().map((one) => 'requestId' in one && one.requestId)).toEqual(['new', 'new', 'newest']);
  expect(journal.dropped).toEqual({ count: 2, size: 0, all: 0 });
  expect(journal.missing()[0]).toBe(
    '2 older observations were left out: the journal keeps 4 of a tab and its popups.',
  );
});

test('tokens in use make room before the steps of a flow do', () => {
  const journal = createJournal({ observations: 3, size: 100_000 });
  journal.append(request('token', 1), 'core');
  for (const at of [2, 3, 4, 5]) journal.append(request(`poll${at}`, at), 'use');
  expect(journal.after().map((one) => 'requestId' in one && one.requestId)).toEqual([
    'token',
    'poll4',
    'poll5',
  ]);
});

test('its size is bounded as well', () => {
  const journal = createJournal({ observations: 100, size: 500 });
  for (let at = 0; at < 20; at++) journal.append(request(`r${at}`, at), 'core');
  expect(journal.after().length).toBeGreaterThan(0);
  expect(journal.size).toBeLessThanOrEqual(500);
  expect(journal.missing()).toEqual([expect.stringMatching(/^\d+ older .* keeps 0\.0005 MB/)]);
});

test("a socket's life told again is not told twice, until the journal is cleared", () => {
  const journal = createJournal(generous);
  expect(journal.append(opened('r.1'), 'use')).toBe(0);
  expect(journal.append(opened('r.1'), 'use')).toBeUndefined();
  journal.clear();
  expect(journal.after()).toEqual([]);
  expect(journal.append(opened('r.1'), 'use')).toBe(1);
});
