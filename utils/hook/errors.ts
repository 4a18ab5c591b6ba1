import { uncurryThis } from './engine';
import type { Mask } from './mask';
import type { Natives } from './natives';

/** Takes our frame out of an error that a native threw under us, and gives the error back. */
export type MendError = (error: unknown, above: unknown) => unknown;

interface Place {
  stack: string;
  filename: string;
  lineNumber: number;
  columnNumber: number;
}

type Key = keyof Place;

/**
 * V8 writes the stack anew from above our function. SpiderMonkey keeps the place of an error where no script
 * can write it, so there the getters are masked and answer for the errors that we have mended.
 */
export function createErrorMender(engine: Natives, mask: Mask, scope: typeof globalThis): MendError {
  const { defineProperty, getOwnPropertyDescriptor, captureStackTrace } = engine;
  const stackOf = getOwnPropertyDescriptor(scope.Error.prototype, 'stack')?.get;
  if (!stackOf) {
    return (error, above) => {
      try {
        captureStackTrace?.(error as object, above);
      } catch {
        // No object, or frozen.
      }
      return error;
    };
  }

  const lastIndexOf = uncurryThis(scope.String.prototype.lastIndexOf as (what: string) => number);
  const { indexOf, sliceText } = engine;
  const places = engine.weakMap<object, Place>();
  const getters: Partial<Record<Key, (self: object) => unknown>> = {};

  /** Splits `function@file:line:column`. */
  function parse(line: string): Omit<Place, 'stack'> {
    const column = lastIndexOf(line, ':');
    const rest = sliceText(line, 0, column);
    const row = lastIndexOf(rest, ':');
    return {
      filename: sliceText(rest, indexOf(rest, '@') + 1, row),
      lineNumber: +sliceText(rest, row + 1, rest.length),
      columnNumber: +sliceText(line, column + 1, line.length),
    };
  }

  const firstLine = (stack: string) => sliceText(stack, 0, indexOf(stack, '\n'));
  const own = parse(firstLine(engine.apply(stackOf, new engine.Error(), engine.list()) as string)).filename;

  function placeOf(error: object, getter: (self: object) => unknown): Place {
    let stack = getter(error) as string;
    while (stack && parse(firstLine(stack)).filename === own) {
      stack = sliceText(stack, indexOf(stack, '\n') + 1, stack.length);
    }
    return { stack, ...parse(firstLine(stack)) };
  }

  function mend(error: unknown): unknown {
    try {
      const subject = error as object;
      const isException = engine.isDOMException(subject);
      const place = placeOf(subject, isException ? getters.stack! : uncurryThis(stackOf!));
      places.set(subject, place);
      if (isException) return error;
      mask.replace(subject, 'fileName', place.filename);
      mask.replace(subject, 'lineNumber', place.lineNumber);
      mask.replace(subject, 'columnNumber', place.columnNumber);
    } catch {
      // No error, or frozen.
    }
    return error;
  }

  function maskGetter(prototype: object, key: Key): void {
    const descriptor = getOwnPropertyDescriptor(prototype, key);
    if (!descriptor?.get) return;
    if (prototype !== scope.Error.prototype) getters[key] = uncurryThis(descriptor.get as () => unknown);
    descriptor.get = mask.mask(descriptor.get as () => unknown, {
      apply(target, self: object, args) {
        const place = engine.isObject(self) && places.get(self);
        if (place) return place[key];
        try {
          return engine.apply(target, self, args);
        } catch (error) {
          throw mend(error);
        }
      },
    });
    defineProperty(prototype, key, engine.setPrototypeOf(descriptor, null) && descriptor);
  }

  maskGetter(scope.Error.prototype, 'stack');
  const exceptions = scope.DOMException.prototype;
  maskGetter(exceptions, 'stack');
  maskGetter(exceptions, 'filename');
  maskGetter(exceptions, 'lineNumber');
  maskGetter(exceptions, 'columnNumber');
  return mend;
}
