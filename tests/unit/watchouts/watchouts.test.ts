import { describe, expect, test } from 'vitest';
import { readRules, writeRules } from '@/utils/checks';
import { draftOf, startDraft, watchoutOf } from '@/utils/panel/watchouts/draft';
import { createSessionFold } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import {
  createWatcher,
  readWatchouts,
  WATCHOUT_KINDS,
  type Watchout,
  watchoutSentence,
  watchoutStanding,
} from '@/utils/watchouts';
import { matchesUrl } from '@/utils/watchouts/matches';
import { closed, created, errored, type FrameLine, frames, opened, T0 } from '../support/journal';
import { signIn } from '../support/sign-in';

async function judge(observations: readonly Observation[], watchout: Watchout, after = 0) {
  const fold = createSessionFold();
  fold.apply(observations);
  const { session } = fold;
  const now = (session.span?.to ?? 0) + after;
  const [result] = await createWatcher().watch({ session, frames: fold.frames, now, watchouts: [watchout] });
  return result!;
}

const socket = (...lines: FrameLine[]): Observation[] => [
  created('r.1', 0),
  opened('r.1', 50),
  ...(lines.length > 0 ? [frames(...lines)] : []),
];

describe('what is watched for', () => {
  test.each<[string, Observation[], Watchout, string, RegExp?]>([
    [
      'a close in order',
      [...socket(), closed('r.1', 900, 1000)],
      { watch: 'close-codes', allowed: [1000] },
      'passed',
    ],
    [
      'another close',
      [...socket(), closed('r.1', 900, 4401, 'gone')],
      { watch: 'close-codes', allowed: [1000, 1001] },
      'failed',
      /#1 was closed with 4401 gone/,
    ],
    ['no close yet', socket(), { watch: 'close-codes', allowed: [1000] }, 'open'],
    [
      'a close elsewhere',
      [...socket(), closed('r.1', 900, 4401)],
      { watch: 'close-codes', allowed: [1000], url: '*/other' },
      'open',
    ],
    ['a quick opening', socket(), { watch: 'opens-within', ms: 100 }, 'passed'],
    ['a slow opening', socket(), { watch: 'opens-within', ms: 20 }, 'failed', /took 50 ms to open/],
    [
      'a failed opening',
      [created('r.1', 0), errored('r.1', 9), closed('r.1', 9, 1006)],
      { watch: 'opens-within', ms: 500 },
      'failed',
      /did not open/,
    ],
    [
      'a quick reply',
      socket({ seq: 0, at: 100, sent: true, payload: 'a' }, { seq: 1, at: 300, payload: 'b' }),
      { watch: 'reply-within', ms: 500 },
      'passed',
    ],
    [
      'a slow reply',
      socket({ seq: 0, at: 100, sent: true, payload: 'a' }, { seq: 1, at: 900, payload: 'b' }),
      { watch: 'reply-within', ms: 500 },
      'failed',
      /a reply took 800 ms/,
    ],
    [
      'a slow reply by its id',
      socket(
        { seq: 0, at: 100, sent: true, payload: '{"jsonrpc":"2.0","id":1,"method":"a"}' },
        { seq: 1, at: 150, payload: '{"jsonrpc":"2.0","method":"tick"}' },
        { seq: 2, at: 900, payload: '{"jsonrpc":"2.0","id":1,"result":1}' },
      ),
      { watch: 'reply-within', ms: 500 },
      'failed',
      /a reply took 800 ms/,
    ],
    [
      'a short silence',
      [
        ...socket({ seq: 0, at: 100, payload: 'a' }, { seq: 1, at: 900, payload: 'b' }),
        closed('r.1', 950, 1000),
      ],
      { watch: 'silence-at-most', ms: 1_000 },
      'passed',
    ],
    [
      'a long silence',
      socket({ seq: 0, at: 100, payload: 'a' }, { seq: 1, at: 9_100, payload: 'b' }),
      { watch: 'silence-at-most', ms: 1_000 },
      'failed',
      /silent for 9 s/,
    ],
    ['no bad message', socket({ seq: 0, payload: 'fine' }), { watch: 'no-message', text: 'error' }, 'passed'],
    [
      'a bad message',
      socket({ seq: 0, payload: 'an error' }),
      { watch: 'no-message', text: 'error' },
      'failed',
      /a message says “error”/,
    ],
    [
      'a bad message of ours',
      socket({ seq: 0, sent: true, payload: 'an error' }),
      { watch: 'no-message', text: 'error', direction: 'received' },
      'passed',
    ],
    [
      'a message that came',
      socket({ seq: 0, payload: new TextEncoder().encode('ready') }),
      { watch: 'message-seen', text: 'ready' },
      'passed',
    ],
    ['a message that may come', socket(), { watch: 'message-seen', text: 'ready' }, 'open'],
    [
      'a message that never came',
      [...socket(), closed('r.1', 900, 1000)],
      { watch: 'message-seen', text: 'ready' },
      'failed',
      /ended without/,
    ],
    ['one connection', socket(), { watch: 'connections-at-most', count: 1 }, 'passed'],
    [
      'two connections',
      [...socket(), created('r.2', 60), opened('r.2', 90)],
      { watch: 'connections-at-most', count: 1 },
      'failed',
      /#2 was one of 2/,
    ],
    [
      'a token replaced too late',
      signIn(),
      { watch: 'token-refreshed' },
      'failed',
      /F1: the token was replaced 3 s too late/,
    ],
    ['a sign-in in time', signIn(), { watch: 'flow-completes', ms: 60_000 }, 'passed'],
    ['a sign-in too slow', signIn(), { watch: 'flow-completes', ms: 100 }, 'failed', /F1 took/],
  ])('%s', async (_, observations, watchout, state, message) => {
    const result = await judge(observations, watchout);
    expect(result.state, JSON.stringify(result)).toBe(state);
    if (message) expect(result.failures[0]?.message).toMatch(message);
    expect(watchoutSentence(watchout)).not.toContain('rules.');
    expect(watchoutStanding(result)).not.toContain('rules.');
  });

  test('a token that is refreshed before it runs out is in order, and one that is still good may yet be', async () => {
    const early = signIn().map((seen) =>
      'at' in seen && seen.at > T0 + 60_000 ? { ...seen, at: seen.at - 20_000 } : seen,
    );
    // The first token runs to 61 s; its refresh is answered at 44 s now.
    expect((await judge(early, { watch: 'token-refreshed' })).state).toBe('passed');
    expect((await judge(early, { watch: 'token-refreshed', ms: 30_000 })).state).toBe('failed');
    expect((await judge(early, { watch: 'token-refreshed' }, 3_600_000)).failures[0]?.message).toMatch(
      /not replaced/,
    );
  });

  test('each frame is looked at once while a session grows, and rules that change start anew', async () => {
    const fold = createSessionFold();
    const watcher = createWatcher();
    const watch = (text: string) =>
      watcher.watch({
        session: fold.session,
        frames: fold.frames,
        now: T0,
        watchouts: [{ watch: 'no-message', text }],
      });
    fold.apply(socket({ seq: 0, payload: 'bad 1' }));
    expect((await watch('bad'))[0]).toMatchObject({ looked: 1, failed: 1 });
    fold.apply([frames({ seq: 1, payload: 'bad 2' }, { seq: 2, payload: 'fine' })]);
    expect((await watch('bad'))[0]).toMatchObject({ looked: 3, failed: 2 });
    expect((await watch('bad'))[0]).toMatchObject({ looked: 3, failed: 2 });
    expect((await watch('fine'))[0]).toMatchObject({ looked: 3, failed: 1, failures: [{ frame: 2 }] });
  });

  test('a waiting reply fails once its time is over', async () => {
    const seen = socket({ seq: 0, at: 100, sent: true, payload: 'a' });
    expect((await judge(seen, { watch: 'reply-within', ms: 500 })).state).toBe('open');
    expect((await judge(seen, { watch: 'reply-within', ms: 500 }, 600)).failures[0]?.message).toMatch(
      /not replied/,
    );
  });
});

