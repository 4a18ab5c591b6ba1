import { describe, expect, test } from 'vitest';
import { asksFrames, type Expression, matchesText, parseQuery } from '@/utils/search';

const asked = (text: string) => parseQuery(text).expression;
const word = (text: string): Expression => ({ kind: 'word', word: text });

describe('the query language', () => {
  test('asks nothing where nothing is written', () => {
    expect(parseQuery('')).toEqual({ text: '', errors: [] });
    expect(parseQuery('  ""  ')).toEqual({ text: '  ""  ', errors: [] });
  });

  test.each<[string, Expression]>([
    ['Tick', word('tick')],
    ['"Market order"', word('market order')],
    ['"market or', word('market or')],
    ['"not"', word('not')],
    ['wss://feed.example.com', word('wss://feed.example.com')],
    ['/orders/v2', word('/orders/v2')],
    ['foo(bar)', word('foo(bar)')],
    ['dir:in', { kind: 'dir', sent: false }],
    ['DIR:Out', { kind: 'dir', sent: true }],
    ['type:binary', { kind: 'type', binary: true }],
    ['size:>1k', { kind: 'size', by: '>', bytes: 1024 }],
    ['size:<=2.5m', { kind: 'size', by: '<=', bytes: 2.5 * 1024 ** 2 }],
    ['size:=0', { kind: 'size', by: '=', bytes: 0 }],
    ['conn:3', { kind: 'conn', ranges: [[3, 3]] }],
    [
      'conn:#1,4-6',
      {
        kind: 'conn',
        ranges: [
          [1, 1],
          [4, 6],
        ],
      },
    ],
    ['conn:7-', { kind: 'conn', ranges: [[7, Number.MAX_SAFE_INTEGER]] }],
    ['conn:Feed', { kind: 'conn', word: 'feed' }],
    ['url:"a b"', { kind: 'url', word: 'a b' }],
    ['has:token', { kind: 'has', what: 'token' }],
    ['state:fail', { kind: 'state', word: 'fail' }],
    ['code:4401', { kind: 'code', code: 4401 }],
    ['grant:device', { kind: 'grant', word: 'device' }],
    ['after:12:04:31.2', { kind: 'time', by: 'after', clock: { ofDay: ((12 * 60 + 4) * 60 + 31.2) * 1000 } }],
    ['before:9:30', { kind: 'time', by: 'before', clock: { ofDay: (9 * 60 + 30) * 60_000 } }],
    [
      'after:2026-05-18T14:02:11Z',
      { kind: 'time', by: 'after', clock: { at: Date.UTC(2026, 4, 18, 14, 2, 11) } },
    ],
    ['/ord(er|ers)/i', { kind: 'regex', source: 'ord(er|ers)', flags: 'i' }],
    ['/a b\\/[/)]/', { kind: 'regex', source: 'a b\\/[/)]', flags: '' }],
    ['/x/g', { kind: 'regex', source: 'x', flags: '' }],
    ['json:$.op', { kind: 'json', path: '$.op' }],
    ['json:$.p >= 15', { kind: 'json', path: '$.p', test: { by: '>=', value: { text: '15', number: 15 } } }],
    ['json:$.op== "a b"', { kind: 'json', path: '$.op', test: { by: '==', value: { text: 'a b' } } }],
    ['json:$.op ~=sub', { kind: 'json', path: '$.op', test: { by: '~=', value: { text: 'sub' } } }],
    [
      'json:$.op==subscribe',
      { kind: 'json', path: '$.op', test: { by: '==', value: { text: 'subscribe' } } },
    ],
    [
      'json:$.op=="sub scribe"',
      { kind: 'json', path: '$.op', test: { by: '==', value: { text: 'sub scribe' } } },
    ],
    ['json:$.p>=1.5', { kind: 'json', path: '$.p', test: { by: '>=', value: { text: '1.5', number: 1.5 } } }],
    ["json:$.a[?(@.b == 'x y')]", { kind: 'json', path: "$.a[?(@.b == 'x y')]" }],
  ])('reads %s', (text, expression) => {
    expect(parseQuery(text)).toEqual({ text, errors: [], expression });
  });

  test('parts have to hold all; `or` binds less than `and`, `not` most; brackets group', () => {
    expect(asked('a b')).toEqual({ kind: 'and', parts: [word('a'), word('b')] });
    expect(asked('a AND b')).toEqual(asked('a b'));
    expect(asked('a b or c')).toEqual({
      kind: 'or',
      parts: [{ kind: 'and', parts: [word('a'), word('b')] }, word('c')],
    });
    expect(asked('a (b or not c)')).toEqual({
      kind: 'and',
      parts: [word('a'), { kind: 'or', parts: [word('b'), { kind: 'not', part: word('c') }] }],
    });
    expect(asked('not (a or b)')).toEqual({
      kind: 'not',
      part: { kind: 'or', parts: [word('a'), word('b')] },
    });
    expect(asked('(dir:in)')).toEqual({ kind: 'dir', sent: false });
  });

  test.each([
    ['dir:up', 'dirTakes', 0, 6],
    ['a dir:__proto__', 'dirTakes', 2, 15],
    ['type:json', 'typeTakes', 0, 9],
    ['size:1k', 'sizeTakes', 0, 7],
    ['size:>', 'sizeTakes', 0, 6],
    ['size:', 'wordWanted', 0, 5],
    ['after:25:00', 'timeTakes', 0, 11],
    ['has:teeth', 'hasTakes', 0, 9],
    ['conn:1-2-3', 'connTakes', 0, 10],
    ['code:abc', 'codeTakes', 0, 8],
    ['state:bored', 'unknownState', 0, 11],
    ['json:op==1', 'badJsonPath', 0, 10],
    ['x /(/', 'badRegex', 2, 5],
    // A class that is not closed hides the slash that ends the expression.
    ['/[a-/i x', 'badRegex', 0, 6],
    ['(a', 'bracketNotClosed', 0, 1],
    ['a )', 'bracketNotOpened', 2, 3],
    ['a or', 'nothingAfter', 2, 4],
    ['not', 'nothingAfter', 0, 3],
    ['a and or b', 'nothingAfter', 2, 5],
  ])('says of %s what is wrong and where, and goes on with the rest', (text, key, from, to) => {
    const { errors } = parseQuery(text);
    expect(errors).toEqual([{ key, values: expect.any(Object), from, to }]);
  });

  test('what is not understood asks for nothing', () => {
    expect(asked('dir:up tick')).toEqual(word('tick'));
    expect(asked('not dir:up')).toBeUndefined();
    expect(asked('(a')).toEqual(word('a'));
    expect(asked('a )')).toEqual(word('a'));
  });

  test('takes hostile text: deep brackets, long runs, lone surrogates', () => {
    for (const text of [
      '('.repeat(100_000),
      'not '.repeat(5_000),
      ')'.repeat(1_000),
      '\ud800"',
      '/[/',
      'json:$["',
    ])
      expect(() => parseQuery(text)).not.toThrow();
    expect(asked(`${'('.repeat(1_000)}a`)).toBeDefined();
  });

  test('knows what only frames can answer', () => {
    expect(asksFrames(asked('a url:b')!)).toBe(false);
    expect(asksFrames(asked('a or not dir:in')!)).toBe(true);
  });
});

describe('our own texts', () => {
  test('answer words, whatever the case; other parts ask nothing of them', () => {
    expect(matchesText(parseQuery('FEED stream'), 'wss://feed.example.com/v2/Stream')).toBe(true);
    expect(matchesText(parseQuery('feed graph'), 'wss://feed.example.com/v2/stream')).toBe(false);
    expect(matchesText(parseQuery('not graph dir:in'), 'wss://feed.example.com')).toBe(true);
    expect(matchesText(parseQuery('dir:in'), 'anything')).toBe(true);
    expect(matchesText(parseQuery('/^(a+)+$/'), `${'a'.repeat(40)}!`)).toBe(true);
  });
});
