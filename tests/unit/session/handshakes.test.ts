import { describe, expect, test } from 'vitest';
import { createFold } from '@/utils/session';
import type { Observation, SocketId } from '@/utils/session/observations';
import { closed, closing, created, errored, handshake, opened, PAGE, T0, URL_ECHO } from '../support/journal';
import { deriveNothing } from '../support/oauth';

function socketsOf(...observations: Observation[]) {
  const fold = createFold(deriveNothing);
  fold.apply(observations);
  return fold.session.sockets;
}

/** `r.1→7:0 r.2→-`: which exchange each socket was joined with. */
function pairs(...observations: Observation[]): string {
  return socketsOf(...observations)
    .map(({ id, handshake: joined }) => `${id}→${joined?.exchangeId ?? '-'}`)
    .join(' ');
}

describe('joining sockets with their handshakes', () => {
  test('one socket and one handshake of the same frame and URL', () => {
    const [socket] = socketsOf(created('r.1', 0), ...handshake('7', 1, { status: 101 }), opened('r.1', 8));
    expect(socket?.handshake).toMatchObject({ exchangeId: '7:0', status: 101, joinedBy: 'only-candidate' });
  });

  test('a WebSocketStream keeps its handshake, and says that its frames are not visible', () => {
    const stream = { ...created('r.1', 0), api: 'WebSocketStream' } as Observation;
    const [socket] = socketsOf(stream, ...handshake('7', 1, { status: 101 }), opened('r.1', 8));
    expect(socket).toMatchObject({
      framesVisible: false,
      unseenReason: 'stream',
      handshake: { exchangeId: '7:0' },
      state: { phase: 'open' },
    });
  });

  test('many to one URL at once, in order of creation, whatever the order of their answers', () => {
    const ids = Array.from({ length: 25 }, (_, i) => i + 1);
    const observations = [
      ...ids.map((n) => created(`r.${n}`, n * 0.1)),
      // The last answers first.
      ...ids.flatMap((n) => handshake(`${100 + n}`, n * 0.1 + 0.5, { status: 101, respondedAt: 60 - n })),
      ...ids.map((n) => opened(`r.${n}`, 61 - n)),
    ];
    expect(pairs(...observations)).toBe(ids.map((n) => `r.${n}→${100 + n}:0`).join(' '));
    expect(new Set(socketsOf(...observations).map((socket) => socket.handshake?.joinedBy))).toEqual(
      new Set(['order']),
    );
  });

  test('a handshake after the open event is joined as well', () => {
    expect(pairs(created('r.1', 0), opened('r.1', 8), ...handshake('7', 1, { status: 101 }))).toBe('r.1→7:0');
  });

  test('a socket that made no request (connect-src, close() at once) does not shift the others', () => {
    expect(
      pairs(
        created('r.1', 0),
        errored('r.1', 1),
        closed('r.1', 1, 1006),
        created('r.2', 2),
        ...handshake('7', 3, { status: 101 }),
        opened('r.2', 9),
      ),
    ).toBe('r.1→- r.2→7:0');
  });

  test('a socket that the page closed in the same turn leaves the request to its neighbour that opened', () => {
    expect(
      pairs(
        created('r.1', 0),
        closing('r.1', 0),
        created('r.2', 0.2),
        closed('r.1', 1, 1006),
        ...handshake('7', 1, { status: 101, respondedAt: 6 }),
        opened('r.2', 7),
      ),
    ).toBe('r.1→- r.2→7:0');
  });

  test('a 101 cannot belong to a socket that never opened', () => {
    const worker = handshake('6', 0.5, { status: 101, respondedAt: 5 });
    const page = handshake('7', 1, { error: 'net::ERR_FAILED', respondedAt: 4 });
    expect(pairs(created('r.1', 0), ...worker, ...page, errored('r.1', 6), closed('r.1', 6, 1006))).toContain(
      'r.1→7:0',
    );
  });

  test('an answer that came after the socket was open is another socket’s', () => {
    const late = handshake('6', 0.5, { status: 101, respondedAt: 900 });
    const own = handshake('7', 1, { status: 101, respondedAt: 5 });
    expect(pairs(created('r.1', 0), ...late, ...own, opened('r.1', 6))).toContain('r.1→7:0');
  });

  test('documents, frames and URLs keep them apart', () => {
    const other = { ...PAGE, documentId: 'doc-2' };
    const frame = { ...PAGE, frameId: 4, documentId: 'doc-3' };
    const seen = pairs(
      created('a.1', 0, { place: other }),
      created('b.1', 0.1, { place: frame }),
      created('r.1', 0.2),
      created('r.2', 0.3, { url: 'wss://api.example/other' }),
      ...handshake('1', 1),
      ...handshake('2', 1, { place: frame }),
      ...handshake('3', 1, { url: 'wss://api.example/other' }),
      ...handshake('4', 1, { place: other }),
    );
    expect(seen).toBe('a.1→4:0 b.1→2:0 r.1→1:0 r.2→3:0');
  });

  test('a handshake from before the socket was made is not its own', () => {
    expect(pairs(created('r.1', 5_000), ...handshake('7', 1_000, { status: 101 }))).toContain('r.1→-');
  });

  test('a refusal says that the server ended it', () => {
    const [socket] = socketsOf(
      created('r.1', 0),
      ...handshake('7', 1, { status: 401 }),
      errored('r.1', 8),
      closed('r.1', 8, 1006),
    );
    expect(socket?.state).toMatchObject({ phase: 'failed', by: 'server' });
  });

  test.each([
    ['net::ERR_CONNECTION_REFUSED', 'network'],
    ['NS_ERROR_UNKNOWN_HOST', 'network'],
    ['net::ERR_FAILED', 'unknown'],
  ])('an error %s is the doing of: %s', (error, by) => {
    const [socket] = socketsOf(created('r.1', 0), ...handshake('7', 1, { error }), closed('r.1', 8, 1006));
    expect(socket?.state).toMatchObject({ phase: 'failed', by });
  });

  test('a thousand reconnects to one URL stay right and quick', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => i + 1);
    const observations = ids.flatMap((n) => [
      created(`r.${n}`, n * 100),
      ...handshake(`${n}`, n * 100 + 1, { error: 'net::ERR_FAILED' }),
      closed(`r.${n}`, n * 100 + 9, 1006),
    ]);
    expect(pairs(...observations)).toBe(ids.map((n) => `r.${n}→${n}:0`).join(' '));
  });
});

