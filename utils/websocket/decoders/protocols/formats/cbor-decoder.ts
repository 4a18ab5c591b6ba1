import type { Decoder } from '../../decoder';
import { NotDecoded } from '../../limits';
import { batchOf } from '../../summary';
import { decodeAll } from './cbor';
import { describeValue } from './values';

export function createDecoder(): Decoder {
  return {
    decode({ payload = '' }) {
      if (typeof payload === 'string') throw new NotDecoded('it is text, and CBOR is binary');
      const values = decodeAll(payload);
      if (values.length === 0) throw new NotDecoded('it is empty');
      return batchOf(values.map(describeValue), 'value');
    },
  };
}
