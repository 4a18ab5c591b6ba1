// biome-ignore-all lint/suspicious/noShadowRestrictedNames: they are the natives, under their own names
/**
 * The page's natives as they were before any page script ran. Everything the hook does later goes through
 * these, so a page that replaces or poisons its own globals changes nothing for us and sees nothing of us.
 *
 * Rules for code in this folder: no array iteration, spread or destructuring of arrays, no `push`, no write
 * past an ordinary array's end (a setter on Array.prototype would see it), and every bag handed to a native
 * has a null prototype (a getter on Object.prototype would be asked for what the bag leaves out).
 */
type Method<T, A extends unknown[], R> = (this: T, ...args: A) => R;

const { bind, call } = Function.prototype;
const { setPrototypeOf } = Reflect;
const bindCall = bind.bind(call as never) as unknown as (method: unknown) => (...args: never[]) => unknown;

/** Turns a method into a function whose first argument is `this`, without any later lookup of `call`. */
export function uncurryThis<T, A extends unknown[], R>(method: Method<T, A, R>) {
  return bindCall(method) as unknown as (self: T, ...args: A) => R;
}

/** A getter of a prototype as a plain function of the instance. Throws where the realm has none. */
export function uncurryGetter<T, R>(prototype: object, key: PropertyKey) {
  return uncurryThis<T, [], R>(Reflect.getOwnPropertyDescriptor(prototype, key)!.get as Method<T, [], R>);
}

/** A bag with no prototype: what it leaves out is left out for the native that reads it, too. */
export function bag<T extends object>(own: T): T {
  setPrototypeOf(own, null);
  return own;
}

/** W3C Prioritized Task Scheduling. */
interface Scheduler {
  postTask(this: Scheduler, task: () => void, options: { delay: number }): Promise<unknown>;
}

export type Engine = ReturnType<typeof captureEngine>;

type Scope = typeof globalThis;

/** Takes methods and getters of a realm's interfaces, by name. Both throw where the realm has none. */
export function captureFrom(scope: Scope) {
  const owner = (name: string) =>
    (scope as unknown as Record<string, { prototype: object }>)[name]!.prototype;
  return {
    methodOf: <M extends (...args: never[]) => unknown>(name: string, key: string) =>
      uncurryThis((owner(name) as Record<string, M>)[key]!) as (
        self: ThisParameterType<M>,
        ...args: Parameters<M>
      ) => ReturnType<M>,
    getterOf: <T, R>(name: string, key: string) => uncurryGetter<T, R>(owner(name), key),
  };
}

