import { describe, expect, test } from 'vitest';
import { createFold, type DeriveOAuth } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import { closed, created, handshake, opened, PAGE, request, T0 } from '../support/journal';
import { deriveNothing, flow } from '../support/oauth';

const KEPT = 20;

const requests = (count: number, from = 0): Observation[][] =>
  Array.from({ length: count }, (_, i) =>
    request({ id: `q${from + i}`, at: 1_000 + (from + i) * 10, status: 200 }),
  );

/** Request `q0` is a step of the protocol; every other one is a use of its token. */
const derive: DeriveOAuth = ({ exchanges }) => {
  const kinds = exchanges.map(({ id }) => (id === 'q0:0' ? 'token_request' : 'resource_request'));
  const found = flow(kinds.map((kind, i) => [kind, i]));
  const steps = found.steps.map((step, i) => ({ ...step, exchangeId: exchanges[i]!.id }));
  return { flows: [{ ...found, steps }], tokens: [] };
};

describe('a fold with a bound', () => {
  test('keeps the newest exchanges, and steps of the protocol before uses', () => {
    const fold = createFold(derive, undefined, KEPT);
    for (const one of requests(100)) fold.apply(one);
    const ids = [...fold.session.exchanges.keys()];
    expect(ids.length).toBeGreaterThan(KEPT / 2);
    expect(ids.length).toBeLessThanOrEqual(KEPT);
    expect(ids[0]).toBe('q0:0');
    expect(ids.at(-1)).toBe('q99:0');
    expect(fold.forgotten).toBe(100 - ids.length);
    expect(fold.journal).toHaveLength(ids.length * 4);
  });

  test('keeps the handshakes of living connections, and those of closed ones before uses', () => {
    const fold = createFold(deriveNothing, undefined, KEPT);
    fold.apply([created('r.1', 0), ...handshake('live', 1, { status: 101 }), opened('r.1', 8)]);
    fold.apply([created('r.2', 20), ...handshake('over', 21, { status: 101 }), opened('r.2', 28)]);
    fold.apply([closed('r.2', 30, 1000)]);
    for (const one of requests(100)) fold.apply(one);
    expect(fold.session.sockets.map(({ handshake }) => handshake?.exchangeId)).toEqual(['live:0', 'over:0']);
    for (let i = 0; i < 30; i++)
      fold.apply(handshake(`h${i}`, 5_000 + i * 10, { status: 401, place: { ...PAGE, tabId: 2 } }));
    expect(fold.session.exchanges.has('live:0')).toBe(true);
    expect(fold.session.exchanges.has('over:0')).toBe(false);
    expect(fold.session.exchanges.size).toBeLessThanOrEqual(KEPT);
  });

  test('forgets a body with its exchange, also one that came without the request’s id', () => {
    const fold = createFold(deriveNothing, undefined, KEPT);
    requests(100).forEach((one, i) => {
      const body: Observation = {
        kind: 'response-body',
        source: 'devtools.network',
        request: { url: 'https://api.example/', method: 'GET', startedAt: T0 + 1_000 + i * 10 },
        at: T0 + 1_007 + i * 10,
        place: PAGE,
        body: { state: 'text', text: `body ${i}`, mime: 'text/plain' },
      };
      fold.apply([...one, body]);
    });
    const bodies = fold.journal.filter(({ kind }) => kind === 'response-body');
    expect(bodies.length).toBeLessThanOrEqual(KEPT);
    expect([...fold.session.exchanges.values()].at(-1)!.responseBody).toMatchObject({ text: 'body 99' });
  });

  test('keeps the newest navigations', () => {
    const fold = createFold(deriveNothing, undefined, KEPT);
    for (let at = 0; at < 100; at++)
      fold.apply([{ kind: 'navigated', at: T0 + at, place: PAGE, url: `https://app.example/${at}` }]);
    expect(fold.session.navigations.length).toBeLessThanOrEqual(KEPT);
    expect(fold.session.navigations.at(-1)!.at).toBe(T0 + 99);
    expect(fold.journal).toHaveLength(fold.session.navigations.length);
  });

  test('counts anew when cleared', () => {
    const fold = createFold(deriveNothing, undefined, KEPT);
    for (const one of requests(30)) fold.apply(one);
    expect(fold.forgotten).toBeGreaterThan(0);
    fold.clear();
    expect(fold.forgotten).toBe(0);
  });
});

test('a fold without a bound keeps everything', () => {
  const fold = createFold(deriveNothing);
  for (const one of requests(100)) fold.apply(one);
  expect(fold.session.exchanges.size).toBe(100);
  expect(fold.forgotten).toBe(0);
});
