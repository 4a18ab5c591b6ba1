import { BSONValue, deserialize } from 'bson';
import type { Decoder } from '../../decoder';
import { holdToLimits, NotDecoded } from '../../limits';
import { describeValue } from './values';

/** The library's classes as plain data, each under the name that MongoDB's extended JSON has for it. */
function plain(value: unknown): unknown {
  if (value instanceof BSONValue) {
    const extended = (value as BSONValue & { toExtendedJSON?(): unknown }).toExtendedJSON?.();
    return extended ?? { type: value._bsontype };
  }
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } };
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value) || value instanceof Date)
    return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** BSON, https://bsonspec.org/spec.html Code in a document is never evaluated. */
export function createDecoder(): Decoder {
  return {
    decode({ payload = '' }) {
      if (typeof payload === 'string') throw new NotDecoded('it is text, and BSON is binary');
      const document = deserialize(payload, {
        useBigInt64: true,
        promoteBuffers: true,
        bsonRegExp: true,
        validation: { utf8: false },
      });
      return describeValue(holdToLimits(plain(document)));
    },
  };
}