describe('handshakes that no hook reported', () => {
  test('become connections of which only the handshake is seen', () => {
    const [socket] = socketsOf(...handshake('7', 1, { status: 101 }));
    expect(socket).toMatchObject({
      ordinal: 1,
      url: URL_ECHO,
      framesVisible: false,
      unseenReason: 'unknown',
      state: { phase: 'open', since: T0 + 6 },
      handshake: { exchangeId: '7:0' },
    });
  });

  test('beside a hooked socket of the same document they are a worker’s (Chromium)', () => {
    const seen = socketsOf(
      created('r.1', 0),
      ...handshake('6', 1, { status: 101 }),
      opened('r.1', 7),
      ...handshake('7', 300, { status: 101 }),
    );
    expect(seen.map(({ framesVisible, unseenReason }) => [framesVisible, unseenReason])).toEqual([
      [true, undefined],
      [false, 'worker'],
    ]);
  });

  test('without a document they are a worker’s (Firefox)', () => {
    const place = { tabId: 1, frameId: 0 };
    const seen = socketsOf(created('r.1', 0), ...handshake('7', 300, { status: 101, place }));
    expect(seen[1]).toMatchObject({ framesVisible: false, unseenReason: 'worker' });
  });

  test('in a child frame without a hook they escaped it', () => {
    const place = { tabId: 1, frameId: 9, documentId: 'doc-9' };
    expect(socketsOf(...handshake('7', 1, { status: 101, place }))[0]).toMatchObject({
      unseenReason: 'frame-escape',
    });
  });

  test('from before a late hook say so', () => {
    const seen = socketsOf(...handshake('7', 1, { status: 101 }), created('r.1', 90_000, { late: true }));
    expect(seen[0]).toMatchObject({ unseenReason: 'before-hook' });
  });

  test('from a document that was there before the extension say so', () => {
    const mark = { kind: 'marked', by: 'handshake', about: 'late-document', text: 'late' } as const;
    const exchange = handshake('7', 1, { status: 101 });
    const [here] = socketsOf({ ...mark, at: T0 - 5, place: PAGE }, ...exchange);
    expect(here).toMatchObject({ unseenReason: 'before-hook' });
    const other = { ...PAGE, frameId: 9, documentId: 'another' };
    const [elsewhere] = socketsOf({ ...mark, at: T0 - 5, place: other }, ...exchange);
    expect(elsewhere).toMatchObject({ unseenReason: 'unknown' });
  });

  test('give way to the hook’s report when it comes, in the same place of the list', () => {
    const fold = createFold(deriveNothing);
    fold.apply([created('r.1', 500), ...handshake('7', 1, { status: 101 })]);
    expect(fold.session.sockets.map(({ id }) => id)).toEqual(['unseen:7.0', 'r.1']);
    fold.apply([created('r.2' as SocketId, 0.5)]);
    expect(fold.session.sockets.map(({ id, ordinal }) => [id, ordinal])).toEqual([
      ['r.2', 1],
      ['r.1', 2],
    ]);
  });
});
