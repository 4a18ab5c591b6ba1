import { describe, expect, test } from 'vitest';
import { parseQuery } from '@/utils/search';
import { createSearchEngine } from '@/utils/search/engine';
import type { FromSearch } from '@/utils/search/messages';
import { momentsNear } from '@/utils/search/moments';
import type { Subject } from '@/utils/search/subject';
import { createFrameStore } from '@/utils/session';
import { FRAME_BINARY } from '@/utils/session/observations';
import { type FrameLine, frames, T0 } from '../support/journal';

const utf8 = new TextEncoder();

function socket(n: number, change: Partial<Subject> = {}): Subject {
  return {
    id: `r.${n}`,
    kind: 'socket',
    number: n,
    text: `#${n} wss://api.example/feed open`,
    url: 'wss://api.example/feed',
    state: 'open',
    token: false,
    from: T0,
    ...change,
  };
}

/** Sequence numbers of the frames that answer, all of one store with up to two sockets. */
async function search(
  text: string,
  lines: readonly Partial<FrameLine>[],
  { decode = false, subjects = [socket(1), socket(2)] } = {},
) {
  const store = createFrameStore();
  store.append(frames(...lines.map((line, seq) => ({ n: 1, seq, at: seq, payload: '', ...line }))));
  const told: FromSearch[] = [];
  const take = createSearchEngine({
    post: (message) => told.push(message),
    rest: () => Promise.resolve(),
    clock: () => 0,
  });
  take({ type: 'query', id: 1, expression: parseQuery(text).expression!, newest: T0 });
  const asked = subjects.map((subject) => {
    const speech = { url: 'wss://api.example/feed', subprotocol: '', offered: [] };
    return { subject, slot: store.slotOf(subject.id as `${string}.${number}`), speech };
  });
  take({ type: 'subjects', id: 1, subjects: asked });
  const unit = store.pack({ from: 0, to: store.total, bytes: 1 << 20, wants: () => true });
  take({ type: 'unit', id: 1, unit, ...(decode && { decode }) });
  await expect.poll(() => told.some(({ type }) => type === 'found')).toBe(true);
  const found = told.find((message) => message.type === 'found')!;
  return { rows: [...found.rows], told, found };
}

const rowsOf = async (...args: Parameters<typeof search>) => (await search(...args)).rows;

