import { describe, expect, test } from 'vitest';
import { byteValues } from '@/utils/panel/byte-values';
import { diffFrames } from '@/utils/panel/diff-frames';
import { byteForKey } from '@/utils/panel/hex';
import { imageType } from '@/utils/panel/image-type';
import { textRows } from '@/utils/panel/text-rows';
import type { Frame } from '@/utils/session/frames';
import { cpuTime } from '../support/cpu';
import { START } from './fixture';

const frame = (payload: string | Uint8Array): Frame => ({
  index: 0,
  socketId: 'r1.1',
  seq: 0,
  at: START,
  sent: true,
  binary: typeof payload !== 'string',
  size: payload.length,
  truncated: false,
  payload,
});

describe('a long text in rows', () => {
  const rowsOf = (text: string, columns: number, most?: number) => {
    const rows = textRows(text, columns, most);
    return Array.from({ length: rows.count }, (_, at) => rows.row(at));
  };

  test('is cut at its line ends and where a line is too long', () => {
    expect(rowsOf('ab\n\ncdefg\r\nh', 3)).toEqual(['ab', '', 'cde', 'fg', 'h']);
    expect(rowsOf('abc\n', 3)).toEqual(['abc', '']);
    expect(rowsOf('', 3)).toEqual(['']);
    const rows = textRows('abcdef\nx', 4);
    expect([0, 1, 2].map((at) => rows.continues(at))).toEqual([false, true, false]);
  });

  test('loses nothing where there are more rows than are held', () => {
    const text = 'a\nb\nc\nd\ne\nf';
    expect(rowsOf(text, 4, 2).slice(0, 2)).toEqual(['a', 'b']);
    expect(rowsOf(text, 4, 2).slice(2).join('')).toBe('c\nd\ne\nf');
  });

  test('of a hundred megabytes costs no copy of it', () => {
    const text = 'x'.repeat(100_000_000);
    const rows = textRows(text, 200);
    expect(rows.count).toBe(500_000);
    expect(rows.row(499_999)).toHaveLength(200);
  });
});

describe('a picture', () => {
  const bytes = (head: string, ...more: number[]) =>
    Uint8Array.from([...[...head].map((character) => character.charCodeAt(0)), ...more]);

  test('is known by its first bytes', () => {
    expect(imageType(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10))).toBe('image/png');
    expect(imageType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
    expect(imageType(bytes('GIF89a'))).toBe('image/gif');
    expect(imageType(bytes('RIFF\0\0\0\0WEBP'))).toBe('image/webp');
    expect(imageType(bytes('\0\0\0\x1cftypavif'))).toBe('image/avif');
  });

  test('is not what is a document or merely begins alike', () => {
    expect(imageType(bytes('<svg xmlns="http://www.w3.org/2000/svg">'))).toBeUndefined();
    expect(imageType(bytes('BMW drives by and by'))).toBeUndefined();
    expect(imageType(new Uint8Array())).toBeUndefined();
  });
});

test('selected bytes are read as every number of their length, in both orders', () => {
  expect(byteValues(Uint8Array.of(0xfe, 0xff))).toEqual([
    { name: 'int16', little: '-2', big: '-257' },
    { name: 'uint16', little: '65534', big: '65279' },
  ]);
  expect(byteValues(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1)).map(({ big }) => big)).toEqual([
    '1',
    '1',
    '5e-324',
  ]);
  expect(byteValues(Uint8Array.of(1, 2, 3))).toEqual([]);
});

test('keys go from byte to byte and from line to line, and not beyond', () => {
  expect(byteForKey('ArrowRight', undefined, 40, 32)).toBe(0);
  expect(byteForKey('ArrowDown', 5, 40, 32)).toBe(21);
  expect(byteForKey('ArrowDown', 30, 40, 32)).toBe(39);
  expect(byteForKey('End', 5, 40, 32)).toBe(15);
  expect(byteForKey('End', 5, 40, 32, true)).toBe(39);
  expect(byteForKey('x', 5, 40, 32)).toBeUndefined();
  expect(byteForKey('ArrowDown', undefined, 0, 32)).toBeUndefined();
});

describe('two frames compared', () => {
  const drawn = (before: string | Uint8Array, after: string | Uint8Array) =>
    diffFrames(frame(before), frame(after)).rows.map(
      ({ kind, parts, count }) =>
        `${{ same: ' ', removed: '-', added: '+', skipped: '…' }[kind]}${count ?? ''}${parts
          .map(({ text, changed }) => (changed && kind !== 'same' ? `[${text}]` : text))
          .join('')}`,
    );

  test('as JSON tell what a name has now, whatever the order of names', () => {
    const before = '{"id":7,"price":64210.5,"side":"buy"}';
    const after = '{"side":"buy","price":64211,"id":7}';
    expect(drawn(before, after)).toEqual([
      ' {',
      '   "id": 7,',
      '-  "price": [64210.5],',
      '+  "price": [64211],',
      '   "side": "buy"',
      ' }',
    ]);
    expect(diffFrames(frame('{"a":1,"b":2}'), frame('{"b":2,"a":1}'))).toMatchObject({
      equal: true,
      as: 'json',
    });
  });

  test('leave out equal lines that are far from any difference', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `line ${at}`);
    const rows = drawn(lines.join('\n'), lines.with(15, 'other').join('\n'));
    expect(rows[0]).toBe('…12');
    expect(rows.at(-1)).toBe('…11');
    expect(rows).toHaveLength(1 + 3 + 2 + 3 + 1);
  });

  test('as bytes where either is binary', () => {
    expect(diffFrames(frame(Uint8Array.of(1)), frame('x')).as).toBe('hex');
  });

  test('that have nothing in common cost a bounded time', () => {
    const noise = (seed: number) =>
      Array.from({ length: 20_000 }, (_, at) => ((at * 7919 + seed) % 100_003).toString(36)).join('\n');
    const started = cpuTime();
    expect(diffFrames(frame(noise(1)), frame(noise(50_000))).equal).toBe(false);
    expect(cpuTime() - started).toBeLessThan(15_000);
  });

  test('hostile depth does not end the comparison', () => {
    const deep = (leaf: string) => `${'['.repeat(5000)}${leaf}${']'.repeat(5000)}`;
    expect(() => diffFrames(frame(deep('1')), frame(deep('2')))).not.toThrow();
  });
});
