import { describe, expect, test, vi } from 'vitest';
import { createFold } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import { withTies } from '@/utils/session/ties';
import {
  closed,
  closing,
  created,
  frames,
  handshake,
  opened,
  PAGE,
  request,
  T0,
  URL_ECHO,
} from '../support/journal';
import { deriveNothing } from '../support/oauth';

const life: Observation[] = [
  created('r.1', 0, { protocols: ['chat'] }),
  ...handshake('7', 1, { status: 101 }),
  opened('r.1', 8, { protocol: 'chat' }),
  frames({ seq: 0, sent: true, payload: 'hello', at: 10 }, { seq: 1, payload: 'welcome', at: 12 }),
  closing('r.1', 20, 1000, 'done'),
  closed('r.1', 25, 1000, 'done'),
];

const navigated = (at: number, documentId: string, frameId = 0): Observation => ({
  kind: 'navigated',
  at: T0 + at,
  place: { tabId: 1, frameId, documentId },
  url: 'https://app.example/next',
});

describe('session fold', () => {
  test('a user’s mark told again in other words, or with its picture, is the same mark', () => {
    const fold = createFold(deriveNothing);
    const mark = { kind: 'marked', at: T0, place: PAGE, by: 'user', id: 'm1' } as const;
    const image = { mime: 'image/jpeg', bytes: new Uint8Array([1]) };
    fold.apply([
      { ...mark, text: '' },
      { ...mark, text: 'hung' },
      { ...mark, id: 'm2', text: '' },
    ]);
    fold.apply([{ ...mark, text: 'hung', image }]);
    expect(fold.session.marks.map(({ id, text, image: shown }) => [id, text, shown])).toEqual([
      ['m2', '', undefined],
      ['m1', 'hung', image],
    ]);
  });

  test('a connection’s whole life', () => {
    const fold = createFold(deriveNothing);
    fold.apply(life);
    expect(fold.session.sockets).toEqual([
      expect.objectContaining({
        id: 'r.1',
        ordinal: 1,
        url: URL_ECHO,
        protocols: ['chat'],
        protocol: 'chat',
        sent: { frames: 1, bytes: 5 },
        received: { frames: 1, bytes: 7 },
        lastFrameAt: T0 + 12,
        firstSent: [{ seq: 0, at: T0 + 10, text: 'hello' }],
        state: expect.objectContaining({ phase: 'closed', code: 1000, reason: 'done', by: 'page' }),
      }),
    ]);
    expect(fold.session.span).toEqual({ from: T0, to: T0 + 25 });
    expect(fold.frames.length).toBe(2);
    expect(fold.journal.some(({ kind }) => kind === 'socket-frames')).toBe(false);
  });

  test('repeats change nothing: not the session, not the journal, not the version', () => {
    const fold = createFold(deriveNothing);
    fold.apply(life);
    const before = { session: fold.session, version: fold.version, length: fold.journal.length };
    fold.apply(structuredClone(life));
    expect({ session: fold.session, version: fold.version, length: fold.journal.length }).toEqual(before);
    expect(fold.session).toBe(before.session);
  });

  test('any order of a journal folds to the same sockets', () => {
    const straight = createFold(deriveNothing);
    straight.apply(life);
    for (let shift = 1; shift < life.length; shift++) {
      const turned = createFold(deriveNothing);
      turned.apply([...life.slice(shift), ...life.slice(0, shift)]);
      expect(turned.session.sockets, `turned by ${shift}`).toEqual(straight.session.sockets);
      const backwards = createFold(deriveNothing);
      for (const seen of life.toReversed()) backwards.apply([seen]);
      expect(backwards.session.sockets).toEqual(straight.session.sockets);
    }
  });

  test('frames renew their own socket only, and find no flows again', () => {
    const derive = vi.fn(deriveNothing);
    const fold = createFold(derive);
    fold.apply([
      created('r.1', 0),
      created('r.2', 1),
      opened('r.1', 5),
      opened('r.2', 5),
      ...request({ id: '1', at: 0 }),
    ]);
    const before = fold.session;
    fold.apply([frames({ n: 2, seq: 0, payload: 'x' })]);
    const after = fold.session;
    expect(after.sockets[0]).toBe(before.sockets[0]);
    expect(after.sockets[1]).not.toBe(before.sockets[1]);
    expect(after.exchanges).toBe(before.exchanges);
    expect(after.flows).toBe(before.flows);
    expect(after.links).toBe(before.links);
    expect(derive).toHaveBeenCalledTimes(1);
  });

  test('a WebSocket handshake finds no flows again', () => {
    const derive = vi.fn(deriveNothing);
    const fold = createFold(derive);
    fold.apply(request({ id: '1', at: 0, status: 200 }));
    void fold.session;
    fold.apply([created('r.1', 10), ...handshake('7', 11, { status: 101 })]);
    expect(fold.session.sockets).toHaveLength(1);
    expect(derive).toHaveBeenCalledTimes(1);
    expect(derive.mock.calls[0]![0].exchanges.map(({ id }) => id)).toEqual(['1:0']);
  });

  test('frames dropped on the way are counted once, announced or seen as a gap', () => {
    const fold = createFold(deriveNothing);
    fold.apply([
      created('r.1', 0),
      {
        kind: 'frames-dropped',
        socket: 'r.1',
        at: T0 + 9,
        place: PAGE,
        count: 3,
        bytes: 90,
        where: 'page-buffer',
      },
      frames({ seq: 3, payload: 'x' }),
    ]);
    expect(fold.session.sockets[0]?.dropped).toEqual({ frames: 3, bytes: 90 });
  });

  test('frames that come before their socket is announced are its own', () => {
    const fold = createFold(deriveNothing);
    fold.apply([frames({ seq: 0, payload: 'x' })]);
    expect(fold.session.sockets).toEqual([]);
    fold.apply([created('r.1', 0)]);
    expect(fold.session.sockets[0]?.received).toEqual({ frames: 1, bytes: 1 });
  });

  test('a left document takes its sockets with it, and a close event seen later says more', () => {
    const fold = createFold(deriveNothing);
    fold.apply([created('r.1', 0), opened('r.1', 5), navigated(3_000, 'doc-2')]);
    expect(fold.session.sockets[0]).toMatchObject({
      endInferredFrom: 'navigation',
      state: { phase: 'closed', since: T0 + 3_000, code: 1001, by: 'page' },
    });
    fold.apply([closed('r.1', 2_999, 1000)]);
    expect(fold.session.sockets[0]?.state).toMatchObject({ code: 1000, by: 'server' });
    expect(fold.session.sockets[0]).not.toHaveProperty('endInferredFrom');
  });

  test('the navigation that made the document, or one of another frame, takes nothing', () => {
    const fold = createFold(deriveNothing);
    fold.apply([navigated(1, 'doc-1'), created('r.1', 0), opened('r.1', 5), navigated(3_000, 'doc-7', 7)]);
    expect(fold.session.sockets[0]?.state.phase).toBe('open');
  });

  test('clear forgets what is over and keeps what is open, without its frames', () => {
    const fold = createFold(deriveNothing);
    fold.apply([
      ...life,
      created('r.2', 100),
      ...handshake('8', 101, { status: 101 }),
      opened('r.2', 108),
      frames({ n: 2, seq: 0, payload: 'old' }),
    ]);
    fold.clear();
    expect(fold.session.sockets).toMatchObject([
      { id: 'r.2', received: { frames: 0 }, handshake: { exchangeId: '8:0' } },
    ]);
    fold.apply([...life, frames({ n: 2, seq: 1, payload: 'new' })]);
    expect(fold.session.sockets).toMatchObject([
      { id: 'r.2', received: { frames: 1 }, dropped: { frames: 0 } },
    ]);
  });

  test('clear up to a time keeps what is not older: connections, exchanges and frames', () => {
    const fold = createFold(deriveNothing);
    fold.apply([
      ...life,
      ...request({ id: '1', at: 50, status: 200 }),
      ...request({ id: '2', at: 110, status: 200 }),
      created('r.2', 120),
      opened('r.2', 125),
      frames({ n: 2, seq: 0, payload: 'new', at: 130 }),
    ]);
    fold.clear(T0 + 100);
    expect(fold.session.sockets).toMatchObject([
      { id: 'r.2', received: { frames: 1, bytes: 3 }, dropped: { frames: 0 } },
    ]);
    expect([...fold.session.exchanges.keys()]).toEqual(['2:0']);
    expect(fold.frames.length).toBe(1);
    expect(fold.frames.dropped.frames).toBe(0);
    expect(fold.session.span?.from).toBe(T0 + 110);
  });

  test('the code that finds the flows may come later than what they are found in', () => {
    const fold = createFold(deriveNothing);
    fold.apply([...request({ id: '1', at: 50, status: 200 })]);
    expect(fold.session.flows).toEqual([]);
    const found: number[] = [];
    fold.rederive(
      withTies(({ exchanges }) => {
        found.push(exchanges.length);
        return deriveNothing({ exchanges, navigations: [], tabs: [] });
      }),
    );
    expect(fold.session.flows).toEqual([]);
    expect(found).toEqual([1]);
  });

  test('page data with prototype keys and broken URLs does not throw', () => {
    const fold = createFold(deriveNothing);
    fold.apply([
      created('__proto__.1', 0, { url: 'http://[', protocols: ['__proto__', 'constructor'] }),
      ...request({ id: '__proto__', at: 1, url: '__proto__', type: 'websocket', status: 101 }),
      { ...frames({ seq: 0, sent: true, payload: '{"__proto__":{"token":"x"}}' }), realm: '__proto__' },
    ]);
    expect(fold.session.sockets).toHaveLength(2);
  });

  test('200 000 frames read 50 times a second of traffic stay cheap', () => {
    const fold = createFold(deriveNothing);
    fold.apply([created('r.1', 0), opened('r.1', 1), ...request({ id: '1', at: 0, status: 200 })]);
    let reads = 0;
    for (let seq = 0; seq < 200_000; seq += 400) {
      fold.apply([frames(...Array.from({ length: 400 }, (_, i) => ({ seq: seq + i, payload: 'tick' })))]);
      reads += fold.session.sockets.length;
    }
    expect(reads).toBe(500);
    expect(fold.session.sockets[0]?.received).toEqual({ frames: 200_000, bytes: 800_000 });
  });
});
