import { expect, test } from 'vitest';
import type { InFlight } from '@/utils/capture/requests';
import { createWantedBodies } from '@/utils/capture/wanted-bodies';

/** A tab whose address holds an authorization response, and a clock that the test moves. */
function answeringTab() {
  let time = 0;
  let timers: { at: number; callback: () => void }[] = [];
  const asked: string[] = [];
  const bodies = createWantedBodies({
    ask(_, wanted) {
      asked.push(...wanted.map(({ requestId }) => requestId));
      return true;
    },
    pending: () => false,
    answering: () => true,
    found() {},
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
  return { asked, pass, end, bodies };
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

test('a document that ends before its page has come is asked for once it is there', () => {
  const { asked, pass, end, bodies } = answeringTab();
  bodies.leaving(1);
  end('document', 'authorization-request', 'main_frame');
  pass(10);
  expect(asked).toEqual([]);
  bodies.arrived(1);
  pass(11_000);
  expect(asked).toEqual(['document']);
});

test('what a page asked that is about to be left is asked for at once', () => {
  const { asked, pass, end, bodies } = answeringTab();
  bodies.leaving(1);
  end('token', 'token');
  pass(1);
  expect(asked).toEqual(['token']);
});
