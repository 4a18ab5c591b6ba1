import { bag, type Engine, uncurryGetter } from './engine';

export type Mask = ReturnType<typeof createMask>;

type Callable = (...args: never[]) => unknown;

/**
 * Puts a Proxy in a native function's place so that it cannot be told apart: `name`, `length` and own keys
 * are the target's, and `Function.prototype.toString`, which names no Proxy, is itself masked to answer
 * for the native behind it.
 */
export function createMask(engine: Engine, scope: typeof globalThis) {
  const { getOwnPropertyDescriptor, defineProperty, apply } = engine;
  const originals = engine.weakMap<object, Callable>();
  const functions = scope.Function.prototype;

  /** Getters that answer `null` for a native and throw for a Proxy of one: V8's `caller` and `arguments`. */
  const legacy = engine.weakMap<object, (self: object) => unknown>();
  for (const key of ['caller', 'arguments']) {
    const getter = getOwnPropertyDescriptor(functions, key)?.get;
    if (getter) legacy.set(getter, uncurryGetter<object, unknown>(functions, key));
  }

  function get(target: Callable, key: PropertyKey, receiver: unknown): unknown {
    if ((key === 'caller' || key === 'arguments') && originals.get(receiver as object) === target) {
      const getter = getOwnPropertyDescriptor(functions, key)?.get;
      const native = getter && legacy.get(getter);
      if (native && !getOwnPropertyDescriptor(target, key)) return native(target);
    }
    return engine.get(target, key, receiver);
  }

  function mask<T extends Callable>(native: T, handler: ProxyHandler<T>): T {
    const proxy = new engine.Proxy(native, bag(handler));
    originals.set(proxy, native);
    return proxy;
  }

  /** Gives `owner[key]` a new value, all else of its descriptor as it was. */
  function replace(owner: object, key: PropertyKey, value: unknown): void {
    const descriptor = getOwnPropertyDescriptor(owner, key);
    if (descriptor) defineProperty(owner, key, bag({ ...descriptor, value }));
  }

  return {
    mask,
    replace,
    get,
    /** Masks `Function.prototype.toString`. */
    maskText(mend: (error: unknown, above: unknown) => unknown): void {
      function text(target: Callable, self: object, args: never[]): unknown {
        try {
          return apply(target, originals.get(self) ?? self, args);
        } catch (error) {
          throw mend(error, text);
        }
      }
      replace(functions, 'toString', mask(functions.toString, { apply: text as never }));
    },
  };
}
