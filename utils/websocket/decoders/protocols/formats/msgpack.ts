import { Decoder, ExtData } from '@msgpack/msgpack';
import { holdToLimits, MAX_DEPTH, MAX_PAYLOAD, NotDecoded } from '../../limits';
import { msgpackNestsWithin } from './shapes';

/** An extension type that is none of the format's own: shown as it is. */
function plain(value: unknown): unknown {
  return value instanceof ExtData ? { type: value.type, data: value.data } : value;
}

/** A decoder whose bounds fit `bytes`: a header of five bytes may claim four thousand million elements. */
function decoderFor(bytes: Uint8Array): Decoder {
  if (bytes.length > MAX_PAYLOAD) throw new NotDecoded(`it is longer than ${MAX_PAYLOAD} bytes`);
  if (!msgpackNestsWithin(bytes, MAX_DEPTH))
    throw new NotDecoded(`it is nested deeper than ${MAX_DEPTH} levels`);
  return new Decoder({
    useBigInt64: true,
    maxStrLength: bytes.length,
    maxBinLength: bytes.length,
    maxArrayLength: bytes.length,
    maxMapLength: bytes.length,
    maxExtLength: bytes.length,
    // Keys may be of any type; the library takes text and numbers as property names.
    mapKeyConverter: (key) =>
      typeof key === 'number' || typeof key === 'string' ? key : String(key).slice(0, 200),
  });
}

function unwrapped(value: unknown): unknown {
  holdToLimits(value);
  const stack: unknown[] = [value];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (item === null || typeof item !== 'object' || ArrayBuffer.isView(item) || item instanceof Date)
      continue;
    const entries = item as Record<string, unknown>;
    for (const key of Object.keys(entries)) {
      entries[key] = plain(entries[key]);
      stack.push(entries[key]);
    }
  }
  return plain(value);
}

/**
 * One MessagePack value, https://github.com/msgpack/msgpack/blob/master/spec.md
 *
 * @throws NotDecoded
 */
export function unpack(bytes: Uint8Array): unknown {
  try {
    return unwrapped(decoderFor(bytes).decode(bytes));
  } catch (error) {
    if (error instanceof NotDecoded) throw error;
    throw new NotDecoded(`it is not MessagePack: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * The values of a payload that holds several, one after the other.
 *
 * @throws NotDecoded
 */
export function unpackAll(bytes: Uint8Array, most: number): unknown[] {
  const values: unknown[] = [];
  try {
    for (const value of decoderFor(bytes).decodeMulti(bytes)) {
      if (values.length >= most) throw new NotDecoded(`it holds more than ${most} values`);
      values.push(unwrapped(value));
    }
  } catch (error) {
    if (error instanceof NotDecoded) throw error;
    throw new NotDecoded(`it is not MessagePack: ${error instanceof Error ? error.message : error}`);
  }
  return values;
}
