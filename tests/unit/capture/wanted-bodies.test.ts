import { expect, test } from 'vitest';
import type { InFlight } from '@/utils/capture/requests';
import { createWantedBodies } from '@/utils/capture/wanted-bodies';
import type { Body } from '@/utils/session/observations';

const UNKNOWN: Body = { state: 'unavailable', reason: 'page-left' };

/** A tab whose address holds an authorization response, and a clock that the test moves. */
function answeringTab(answering = true, first = false) {
  let time = 0;
  let timers: { at: number; callback: () => void }[] = [];
  const asked: string[] = [];
  const atOnce: string[] = [];
  const found: [string, Body][] = [];
  const bodies = createWantedBodies({
    ask(_, wanted) {
      for (const { requestId, first } of wanted) (first ? atOnce : asked).push(requestId);
      return true;
    },
    pending: () => false,
    answering: () => answering,
    first: () => first,
    found: ({ started }, body) => void found.push([started.requestId, body]),
    later: (callback, delay) => void timers.push({ at: time + delay, callback }),
    now: () => time,
  });
  function pass(duration: number): void {
    const until = time + duration;
    for (;;) {
      const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers = timers.filter((timer) => timer !== next);
      time = next.at;
      next.callback();
    }
    time = until;
  }
  const end = (requestId: string, kind: InFlight['kind'], type = 'xmlhttprequest') => {
    const started = { requestId, hop: 0, url: 'https://as.test/', method: 'GET', at: time, type } as never;
    bodies.want({ started, kind, kept: true, held: [], facts: {} as never }, [1]);
  };
  const answer = (requestId: string, body: Body) => bodies.answered(1, [{ requestId, hop: 0, body }]);
  return { asked, atOnce, found, pass, end, answer, bodies };
}

test('metadata waits for a slow page to redeem its code, and then with it for a clean address', () => {
  const { asked, pass, end } = answeringTab();
  end('metadata', 'metadata');
  pass(5_000);
  expect(asked).toEqual([]);
  end('token', 'token');
  pass(2_500);
  expect(asked).toEqual([]);
  pass(1_000);
  expect(asked).toEqual(['metadata', 'token']);
});

test('a page that has used its token is not waited for longer than it takes to clean its address', () => {
  const { asked, pass, end } = answeringTab();
  end('userinfo', 'userinfo');
  pass(3_500);
  expect(asked).toEqual(['userinfo']);
});

test('a page that never redeems its code is waited for only so long', () => {
  const { asked, pass, end } = answeringTab();
  end('metadata', 'metadata');
  pass(9_000);
  expect(asked).toEqual([]);
  pass(2_000);
  expect(asked).toEqual(['metadata']);
});

test('what a page asked that is about to be left is asked for at once, and not again', () => {
  const { asked, found, pass, end, answer, bodies } = answeringTab();
  bodies.leaving(1);
  end('token', 'token');
  pass(1);
  answer('token', UNKNOWN);
  pass(4_000);
  expect(asked).toEqual(['token']);
  expect(found).toEqual([['token', UNKNOWN]]);
});

test.each(['not-kept', 'url-changed'] as const)(
  'what is %s of a page that was left went with the page',
  (reason) => {
    const { found, end, answer, bodies } = answeringTab();
    end('token', 'token');
    bodies.leaving(1);
    answer('token', { state: 'unavailable', reason });
    expect(found).toEqual([['token', UNKNOWN]]);
  },
);

test('a document that ends before its page has come is asked for once it is there, however long that takes', () => {
  const { asked, pass, end, bodies } = answeringTab(false);
  bodies.leaving(1);
  end('document', 'authorization-request', 'main_frame');
  pass(4_000);
  expect(asked).toEqual([]);
  bodies.arrived(1);
  pass(200);
  expect(asked).toEqual(['document']);
});

test('a page that never comes is waited for only so long', () => {
  const { asked, pass, end, bodies } = answeringTab(false);
  bodies.leaving(1);
  end('document', 'authorization-request', 'main_frame');
  pass(11_000);
  expect(asked).toEqual(['document']);
});

test('DevTools that does not know a request yet is asked again', () => {
  const { asked, found, pass, end, answer } = answeringTab(false);
  end('token', 'token');
  pass(200);
  answer('token', UNKNOWN);
  expect(found).toEqual([]);
  pass(400);
  expect(asked).toEqual(['token', 'token']);
  answer('token', { state: 'text', text: '{}' });
  expect(found).toEqual([['token', { state: 'text', text: '{}' }]]);
});

test('what DevTools does not know after seconds was left', () => {
  const { found, pass, end, answer } = answeringTab(false);
  end('token', 'token');
  for (let time = 0; time < 4_000; time += 500) {
    pass(500);
    answer('token', UNKNOWN);
  }
  expect(found).toEqual([['token', UNKNOWN]]);
});

test('a token response that is the first of its address is asked for at once as well, and not again once it is there', () => {
  const { asked, atOnce, found, pass, end, answer } = answeringTab(true, true);
  end('keys', 'jwks');
  end('token', 'token');
  expect([atOnce, asked]).toEqual([['token'], []]);
  const body: Body = { state: 'text', text: '{}' };
  answer('token', body);
  expect(found).toEqual([['token', body]]);
  pass(20_000);
  expect(asked).toEqual(['keys']);
  expect(found.filter(([id]) => id === 'token')).toHaveLength(1);
});

test.each([
  ['an address without an authorization response', false, true],
  ['a later request to the same address', true, false],
])('with %s nothing is asked for at once', (_, answering, first) => {
  const { atOnce, end } = answeringTab(answering, first);
  end('token', 'token');
  expect(atOnce).toEqual([]);
});
