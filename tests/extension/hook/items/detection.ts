import { type Items, outcomeOf, show } from '../support/kit.ts';

type Anything = never;
type Callable = (...args: Anything[]) => unknown;

/** The functions that a hook has put something else in the place of, and tricks that tell a Proxy from a function. */
const FUNCTIONS: Record<string, () => Callable> = {
  WebSocket: () => WebSocket as Anything as Callable,
  send: () => WebSocket.prototype.send as Callable,
  close: () => WebSocket.prototype.close as Callable,
  'Function.prototype.toString': () => Function.prototype.toString as Callable,
};

/** Puts a function's prototype back, whatever has become of it. */
function keepingPrototype(target: Callable, act: () => unknown): unknown {
  const before = Object.getPrototypeOf(target);
  const outcome = outcomeOf(act);
  Reflect.setPrototypeOf(target, before);
  return [outcome, Object.getPrototypeOf(target) === before];
}

const tricks = (name: string, get: () => Callable): Items => ({
  [`${name} cannot be cloned, in these words`]: () => outcomeOf(() => structuredClone(get())),
  [`${name} cannot be put into the history, in these words`]: () =>
    outcomeOf(() => history.replaceState(get(), '')),
  [`${name} posted to a port is refused, in these words`]: () =>
    outcomeOf(() => new MessageChannel().port1.postMessage(get())),
  [`${name} as its own ancestor`]: () =>
    keepingPrototype(get(), () => Object.setPrototypeOf(get(), Object.create(get()))),
  [`${name} as its own parent`]: () => keepingPrototype(get(), () => Object.setPrototypeOf(get(), get())),
  [`${name} as its own ancestor by __proto__`]: () =>
    keepingPrototype(get(), () => {
      Reflect.set(get(), '__proto__', Object.create(get()));
    }),
  [`${name} with another parent`]: () =>
    keepingPrototype(get(), () => {
      Object.setPrototypeOf(get(), { marked: 1 });
      return (get() as Anything as { marked: number }).marked;
    }),
  [`an heir of ${name} as text`]: () => outcomeOf(() => `${Object.create(get())}`),
  [`a class that extends ${name}`]: () =>
    outcomeOf(() => {
      class Heir extends (get() as Anything as new () => object) {}
      return typeof Heir;
    }),
  [`something as an instance of ${name}`]: () => outcomeOf(() => ({}) instanceof (get() as Anything)),
  [`${name} in a JSON text and in a template`]: () => [
    JSON.stringify({ value: get() }) ?? 'none',
    String(get()),
    Object.prototype.toString.call(get()),
  ],
  [`${name} as a key of a WeakMap and of a Set`]: () => [
    new WeakMap([[get(), 1]]).get(get()),
    new Set([get(), get()]).size,
  ],
  [`own keys of ${name} by every way`]: () => [
    Object.keys(get()),
    Object.getOwnPropertySymbols(get()).map(String),
    Object.entries(Object.getOwnPropertyDescriptors(get()))
      .map(([key, { writable, enumerable, configurable }]) => [key, writable, enumerable, configurable])
      .sort(),
  ],
  [`deleting and putting back the name of ${name}`]: () =>
    outcomeOf(() => {
      const descriptor = Object.getOwnPropertyDescriptor(get(), 'name')!;
      const deleted = delete (get() as { name?: string }).name;
      const without = get().name;
      Object.defineProperty(get(), 'name', descriptor);
      return [deleted, without, get().name];
    }),
  [`whether ${name} is frozen, sealed, extensible`]: () => [
    Object.isFrozen(get()),
    Object.isSealed(get()),
    Object.isExtensible(get()),
  ],
});

export const detection: Items = {
  ...Object.assign({}, ...Object.entries(FUNCTIONS).map(([name, get]) => tricks(name, get))),
  'call sites of an error of send': () => {
    const formats = Error as { prepareStackTrace?: unknown };
    const seen: unknown[] = [];
    formats.prepareStackTrace = (_: Error, sites: Record<string, () => unknown>[]) => {
      seen.push(
        sites
          .slice(0, 2)
          .map((site) => [
            site.isNative!(),
            site.isConstructor!(),
            site.isEval!(),
            site.getTypeName!(),
            site.getMethodName!(),
          ]),
      );
      return 'formatted';
    };
    const outcome = outcomeOf(() => WebSocket.prototype.send.call({} as Anything, ''));
    delete formats.prepareStackTrace;
    return [seen, outcome];
  },
  'how deep a page may recurse around toString is no deeper than elsewhere': () => {
    const deep = (): number => {
      try {
        return 1 + deep();
      } catch {
        return 1;
      }
    };
    return deep() > 1000;
  },
  'an overflow under our functions is a RangeError or a DOMException of its own': () => {
    const errors = new Set<unknown>();
    const dive = (act: () => unknown): void => {
      try {
        dive(act);
      } catch {
        // The frame where it is just full.
      }
      try {
        act();
      } catch (error) {
        errors.add((error as Error).name);
      }
    };
    dive(() => Function.prototype.toString.call(WebSocket));
    return [...errors].filter((name) => name !== 'RangeError' && name !== 'InternalError');
  },
  'document.currentScript and event while a socket is made': ({ sockets }) => {
    const seen: unknown[] = [];
    const url = {
      toString: () => {
        seen.push(show(document.currentScript), typeof window.event);
        return sockets;
      },
    };
    new WebSocket(url as Anything).close();
    return seen;
  },
};