/** Takes the language's own natives, the clock and the timer. Throws where one is missing. */
export function captureEngine(scope: Scope) {
  const { Proxy, Uint8Array, Float64Array, Error, Math } = scope;
  const { apply, construct, defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf } =
    scope.Reflect;
  const { iterator } = scope.Symbol;
  const { methodOf, getterOf } = captureFrom(scope);
  const then = methodOf<
    (
      this: Promise<unknown>,
      fulfilled: (value: unknown) => void,
      rejected: (reason: unknown) => void,
    ) => unknown
  >('Promise', 'then');
  const now = methodOf<(this: Performance) => number>('Performance', 'now');
  const timeOrigin = getterOf<Performance, number>('Performance', 'timeOrigin');
  // The objects themselves are the browser's to make, and it makes them when they are first asked for.
  const performanceOf = uncurryGetter<Scope, Performance>(scope, 'performance');
  let clock: Performance;
  let origin = 0;
  const typedArray = getPrototypeOf(Uint8Array.prototype) as Uint8Array;
  const clone = uncurryThis(scope.structuredClone as (value: unknown) => unknown);
  const setTimeout = uncurryThis(scope.setTimeout as (handler: () => void, ms: number) => unknown);
  const schedulerOf =
    (scope as { Scheduler?: object }).Scheduler && uncurryGetter<Scope, Scheduler>(scope, 'scheduler');
  const postTask = schedulerOf && methodOf<Scheduler['postTask']>('Scheduler', 'postTask');
  return {
    apply,
    construct,
    defineProperty,
    get,
    getOwnPropertyDescriptor,
    getPrototypeOf,
    setPrototypeOf,
    setParent: scope.Object.setPrototypeOf,
    Proxy,
    Uint8Array,
    Float64Array,
    Error,
    captureStackTrace: (Error as { captureStackTrace?: (target: object, above: unknown) => void })
      .captureStackTrace,
    max: Math.max,
    min: Math.min,
    isArray: scope.Array.isArray as (value: unknown) => value is unknown[],
    isObject: (value: unknown): value is object =>
      (typeof value === 'object' && value !== null) || typeof value === 'function',
    /** An array that no setter on Array.prototype or Object.prototype can see being filled. */
    list: <T>(): T[] => bag([]),
    /** What yields the items, then answers with `end`: nobody asks Array.prototype how to iterate. */
    replay(items: unknown[], end: object = bag({ done: true, value: undefined })): object {
      let given = 0;
      const next = () => (given < items.length ? bag({ done: false, value: items[given++] }) : end);
      return bag({ [iterator]: () => bag({ next }) });
    },
    /** Milliseconds since the epoch on the page's own clock. */
    now(): number {
      if (origin === 0) {
        clock = performanceOf(scope);
        origin = timeOrigin(clock);
      }
      return origin + now(clock);
    },
    /** Not by `setTimeout` where the scheduler is: a page that counts its timers would find one missing. */
    later(task: () => void, ms: number): void {
      if (postTask) postTask(schedulerOf!(scope), task, bag({ delay: ms }));
      else setTimeout(scope, task, ms);
    },
    isView: scope.ArrayBuffer.isView as (value: unknown) => value is ArrayBufferView,
    bufferSize: getterOf<ArrayBuffer, number>('ArrayBuffer', 'byteLength'),
    /** A size by a getter that throws for any other kind of object: −1 then. Knows other realms' objects. */
    sizeOf(getter: (value: never) => number, value: object): number {
      try {
        return getter(value as never);
      } catch {
        return -1;
      }
    },
    setBytes: methodOf<(this: Uint8Array, from: Uint8Array, at: number) => void>('Uint8Array', 'set'),
    typedBuffer: uncurryGetter<ArrayBufferView, ArrayBuffer>(typedArray, 'buffer'),
    typedOffset: uncurryGetter<ArrayBufferView, number>(typedArray, 'byteOffset'),
    typedSize: uncurryGetter<ArrayBufferView, number>(typedArray, 'byteLength'),
    dataViewBuffer: getterOf<ArrayBufferView, ArrayBuffer>('DataView', 'buffer'),
    dataViewOffset: getterOf<ArrayBufferView, number>('DataView', 'byteOffset'),
    dataViewSize: getterOf<ArrayBufferView, number>('DataView', 'byteLength'),
    sliceText: methodOf<(this: string, from: number, to: number) => string>('String', 'slice'),
    indexOf: methodOf<(this: string, what: string) => number>('String', 'indexOf'),
    wellFormed: methodOf<(this: string) => string>('String', 'toWellFormed'),
    /**
     * Runs one of the two when the promise settles. The native asks the promise's `constructor` for a species,
     * which the page may have replaced: for the moment of the call the promise has one of its own.
     */
    settle<T>(promise: Promise<T>, fulfilled: (value: T) => void, rejected: (reason: unknown) => void): void {
      defineProperty(promise, 'constructor', bag({ value: undefined, configurable: true }));
      then(promise, fulfilled as (value: unknown) => void, rejected);
      deleteProperty(promise, 'constructor');
    },
    clone: <T>(value: T): T => clone(scope, value) as T,
    weakMap<K extends object, V>(): Table<K, V> {
      const map = new scope.WeakMap<K, V>();
      const { get, set } = map;
      return {
        get: bind.call(get as never, map as never),
        set: bind.call(set as never, map as never),
      } as Table<K, V>;
    },
  };
}

export interface Table<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
}
