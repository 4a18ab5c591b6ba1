import { describe, expect, test } from 'vitest';
import { createConvert } from '@/utils/hook/convert';
import { captureEngine } from '@/utils/hook/engine';

const convert = createConvert(captureEngine(globalThis), globalThis);

/** What a native makes of a list of texts: iterated, each item as text. */
const asNative = (list: unknown): string[] => Array.from(list as Iterable<unknown>, (item) => `${item}`);

/** As they cross to the bridge: the hook's own lists have no prototype. */
const textsOf = (items: unknown[]) => structuredClone(convert.texts(items));

// ECMA-262 §7.1.1, ToPrimitive.
describe('an object in the place of text', () => {
  test('is asked once, in the order of its hint', () => {
    const log: string[] = [];
    const object = {
      toString: () => log.push('toString') && {},
      valueOf: () => log.push('valueOf') && 'by valueOf',
    };
    expect(convert.primitive(object, 'string')).toBe('by valueOf');
    expect(log).toEqual(['toString', 'valueOf']);
    log.length = 0;
    expect(convert.primitive(object, 'number')).toBe('by valueOf');
    expect(log).toEqual(['valueOf']);
  });

  test('prefers toPrimitive, and learns the hint', () => {
    expect(convert.primitive({ [Symbol.toPrimitive]: (hint: string) => hint }, 'number')).toBe('number');
  });

  test('that has no text is refused by the native, not by us', () => {
    for (const object of [
      Object.create(null),
      { toString: () => ({}), valueOf: 1 },
      { [Symbol.toPrimitive]: 1 },
    ]) {
      const passed = convert.primitive(object, 'string');
      expect(() => `${passed as string}`).toThrow(TypeError);
    }
  });

  test('may throw what it likes', () => {
    const toText = () => {
      throw new RangeError('own');
    };
    expect(() => convert.primitive({ toString: toText }, 'string')).toThrow(new RangeError('own'));
  });

  test('is left alone where it is none', () => {
    for (const value of ['x', 1, null, undefined, true])
      expect(convert.primitive(value, 'string')).toBe(value);
  });
});

// Web IDL §3.2.19, conversion of an iterable to a sequence.
describe('an object in the place of a list of texts', () => {
  test('is iterated once, and its items pass on to the native', () => {
    let runs = 0;
    const iterable = {
      *[Symbol.iterator]() {
        runs++;
        yield 'a';
        yield { toString: () => 'b' };
        yield 3;
      },
    };
    const { passed, items } = convert.sequence(iterable);
    expect(asNative(passed)).toEqual(['a', 'b', '3']);
    expect(textsOf(items)).toEqual(['a', 'b', '3']);
    expect(runs).toBe(1);
  });

  test('is asked for no more after an item that is refused', () => {
    let asked = 0;
    const iterable = {
      [Symbol.iterator]: () => ({ next: () => ({ value: Symbol(`${++asked}`), done: false }) }),
    };
    const { passed } = convert.sequence(iterable);
    expect(() => asNative(passed)).toThrow(TypeError);
    expect(asked).toBe(1);
  });

  test('that iterates wrongly is refused by the native', () => {
    const broken = [
      { [Symbol.iterator]: 1 },
      { [Symbol.iterator]: () => 1 },
      { [Symbol.iterator]: () => ({ next: 1 }) },
      { [Symbol.iterator]: () => ({ next: () => 1 }) },
    ];
    for (const iterable of broken) {
      expect(() => {
        for (const item of convert.sequence(iterable).passed as Iterable<unknown>) void item;
      }).toThrow(TypeError);
    }
  });

  test('of texts alone goes as it is', () => {
    const list = ['a', 'b'];
    expect(convert.sequence(list).passed).toBe(list);
    expect(textsOf(convert.sequence(list).items)).toEqual(list);
  });

  test('without an iterator is one text', () => {
    expect(convert.sequence({}).passed).toBe('[object Object]');
    expect(convert.sequence(undefined)).toEqual({ passed: undefined, items: expect.anything() });
  });
});