describe('rules files', () => {
  test('hold watch-outs beside the checks, and come back as they were', () => {
    const rules = { checks: {}, watchouts: [{ watch: 'reply-within' as const, ms: 500, url: '*live*' }] };
    expect(readRules(writeRules(rules))).toEqual({ rules, problems: [] });
  });

  test.each([
    [{ watchouts: {} }, /not a list/],
    [{ watchouts: [7] }, /Watch-out 1: it is not an object/],
    [{ watchouts: [{ watch: '__proto__' }] }, /“watch” may be close-codes/],
    [{ watchouts: [{ watch: 'reply-within' }] }, /needs “ms”/],
    [{ watchouts: [{ watch: 'reply-within', ms: -1 }] }, /“ms” is milliseconds/],
    [{ watchouts: [{ watch: 'close-codes', allowed: ['1000'] }] }, /list of close codes/],
    [{ watchouts: [{ watch: 'no-finding', severity: 'must', ms: 1 }] }, /takes no “ms”/],
  ])('%j is told what is wrong', (file, problem) => {
    const read = readRules(JSON.stringify({ checks: {}, ...file }));
    expect(read.problems.join()).toMatch(problem);
    expect(read.rules.watchouts).toBeUndefined();
  });

  test('more than a hundred are cut, and that is said', () => {
    const read = readWatchouts(Array.from({ length: 150 }, () => ({ watch: 'token-refreshed' })));
    expect(read.watchouts).toHaveLength(100);
    expect(read.problems).toHaveLength(1);
  });
});

test('every kind has a form that gives a good watch-out from the start, and takes one back', () => {
  for (const kind of WATCHOUT_KINDS) {
    const watchout = watchoutOf(startDraft(kind));
    if (typeof watchout === 'string') throw new Error(`${kind}: ${watchout}`);
    expect(watchoutOf(draftOf(watchout))).toEqual(watchout);
  }
  expect(watchoutOf({ watch: 'reply-within', ms: 'soon' })).toMatch(/milliseconds/);
});

test.each([
  [undefined, 'wss://a/', true],
  ['live', 'wss://a/LIVE', true],
  ['*/x*y', 'wss://a/x/1/y', true],
  ['y*x', 'wss://a/x/1/y', false],
])('%s matches %s: %s', (pattern, url, matches) => {
  expect(matchesUrl(pattern, url)).toBe(matches);
});