describe('frames', () => {
  test('are found by words in text and in bytes, whatever the case, and never across two of them', async () => {
    const lines = [
      { payload: 'one TICK' },
      { payload: 'ti' },
      { payload: 'ck' },
      { payload: utf8.encode('\0\x01tick\xff') },
      { payload: 'ticktick' },
    ];
    expect(await rowsOf('tick', lines)).toEqual([0, 3, 4]);
    expect(await rowsOf('not tick', lines)).toEqual([1, 2]);
    expect(await rowsOf('one tick', lines)).toEqual([0]);
    expect(await rowsOf('one or ck', lines)).toEqual([0, 2, 3, 4]);
  });

  test('are found in scripts without case, and with one beyond ASCII', async () => {
    const lines = [
      { payload: '주문이 접수됨' },
      { payload: 'É clair' },
      { payload: 'ascii' },
      { payload: '주 문' },
    ];
    expect(await rowsOf('주문', lines)).toEqual([0]);
    expect(await rowsOf('é', lines)).toEqual([1]);
    expect(await rowsOf('CLAIR', lines)).toEqual([1]);
    expect(await rowsOf('/^.{2}이/', lines)).toEqual([0]);
  });

  test('are found by expressions, each frame by itself', async () => {
    const lines = [{ payload: 'abc' }, { payload: 'xabc' }, { payload: 'ABC' }];
    expect(await rowsOf('/^abc$/', lines)).toEqual([0]);
    expect(await rowsOf('/^abc$/i', lines)).toEqual([0, 2]);
  });

  test('are found by direction, type, size and time', async () => {
    const lines = [
      { payload: 'x'.repeat(2_000), sent: true },
      { payload: new Uint8Array(3) },
      { payload: 'x', sent: true, at: 60_000 },
    ];
    expect(await rowsOf('dir:out', lines)).toEqual([0, 2]);
    expect(await rowsOf('type:binary', lines)).toEqual([1]);
    expect(await rowsOf('size:>1k', lines)).toEqual([0]);
    expect(await rowsOf('size:<=3 not dir:in', lines)).toEqual([2]);
    expect(await rowsOf(`after:${new Date(T0 + 1_000).toISOString()}`, lines)).toEqual([2]);
    expect(
      await rowsOf('size:=0', [{ payload: '' }, { payload: null, size: 5, flags: FRAME_BINARY }]),
    ).toEqual([0]);
  });

  test('are found by JSON paths', async () => {
    const lines = [
      { payload: '{"op":"subscribe","n":3,"a":[{"b":1},{"b":2}]}' },
      { payload: '{"op":"unsubscribe","n":"3"}' },
      { payload: '{"x":{"op":"subscribe"}}' },
      { payload: '{"\\u006fp":"subscribe"}' },
      { payload: 'op subscribe' },
      { payload: '{"op":"subscribe"' },
    ];
    expect(await rowsOf('json:$.op==subscribe', lines)).toEqual([0, 3]);
    expect(await rowsOf('json:$..op==subscribe', lines)).toEqual([0, 2, 3]);
    expect(await rowsOf('json:$.n==3', lines)).toEqual([0, 1]);
    expect(await rowsOf('json:$.n>2', lines)).toEqual([0, 1]);
    const numbers = [
      '{"n":1500}',
      '{"n":15e2}',
      '{"n":1500.0}',
      '{"n":"1500"}',
      '{"\\u006e":1500}',
      '{"m":1500}',
    ];
    const spelled = numbers.map((payload) => ({ payload }));
    expect(await rowsOf('json:$.n==1500', spelled)).toEqual([0, 1, 2, 3, 4]);
    expect(await rowsOf('json:$.n=="0x10"', [{ payload: '{"n":"0x10"}' }])).toEqual([0]);
    expect(await rowsOf('json:$.n==[1,2]', [{ payload: '{"n":[1, 2]}' }])).toEqual([0]);
    expect(await rowsOf('json:$.a[?@.b==2]', lines)).toEqual([0]);
    expect(await rowsOf('json:$.op~=SCRIBE', lines)).toEqual([0, 1, 3]);
    expect(await rowsOf('json:$.op!=subscribe', lines)).toEqual([1]);
    expect(await rowsOf('has:json', lines)).toEqual([0, 1, 2, 3]);
  });

  test('are found by the credentials in them', async () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';
    const lines = [
      { payload: jwt },
      { payload: '{"access_token":"abcdefghijkl"}' },
      { payload: '{"key":"value"}' },
    ];
    expect(await rowsOf('has:token', lines)).toEqual([0, 1]);
  });

  test('a word that names their connection is in all of them, told apart from those that hold it', async () => {
    const lines = [
      { n: 1, payload: 'zz' },
      { n: 2, seq: 0, payload: 'feed zz' },
    ];
    const found = async (text: string) => {
      const { rows, found: told } = await search(text, lines);
      return [rows, [...told.wider]];
    };
    expect(await found('feed')).toEqual([[1], [0, 1]]);
    expect(await found('feed zz')).toEqual([[1], [0, 1]]);
    expect(await found('conn:2 zz')).toEqual([[1], []]);
    expect(await found('conn:2 or zz')).toEqual([[0, 1], []]);
    expect(await found('url:nowhere')).toEqual([[], []]);
    expect(await found('grant:device')).toEqual([[0, 1], []]);
  });

  test('are found by what they decode to, and `not` is held against that as well', async () => {
    const lines = [
      { payload: '0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000}' },
      { payload: '40' },
      { payload: '42["chat",{"text":"hi"}]' },
    ];
    const subjects = [socket(1, { url: 'wss://api.example/socket.io/?EIO=4' })];
    const { rows, found } = await search('event', lines, { decode: true, subjects });
    expect(rows).toEqual([2]);
    expect(found).toMatchObject({ plain: [] });
    const negative = await search('not event', lines, { decode: true, subjects });
    expect(negative.found).toMatchObject({ gone: new Uint32Array([2]) });
  });

  test('a connection that speaks no protocol is told as plain, so that it is not decoded again', async () => {
    const { found } = await search('x', [{ payload: '{"n":1}' }, { payload: '{"n":2}' }], { decode: true });
    expect(found).toMatchObject({ plain: [0] });
  });
});

test('a JSONPath that is none is told, and asks nothing further', async () => {
  const told: FromSearch[] = [];
  const take = createSearchEngine({ post: (one) => told.push(one), rest: async () => {}, clock: () => 0 });
  take({ type: 'query', id: 7, expression: parseQuery('json:$.[')!.expression!, newest: T0 });
  expect(told).toEqual([
    { type: 'ready', id: 7, problem: { path: '$.[', detail: expect.stringMatching(/./) } },
  ]);
});

test('connections and flows are judged by what applies to them', async () => {
  const flow: Subject = {
    ...socket(1),
    id: 'f1',
    kind: 'flow',
    text: 'f1 device code state=abc',
    grant: 'device_code',
    client: 'tv',
    state: 'failed',
  };
  const judged = async (text: string) => {
    const { told } = await search(text, [{ payload: 'x' }], { subjects: [socket(1, { code: 4401 }), flow] });
    const message = told.find((one) => one.type === 'judged')!;
    return message.verdicts.map(([, answers]) => answers);
  };
  expect(await judged('feed')).toEqual([true, false]);
  expect(await judged('abc')).toEqual([false, true]);
  expect(await judged('dir:in')).toEqual([undefined, undefined]);
  expect(await judged('dir:in abc')).toEqual([false, true]);
  expect(await judged('grant:device')).toEqual([undefined, true]);
  expect(await judged('client:web')).toEqual([undefined, false]);
  expect(await judged('state:failed')).toEqual([false, true]);
  expect(await judged('code:4401')).toEqual([true, undefined]);
  expect(await judged('conn:2')).toEqual([false, undefined]);
});

test('times of day are those nearest to the newest moment', () => {
  const at = (day: number, hours: number, minutes: number) =>
    new Date(2026, 4, day, hours, minutes).getTime();
  const clock = (hours: number, minutes: number) => ({ ofDay: (hours * 60 + minutes) * 60_000 });
  expect(momentsNear(at(18, 14, 0))(clock(13, 30))).toBe(at(18, 13, 30));
  expect(momentsNear(at(18, 0, 5))(clock(23, 55))).toBe(at(17, 23, 55));
  expect(momentsNear(at(18, 14, 59))(clock(15, 0))).toBe(at(18, 15, 0));
});
