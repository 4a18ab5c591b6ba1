import { describe, expect, test } from 'vitest';
import { hexDump, hexRow } from '@/utils/panel/hex';
import {
  CHILDREN,
  type JsonOpened,
  jsonRows,
  NOTHING_OPENED,
  parseJson,
  valueAt,
} from '@/utils/panel/json-rows';

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
    const opened = { ...NOTHING_OPENED, toggled: new Set(['/a~1b', '/c']) };
    expect(drawn('{"a/b":[7],"c":[{"d":1}]}', opened)).toEqual(['▾ {a/b, c}', '  ▸ a/b: [1]', '  ▸ c: [1]']);
    expect(drawn('{"c":[{"d":1}]}', { ...NOTHING_OPENED, toggled: new Set(['/c/0']) })).toContain(
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
    expect(rows.at(-1)).toMatchObject({ kind: 'more', text: '20 more', pointer: '/…' });
    expect(rowsOf(text, { ...NOTHING_OPENED, shown: new Map([['', 2 * CHILDREN]]) })).toHaveLength(
      1 + CHILDREN + 20,
    );
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
