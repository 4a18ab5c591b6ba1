import { bag, type Engine, type Table, uncurryGetter } from './engine';
import type { MendError } from './errors';

export type Mask = ReturnType<typeof createMask>;

const CALLER = 'caller';
const ARGUMENTS = 'arguments';

type Callable = (...args: never[]) => unknown;

/** The native behind each Proxy, of all same-origin realms: each one's `toString` knows the others' functions. */
export type Originals = Table<object, Callable>;

/**
 * Puts a Proxy in a native function's place so that it cannot be told apart: `name`, `length` and own keys
 * are the target's, and `Function.prototype.toString`, which names no Proxy, is itself masked to answer
 * for the native behind it.
 */
export function createMask(engine: Engine, scope: typeof globalThis, originals: Originals) {
  const { getOwnPropertyDescriptor, getPrototypeOf, defineProperty, apply } = engine;
  const functions = scope.Function.prototype;

  let mendError: MendError = (error) => error;

  /** The getters of `caller` and `arguments`, which take a Proxy for what it is. */
  const legacy = engine.weakMap<object, (self: object) => unknown>();
  function keepLegacy(key: string): void {
    const getter = getOwnPropertyDescriptor(functions, key)?.get;
    if (getter) legacy.set(getter, uncurryGetter<object, unknown>(functions, key));
  }
  // In no loop over an array: the realm's first iterator takes Firefox 0.1 ms to make.
  keepLegacy(CALLER);
  keepLegacy(ARGUMENTS);

  /** V8 gives `null` for one native and throws alike for another and its Proxy; SpiderMonkey always tells them apart. */
  function readsLegacy(native: Callable): boolean {
    try {
      (native as { caller?: unknown }).caller;
      return true;
    } catch {
      return false;
    }
  }

  function get(target: Callable, key: PropertyKey, receiver: unknown): unknown {
    if (key === CALLER || key === ARGUMENTS) {
      const getter = getOwnPropertyDescriptor(functions, key)?.get;
      const native = getter && legacy.get(getter);
      if (native && originals.get(receiver as object) === target && !getOwnPropertyDescriptor(target, key)) {
        try {
          return native(target);
        } catch (error) {
          throw mendError(error, get);
        }
      }
    }
    return engine.get(target, key, receiver);
  }

  /** A chain that goes through a Proxy is searched for no cycle (ECMA-262 §10.1.2.1): a page would find that out. */
  function setPrototypeOf(target: Callable, parent: object | null): boolean {
    for (let above = parent; above; above = getPrototypeOf(above)) {
      if (originals.get(above) !== target) continue;
      try {
        engine.setParent(target, target);
      } catch (error) {
        throw mendError(error, setPrototypeOf);
      }
    }
    return engine.setPrototypeOf(target, parent);
  }

  function mask<T extends Callable>(native: T, handler: ProxyHandler<T>): T {
    if (import.meta.env.FIREFOX || readsLegacy(native)) handler.get = get as ProxyHandler<T>['get'];
    handler.setPrototypeOf = setPrototypeOf as ProxyHandler<T>['setPrototypeOf'];
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
    /** Masks `Function.prototype.toString`. */
    maskText(mend: MendError): void {
      mendError = mend;
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
