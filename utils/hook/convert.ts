import { bag, type Engine } from './engine';

export type Convert = ReturnType<typeof createConvert>;

/**
 * Does to a page's objects what a native would do to make text, a number or a list of texts of them: asks
 * them in the same order and exactly once, and outside any `try`, so that what the page throws is thrown as
 * natively. The native then gets primitives, which run no code of the page and which we may read as well.
 * What cannot be converted comes out as an object that the native itself refuses, in its own words.
 */
export function createConvert(engine: Engine, scope: typeof globalThis) {
  const { iterator, toPrimitive } = scope.Symbol;
  const { isObject, replay } = engine;
  const refused = () => bag({});

  function call(method: unknown, self: object, argument?: string): unknown {
    const args = engine.list<unknown>();
    if (argument) args[0] = argument;
    return engine.apply(method as never, self, args);
  }

  /** ECMA-262 §7.1.1, ToPrimitive. */
  function primitive(value: unknown, hint: 'string' | 'number'): unknown {
    if (!isObject(value)) return value;
    const exotic = (value as Record<symbol, unknown>)[toPrimitive];
    if (exotic !== undefined && exotic !== null) {
      if (typeof exotic !== 'function') return bag({ [toPrimitive]: exotic });
      const result = call(exotic, value, hint);
      return isObject(result) ? refused() : result;
    }
    for (let turn = 0; turn < 2; turn++) {
      const method = (turn === 0) === (hint === 'string') ? value.toString : value.valueOf;
      const result = typeof method === 'function' ? call(method, value) : value;
      if (!isObject(result)) return result;
    }
    return refused();
  }

  /** The items of an array of texts, which Blink reads without asking for an iterator; no Proxy can be cloned. */
  function plainTexts(value: object): unknown[] | undefined {
    if (import.meta.env.FIREFOX || !engine.isArray(value)) return undefined;
    let items: unknown[];
    try {
      items = engine.clone(value);
    } catch {
      return undefined;
    }
    for (let i = 0; i < items.length; i++) if (typeof items[i] !== 'string') return undefined;
    return items;
  }

  /** Web IDL §3.2.19, of a union with text: an object with an iterator is a sequence. */
  function sequence(value: unknown): { passed: unknown; items: unknown[] } {
    const items = engine.list<unknown>();
    if (!isObject(value)) {
      if (value !== undefined) items[0] = value;
      return { passed: value, items };
    }
    const texts = plainTexts(value);
    if (texts) return { passed: value, items: texts };
    const method = (value as Record<symbol, unknown>)[iterator];
    if (method === undefined || method === null) {
      items[0] = primitive(value, 'string');
      return { passed: items[0], items };
    }
    if (typeof method !== 'function') return { passed: bag({ [iterator]: method }), items };
    const source = call(method, value) as { next: unknown };
    if (!isObject(source)) return { passed: bag({ [iterator]: () => source }), items };
    const { next } = source;
    if (typeof next !== 'function') {
      return { passed: bag({ [iterator]: () => bag({ next }) }), items };
    }
    for (;;) {
      const step = call(next, source) as { done?: unknown; value?: unknown };
      if (!isObject(step)) return { passed: replay(items, step), items };
      if (step.done) return { passed: replay(items), items };
      const item = primitive(step.value, 'string');
      items[items.length] = item;
      // Here the native throws, and asks for no more.
      if (isObject(item) || typeof item === 'symbol') return { passed: replay(items, step), items };
    }
  }

  return {
    /** Whether a native makes a number of it without throwing. */
    isNumeric: (value: unknown): boolean =>
      !isObject(value) && typeof value !== 'symbol' && typeof value !== 'bigint',
    primitive,
    sequence,
    /** Those of them that are text, or become text without code of the page. */
    texts(values: unknown[]): string[] {
      const texts = engine.list<string>();
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        if (!isObject(value) && typeof value !== 'symbol') texts[texts.length] = `${value}`;
      }
      return texts;
    },
  };
}
