import { describe, expect, test } from 'vitest';
import { createFold } from '@/utils/session';
import type { Body, Observation } from '@/utils/session/observations';
import { PAGE, request, T0 } from '../support/journal';
import { deriveNothing } from '../support/oauth';

function fold(...observations: Observation[]) {
  const session = createFold(deriveNothing);
  session.apply(observations);
  return session;
}

const chromeBody = (url: string, at: number, body: Body, method = 'GET'): Observation => ({
  kind: 'response-body',
  source: 'devtools.network',
  at: T0 + at,
  place: PAGE,
  request: { url, method, startedAt: T0 + at },
  body,
});
const text = (value: string): Body => ({ state: 'text', text: value });

describe('exchanges', () => {
  test('each hop of a redirect chain is an exchange of its own', () => {
    const { exchanges } = fold(
      ...request({
        id: '7',
        at: 0,
        url: 'https://a.example/',
        status: 302,
        redirectUrl: 'https://b.example/#x',
      }),
      ...request({ id: '7', hop: 1, at: 9, url: 'https://b.example/#x', status: 200 }),
    ).session;
    expect([...exchanges.keys()]).toEqual(['7:0', '7:1']);
    expect(exchanges.get('7:0')).toMatchObject({
      status: 302,
      redirectUrl: 'https://b.example/#x',
      endedAt: T0 + 5,
    });
    expect(exchanges.get('7:1')).toMatchObject({ status: 200, respondedAt: T0 + 14, endedAt: T0 + 15 });
  });

  test('parts that come before the start of their request are kept for it', () => {
    const parts = request({ id: '7', at: 0, status: 200, responseBody: text('late') });
    const backwards = fold(...parts.toReversed()).session.exchanges.get('7:0');
    expect(backwards).toEqual(fold(...parts).session.exchanges.get('7:0'));
    expect(backwards).toMatchObject({ status: 200, responseBody: text('late') });
  });

  test('an exchange that does not change keeps its identity', () => {
    const session = fold(...request({ id: '1', at: 0, status: 200 }));
    const before = session.session.exchanges.get('1:0');
    session.apply(request({ id: '2', at: 50, status: 200 }));
    expect(session.session.exchanges.get('1:0')).toBe(before);
    expect(session.session.exchanges.size).toBe(2);
  });
});

describe('bodies without a request id (Chrome)', () => {
  const url = 'https://as.example/token';

  test('go to the nearest request of the same URL and method, each to one', () => {
    const { exchanges } = fold(
      ...request({ id: '1', at: 0, url, status: 200 }),
      ...request({ id: '2', at: 8, url, status: 200 }),
      ...request({ id: '3', at: 8, url, method: 'POST', status: 200 }),
      chromeBody(url, 7, text('second')),
      chromeBody(url, 1, text('first')),
      chromeBody(url, 9, text('posted'), 'POST'),
    ).session;
    expect(['1:0', '2:0', '3:0'].map((id) => exchanges.get(id)?.responseBody)).toEqual(
      ['first', 'second', 'posted'].map(text),
    );
  });

  test('wait for their exchange', () => {
    const session = fold(chromeBody(url, 1, text('early')));
    session.apply(request({ id: '1', at: 0, url, status: 200 }));
    expect(session.session.exchanges.get('1:0')?.responseBody).toEqual(text('early'));
  });

  test('are found though webRequest has the fragment and HAR has not', () => {
    const { exchanges } = fold(
      ...request({ id: '1', at: 0, url: `${url}#f`, status: 200 }),
      chromeBody(url, 1, text('b')),
    ).session;
    expect(exchanges.get('1:0')?.responseBody).toEqual(text('b'));
  });

  test('that started long before or after belong to another request', () => {
    const { exchanges } = fold(
      ...request({ id: '1', at: 0, url, status: 200 }),
      chromeBody(url, 400, text('other')),
    ).session;
    expect(exchanges.get('1:0')).not.toHaveProperty('responseBody');
  });

  test('a real body supersedes an unavailable one, never the other way round', () => {
    const none: Body = { state: 'unavailable', reason: 'devtools-closed' };
    const session = fold(...request({ id: '1', at: 0, url, status: 200 }), chromeBody(url, 0, none));
    expect(session.session.exchanges.get('1:0')?.responseBody).toEqual(none);
    session.apply([chromeBody(url, 1, text('real')), chromeBody(url, 0.5, none)]);
    expect(session.session.exchanges.get('1:0')?.responseBody).toEqual(text('real'));
  });
});
