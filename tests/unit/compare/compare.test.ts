import { describe, expect, test } from 'vitest';
import { compareSessions } from '@/utils/compare';
import { align } from '@/utils/compare/align';
import { compareHeld } from '@/utils/panel/compare/read';
import { redactJournal } from '@/utils/redaction';
import { createSessionFold } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import { closed, created, opened } from '../support/journal';
import { signIn } from '../support/sign-in';

function fold(observations: Iterable<Observation>) {
  const session = createSessionFold();
  session.apply([...observations]);
  return session;
}

/** The same, a moment later, in another tab. */
const later = () =>
  signIn().map((seen) => ({
    ...seen,
    ...('at' in seen && { at: seen.at + 7 }),
    ...('times' in seen && { times: Array.from(seen.times, (at) => at + 7) }),
    place: { ...seen.place, tabId: 9 },
  })) as Observation[];

describe('two sessions', () => {
  test('that went the same way are alike, though times and tabs differ', async () => {
    const comparison = await compareHeld(fold(signIn()), fold(later()));
    expect(comparison.whole).toEqual([]);
    expect(comparison.pairs).toHaveLength(3);
    expect(comparison.pairs.filter(({ standing }) => standing !== 'same')).toEqual([]);
  });

  test('of which one is redacted are alike', async () => {
    const redacted = redactJournal(() => signIn(), { key: new Uint8Array(32), level: 'default' });
    const comparison = await compareHeld(fold(signIn()), fold(redacted.observations));
    expect(comparison.pairs.filter(({ standing }) => standing !== 'same')).toEqual([]);
  });

  test('that part ways: what is in one only comes first, then what differs', () => {
    const other = signIn()
      .filter((seen) => !(seen.kind === 'socket-closed'))
      .map((seen) =>
        seen.kind === 'request-started' && seen.body?.state === 'form' && seen.requestId === '5'
          ? { ...seen, url: 'https://as.example/other' }
          : seen,
      );
    const more = [created('r.3', 70_000, { url: 'wss://api.example/more' }), opened('r.3', 70_010)];
    const { pairs, whole } = compareSessions(
      { session: fold(signIn()).session },
      { session: fold([...other, ...more, closed('r.1', 62_200, 1006)]).session },
    );
    expect(pairs[0]).toMatchObject({
      kind: 'socket',
      standing: 'only-there',
      name: 'wss://api.example/more',
    });
    const socket = pairs.find(({ kind, standing }) => kind === 'socket' && standing === 'differs');
    expect(socket?.differences).toEqual(
      expect.arrayContaining([
        { what: 'code', here: '4401', there: '1006' },
        { what: 'reason', here: 'token expired', there: '' },
      ]),
    );
    expect(whole.map(({ what }) => what)).toContain('sockets');
  });

  test('a step that failed in one is told', () => {
    const failing = signIn().map((seen) =>
      seen.kind === 'response-started' && seen.requestId === '3' ? { ...seen, status: 400 } : seen,
    );
    const { pairs } = compareSessions(
      { session: fold(signIn()).session },
      { session: fold(failing).session },
    );
    const flow = pairs.find(({ kind, standing }) => kind === 'flow' && standing === 'differs');
    expect(flow?.differences.map(({ what }) => what).join()).toMatch(/step:token_request/);
  });
});

test('lists are aligned by the longest way through both', () => {
  expect(align([...'abcd'], [...'axcd'], (one) => one)).toEqual([
    ['a', 'a'],
    ['b', undefined],
    [undefined, 'x'],
    ['c', 'c'],
    ['d', 'd'],
  ]);
  expect(align([], ['a'], (one: string) => one)).toEqual([[undefined, 'a']]);
});
