import type { Decoder } from '../../decoder';
import { MAX_BATCH, NotDecoded } from '../../limits';
import { batchOf } from '../../summary';
import { unpackAll } from './msgpack';
import { describeValue } from './values';

export function createDecoder(): Decoder {
  return {
    decode({ payload = '' }) {
      if (typeof payload === 'string') throw new NotDecoded('it is text, and MessagePack is binary');
      const values = unpackAll(payload, MAX_BATCH);
      if (values.length === 0) throw new NotDecoded('it is empty');
      return batchOf(values.map(describeValue), 'value');
    },
  };
}
