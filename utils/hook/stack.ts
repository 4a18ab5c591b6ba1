import { bag, type Engine } from './engine';

/** Longer stacks repeat themselves. Code units. */
const STACK_LIMIT = 4096;

/**
 * Reads the caller's stack without the page noticing: V8 formats a stack by the page's own
 * `Error.prepareStackTrace` where there is one, so that is hidden for the moment, or no stack is taken.
 */
export function createStackReader(engine: Engine, scope: typeof globalThis) {
  const { getOwnPropertyDescriptor, defineProperty, getPrototypeOf, captureStackTrace } = engine;
  const functions = scope.Function.prototype;
  const objects = scope.Object.prototype;
  const FORMATTER = 'prepareStackTrace';

  function take(above: unknown): string | undefined {
    const holder = bag<{ stack?: unknown }>({});
    captureStackTrace!(holder, above);
    const { stack } = holder;
    if (typeof stack !== 'string') return undefined;
    // V8 puts the error's name first; ours has none.
    const from = engine.indexOf(stack, 'Error\n') === 0 ? 6 : 0;
    return engine.sliceText(stack, from, from + STACK_LIMIT);
  }

  /** @param above the function of ours that the page called: it and all that it called are left out */
  return function callerStack(above: unknown): string | undefined {
    if (!captureStackTrace) return undefined;
    const inherited =
      getPrototypeOf(engine.Error) !== functions ||
      getPrototypeOf(functions) !== objects ||
      getOwnPropertyDescriptor(functions, FORMATTER) ||
      getOwnPropertyDescriptor(objects, FORMATTER);
    if (inherited) return undefined;
    const own = getOwnPropertyDescriptor(engine.Error, FORMATTER);
    if (!own) return take(above);
    if (!own.writable) return undefined;
    defineProperty(engine.Error, FORMATTER, bag({ value: undefined }));
    const stack = take(above);
    defineProperty(engine.Error, FORMATTER, bag({ value: own.value }));
    return stack;
  };
}
