import { uncurryGetter } from './engine';
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

/**
 * V8 writes the stack anew from above our function. SpiderMonkey keeps the place of an error where no script
 * can write it, so there the getters are masked and answer for the errors that we have mended.
 */
export function createErrorMender(
  natives: Natives,
  mask: Mask,
  scope: Window & typeof globalThis,
): MendError {
  const { captureStackTrace } = natives;
  if (!import.meta.env.FIREFOX) {
    return (error, above) => {
      try {
        captureStackTrace!(error as object, above);
      } catch {
        // No error, or frozen.
      }
      return error;
    };
  }

  const { getOwnPropertyDescriptor, indexOf, lastIndexOf, sliceText } = natives;
  const { DOMException } = scope;
  const places = natives.weakMap<object, Place>();

  /** The place that the first line, `function@file:line:column`, names. */
  function parse(stack: string): Place {
    const line = sliceText(stack, 0, indexOf(stack, '\n'));
    const column = lastIndexOf(line, ':');
    const rest = sliceText(line, 0, column);
    const row = lastIndexOf(rest, ':');
    return {
      stack,
      filename: sliceText(rest, indexOf(rest, '@') + 1, row),
      lineNumber: +sliceText(rest, row + 1, rest.length),
      columnNumber: +sliceText(line, column + 1, line.length),
    };
  }

  const stackOf = uncurryGetter<unknown, string>(DOMException.prototype, 'stack');

  function note(error: object, above: unknown): void {
    let stack: string;
    if (natives.isDOMException(error)) {
      // Its stack is whole whatever Error.stackTraceLimit says.
      stack = stackOf(error);
      // Not taken beforehand: a document that opens no socket would pay for a stack.
      const ownFile = parse(stackOf(new DOMException())).filename;
      while (stack && parse(stack).filename === ownFile) {
        stack = sliceText(stack, indexOf(stack, '\n') + 1, stack.length);
      }
    } else {
      const holder = { stack: '' };
      captureStackTrace!(holder, above);
      stack = holder.stack;
    }
    const place = parse(stack);
    places.set(error, place);
    mask.replace(error, 'fileName', place.filename);
    mask.replace(error, 'lineNumber', place.lineNumber);
    mask.replace(error, 'columnNumber', place.columnNumber);
  }

  function mend(error: unknown, above: unknown): unknown {
    try {
      note(error as object, above);
    } catch {
      // No error, or frozen.
    }
    return error;
  }

  function maskGetter(prototype: object, key: keyof Place): void {
    const descriptor = getOwnPropertyDescriptor(prototype, key);
    const native = descriptor?.get as (() => unknown) | undefined;
    if (!native) return;
    function read(target: () => unknown, self: object, args: never[]): unknown {
      const place = natives.isObject(self) && places.get(self);
      if (place) return place[key];
      try {
        return natives.apply(target, self, args);
      } catch (error) {
        throw mend(error, read);
      }
    }
    descriptor!.get = mask.mask(native, { apply: read as never });
    natives.setPrototypeOf(descriptor!, null);
    natives.defineProperty(prototype, key, descriptor!);
  }

  maskGetter(scope.Error.prototype, 'stack');
  maskGetter(DOMException.prototype, 'stack');
  maskGetter(DOMException.prototype, 'filename');
  maskGetter(DOMException.prototype, 'lineNumber');
  maskGetter(DOMException.prototype, 'columnNumber');
  return mend;
}
