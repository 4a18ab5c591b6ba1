import { describe, expect, test } from 'vitest';
import { attemptsOf, backoffOf, connectionRows, waitsOf } from '@/utils/panel/connection-rows';
import type { Socket } from '@/utils/websocket/model';
import { makeSocket, place, START } from './fixture';

const closed = (at: number): Socket['state'] => ({
  phase: 'closed',
  since: START + at,
  openedAt: START + at - 10,
  code: 1006,
  reason: '',
  wasClean: false,
  by: 'network',
});
/** Attempts that last 20 ms, with these waits between them; the last one lives. */
function series(waits: number[], from = 1, change: Partial<Socket> = {}): Socket[] {
  let at = 0;
  return [0, ...waits].map((wait, n) => {
    at += wait + (n > 0 ? 20 : 0);
    const state: Socket['state'] =
      n === waits.length ? { phase: 'open', since: START + at + 5 } : closed(at + 20);
    return makeSocket(from + n, at, state, change);
  });
}
const drawn = (...args: Parameters<typeof connectionRows>) =>
  connectionRows(...args).map((row) =>
    row.kind === 'place'
      ? `# ${row.page} ${row.of} (${row.count})`
      : row.kind === 'attempt'
        ? `    ${row.socket.ordinal}`
        : `${row.attempts ? (row.open ? 'v' : '>') : '-'} ${row.socket.ordinal}${row.attempts ? ` ×${row.attempts.length}` : ''}`,
  );

describe('connections as rows', () => {
  test('reconnects to one address are one row, the latest, whatever its query', () => {
    const attempts = series([100, 200, 400]).map((socket, n) => ({
      ...socket,
      url: `${socket.url}?try=${n}`,
    }));
    const other = makeSocket(9, 50, { phase: 'open', since: START }, { url: 'wss://feed.example.com/other' });
    expect(drawn([...attempts, other], { open: new Map() })).toEqual(['> 4 ×4', '- 9']);
    expect(drawn([...attempts, other], { open: new Map([['s1', true]]) })).toEqual([
      'v 4 ×4',
      '    3',
      '    2',
      '    1',
      '- 9',
    ]);
  });

  test('an earlier attempt that is looked at is shown', () => {
    expect(drawn(series([1, 1]), { open: new Map(), opened: 'r1.2' })).toEqual(['v 3 ×3', '    2', '    1']);
  });

  test('one reconnect is one row too, unfolded until it is folded by hand', () => {
    expect(drawn(series([100]), { open: new Map() })).toEqual(['v 2 ×2', '    1']);
    expect(drawn(series([100]), { open: new Map([['s1', false]]) })).toEqual(['> 2 ×2']);
  });

  test('connections that live at the same time are no attempts of each other', () => {
    const pool = [1, 2, 3].map((n) => makeSocket(n, n, { phase: 'open', since: START + n }));
    expect(drawn(pool, { open: new Map() })).toEqual(['- 1', '- 2', '- 3']);
  });

  test('a page that connects again much later does not reconnect', () => {
    expect(drawn(series([100, 600_000]), { open: new Map() })).toEqual(['v 2 ×2', '    1', '- 3']);
  });

  test('stand by page and frame where there are several; a page loaded again is the same', () => {
    const at = (n: number, change: Partial<Socket['place']>) =>
      makeSocket(n, n * 10, { phase: 'open', since: START }, { place: { ...place, ...change } });
    const page = at(1, {});
    const reloaded = at(3, { documentId: 'D2', documentUrl: 'https://app.example.com/markets?code=x#y' });
    const frame = at(2, { frameId: 5, documentUrl: 'https://chat.example.net/widget' });
    expect(drawn([page, reloaded], { open: new Map() })).toEqual(['- 1', '- 3']);
    expect(drawn([page, frame, reloaded], { open: new Map() })).toEqual([
      '# https://app.example.com/markets page (2)',
      '- 1',
      '- 3',
      '# https://chat.example.net/widget frame (1)',
      '- 2',
    ]);
  });

  test('the row of a series keeps its key while attempts come', () => {
    const attempts = series([1, 1, 1]);
    const keys = (count: number) =>
      connectionRows(attempts.slice(0, count), { open: new Map() }).map(({ key }) => key);
    expect(keys(3)).toEqual(keys(4));
  });
});

describe('the waits between attempts', () => {
  test('are from the end of one to the beginning of the next', () => {
    expect(waitsOf(series([100, 200, 400]))).toEqual([100, 200, 400]);
    expect(attemptsOf(series([100]), series([100])[1]!).map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  test.each([
    [[1000, 2000, 4000, 8000], 'grows'],
    [[980, 2100, 3900, 8400, 30_000, 30_100], 'grows'],
    [[1000, 1010, 990, 1005], 'steady'],
    [[2, 5, 1, 3], 'none'],
    [[4000, 300, 9000, 120], 'uneven'],
    [[1000, 2000], undefined],
  ])('%j: the client’s backoff is told as %s', (waits, told) => {
    expect(backoffOf(waits)).toBe(told);
  });
});
