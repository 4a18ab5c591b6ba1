import { describe, expect, test } from 'vitest';
import { hexDump, hexRow } from '@/utils/panel/hex';
import {
  CHILDREN,
  type JsonOpened,
  jsonRows,
  NOTHING_OPENED,
  openTo,
  parseJson,
  valueAt,
} from '@/utils/panel/json-rows';
import { jsonPath, searchJson, valueText } from '@/utils/panel/json-value';

const rowsOf = (text: string, opened: JsonOpened = NOTHING_OPENED) => {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return jsonRows(parsed.value, opened);
};
const drawn = (text: string, opened?: JsonOpened) =>
  rowsOf(text, opened).map(
    ({ depth, key, text: shown, open }) =>
      `${'  '.repeat(depth)}${open === undefined ? '' : open ? '▾ ' : '▸ '}${key === undefined ? '' : `${key}: `}${shown}`,
  );

describe('a JSON tree', () => {
  test('shows a value as lines, opened two levels deep', () => {
    expect(drawn('{"op":"subscribe","ids":[1,2],"deep":{"er":{"est":null}},"none":{}}')).toEqual([
      '▾ {op, ids, deep, none}',
      '  op: "subscribe"',
      '  ▾ ids: [2]',
      '    0: 1',
      '    1: 2',
      '  ▾ deep: {er}',
      '    ▸ er: {est}',
      '  none: {}',
    ]);
  });

  test('opens and closes by pointer, RFC 6901', () => {
    const opened = {
      ...NOTHING_OPENED,
      open: new Map([
        ['/a~1b', false],
        ['/c', false],
      ]),
    };
    expect(drawn('{"a/b":[7],"c":[{"d":1}]}', opened)).toEqual(['▾ {a/b, c}', '  ▸ a/b: [1]', '  ▸ c: [1]']);
    expect(drawn('{"c":[{"d":1}]}', { ...NOTHING_OPENED, open: new Map([['/c/0', true]]) })).toContain(
      '      d: 1',
    );
  });

  test('keeps a number that a double cannot hold as it was written', () => {
    expect(drawn('{"id":12345678901234567890,"n":1}')).toEqual([
      '▾ {id, n}',
      '  id: 12345678901234567890',
      '  n: 1',
    ]);
    expect(drawn('[9007199254740991]')).toEqual(['▾ [1]', '  0: 9007199254740991']);
  });

  test('takes prototype keys for keys', () => {
    expect(drawn('{"__proto__":{"x":1},"constructor":2}')).toEqual([
      '▾ {__proto__, constructor}',
      '  ▾ __proto__: {x}',
      '    x: 1',
      '  constructor: 2',
    ]);
    const parsed = parseJson('{"__proto__":{"x":1}}');
    expect(parsed.ok && valueAt(parsed.value, '/__proto__/x')).toBe(1);
    expect(parsed.ok && valueAt(parsed.value, '/toString')).toBeUndefined();
  });

  test('shows a long list in parts', () => {
    const text = JSON.stringify(Array.from({ length: CHILDREN + 20 }, (_, i) => i));
    const rows = rowsOf(text);
    expect(rows).toHaveLength(1 + CHILDREN + 1);
    expect(rows.at(-1)).toMatchObject({ kind: 'more', text: '20', pointer: '/…' });
    expect(rowsOf(text, { ...NOTHING_OPENED, shown: new Map([['', 2 * CHILDREN]]) })).toHaveLength(
      1 + CHILDREN + 20,
    );
  });

  test('opens to a depth, and not deeper than what is open by hand', () => {
    const text = '{"a":{"b":{"c":{"d":1}}}}';
    expect(drawn(text, { ...NOTHING_OPENED, depth: 0 })).toEqual(['▸ {a}']);
    expect(drawn(text, { ...NOTHING_OPENED, depth: 3 }).at(-1)).toBe('      ▸ c: {d}');
    expect(drawn(text, { ...NOTHING_OPENED, depth: 0, open: new Map([['', true]]) })).toHaveLength(2);
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    expect(drawn(deep, { ...NOTHING_OPENED, depth: 100 })).toHaveLength(101);
  });

  test('opens JSON that stands in a string in its place', () => {
    const text = JSON.stringify({
      id: 1,
      body: JSON.stringify({ op: 'x', in: JSON.stringify([7]) }),
      s: '{no',
    });
    expect(rowsOf(text)[2]).toMatchObject({ pointer: '/body', kind: 'string', nested: true, open: false });
    expect(rowsOf(text)[3]).not.toHaveProperty('nested');
    const open = new Map([
      ['/body', true],
      ['/body/~j/in', true],
    ]);
    expect(rowsOf(text, { ...NOTHING_OPENED, open }).map(({ pointer }) => pointer)).toEqual([
      '',
      '/id',
      '/body',
      '/body/~j/op',
      '/body/~j/in',
      '/body/~j/in/~j/0',
      '/s',
    ]);
  });

  test('a search finds names and values, and the tree opens to each', () => {
    const value = {
      list: Array.from({ length: 1200 }, (_, i) => ({ n: i })),
      'a/b': { Name: 'x' },
      t: 'name',
    };
    expect(searchJson(value, 'name')).toEqual(['/a~1b/Name', '/t']);
    expect(searchJson(value, '1199')).toEqual(['/list/1199/n']);
    const opened = openTo(value, '/list/1199/n', { ...NOTHING_OPENED, depth: 0 });
    expect(jsonRows(value, opened).map(({ pointer }) => pointer)).toContain('/list/1199/n');
    expect(searchJson(value, '')).toEqual([]);
    const deep = JSON.parse(`${'['.repeat(50_000)}"x"${']'.repeat(50_000)}`);
    expect(searchJson(deep, 'x')).toHaveLength(1);
    // JSON that stands in a string is looked into, as it is opened in its place.
    const inner = JSON.stringify({ deep: ['Needle', JSON.stringify({ needle: '한글' })] });
    const packed = { a: 'needle', body: inner };
    expect(searchJson(packed, 'needle')).toEqual(['/a', '/body/~j/deep/0', '/body/~j/deep/1/~j/needle']);
    expect(searchJson(packed, '"deep":')).toEqual(['/body']);
    const shown = openTo(packed, '/body/~j/deep/1/~j/needle', NOTHING_OPENED);
    expect(jsonRows(packed, shown).map(({ pointer }) => pointer)).toContain('/body/~j/deep/1/~j/needle');
  });

  test('a path is a JSONPath, and a filter of jq where it leads into a string', () => {
    const root = { a: [{ 'odd name': 1 }], s: '{"in":[{"k":2}]}', l: ['[5]'] };
    expect(jsonPath(root, '')).toBe('$');
    expect(jsonPath(root, '/a/0/odd name')).toBe('$.a[0]["odd name"]');
    expect(jsonPath(root, '/s/~j/in/0/k')).toBe('.s | fromjson | .in[0].k');
    expect(jsonPath(root, '/l/0/~j/0')).toBe('.l[0] | fromjson | .[0]');
    expect(valueAt(root, '/s/~j/in/0/k')).toBe(2);
  });

  test('a value is copied as what it says, exact numbers too', () => {
    const parsed = parseJson('{"id":12345678901234567890,"s":"a\\nb"}');
    expect(parsed.ok && valueText(parsed.value)).toBe('{\n  "id": 12345678901234567890,\n  "s": "a\\nb"\n}');
    expect(valueText('plain')).toBe('plain');
  });

  test('cuts a huge string', () => {
    expect(rowsOf(JSON.stringify('x'.repeat(1_000_000)))[0]!.text.length).toBeLessThan(2_100);
  });

  test.each(['{', 'ping', '', '[1,]', '"\ud800', '['.repeat(200_000)])(
    'broken JSON is an answer, not a throw',
    (text) => {
      expect(parseJson(text)).toMatchObject({ ok: false });
    },
  );

  test('ten thousand levels do not end the panel', () => {
    expect(drawn('['.repeat(10_000) + ']'.repeat(10_000))).toEqual(['▾ [1]', '  ▾ 0: [1]', '    ▸ 0: [1]']);
  });
});

describe('a hex dump', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, i) => 0x3c + i * 8);

  test('has offset, two groups of eight bytes and their characters', () => {
    expect(hexRow(bytes, 0)).toEqual({
      offset: '00000000',
      hex: ['3c 44 4c 54 5c 64 6c 74', '7c 84 8c 94 9c a4 ac b4'],
      ascii: '<DLT\\dlt|·······',
    });
  });

  test('ends with a line that is not full', () => {
    expect(hexDump(bytes).split('\n')).toEqual([
      '00000000  3c 44 4c 54 5c 64 6c 74  7c 84 8c 94 9c a4 ac b4  <DLT\\dlt|·······',
      '00000010  bc c4 cc d4                                       ····',
    ]);
    expect(hexDump(new Uint8Array())).toBe('');
  });
});
