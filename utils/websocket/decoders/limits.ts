/** Longest payload that is decoded, in bytes or UTF-16 units. Longer ones are shown raw. */
export const MAX_PAYLOAD = 4 * 1024 * 1024;
/** Longest output of decompression, in bytes: what a zip bomb may cost. */
export const MAX_UNPACKED = 8 * 1024 * 1024;
/** Deepest nesting of a value. Structured clone and every tree walk recurse on it. */
export const MAX_DEPTH = 128;
/** Most values in one message: shared references can make a small payload a huge tree. */
export const MAX_VALUES = 1_000_000;
/** Most messages read out of one frame. */
export const MAX_BATCH = 1_000;

/** How many of a connection's first frames detection is worth repeating for. */
export const FIRST_FRAMES = 8;

/** Why a frame could not be read; its message completes "not decoded: …". */
export class NotDecoded extends Error {}

/**
 * Holds a decoded value to `MAX_DEPTH` and `MAX_VALUES`; a cyclic reference is endless depth.
 *
 * @throws NotDecoded
 */
export function holdToLimits<T>(value: T): T {
  const stack: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let seen = 0;
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (++seen > MAX_VALUES) throw new NotDecoded(`it holds more than ${MAX_VALUES} values`);
    if (item.value === null || typeof item.value !== 'object' || ArrayBuffer.isView(item.value)) continue;
    if (item.depth >= MAX_DEPTH) throw new NotDecoded(`it is nested deeper than ${MAX_DEPTH} levels`);
    const children =
      item.value instanceof Map
        ? [...item.value.keys(), ...item.value.values()]
        : Object.values(item.value as object);
    if (seen + stack.length + children.length > MAX_VALUES) {
      throw new NotDecoded(`it holds more than ${MAX_VALUES} values`);
    }
    for (const child of children) stack.push({ value: child, depth: item.depth + 1 });
  }
  return value;
}
