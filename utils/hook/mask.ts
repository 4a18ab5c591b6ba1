import { bag, type Engine } from './engine';

export type Mask = ReturnType<typeof createMask>;

type Callable = (...args: never[]) => unknown;

/**
 * Puts a Proxy in a native function's place so that it cannot be told apart: `name`, `length` and own keys
 * are the target's, and `Function.prototype.toString`, which names no Proxy, is itself masked to answer for it.
 */
export function createMask(engine: Engine, scope: typeof globalThis) {
  const originals = engine.weakMap<object, Callable>();

  function mask<T extends Callable>(native: T, handler: ProxyHandler<T>): T {
    const proxy = new engine.Proxy(native, bag(handler));
    originals.set(proxy, native);
    return proxy;
  }

  /** Gives `owner[key]` a new value, all else of its descriptor as it was. */
  function replace(owner: object, key: PropertyKey, value: unknown): void {
    const descriptor = engine.getOwnPropertyDescriptor(owner, key);
    if (descriptor) engine.defineProperty(owner, key, bag({ ...descriptor, value }));
  }

  /**
   * Takes our frame out of the stack of an error that a native threw under us.
   * @param above our function that the page called
   */
  function clean(error: unknown, above: unknown): unknown {
    try {
      engine.captureStackTrace?.(error as object, above);
    } catch {
      // Frozen or no object: the page's own error, which is left as it is.
    }
    return error;
  }

  const sourceText = scope.Function.prototype.toString;
  replace(
    scope.Function.prototype,
    'toString',
    mask(sourceText, {
      apply: function apply(target, self: object, args) {
        try {
          return engine.apply(target, originals.get(self) ?? self, args);
        } catch (error) {
          throw clean(error, apply);
        }
      },
    }),
  );

  return { mask, replace, clean };
}
