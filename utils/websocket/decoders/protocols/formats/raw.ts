import { hexOf } from '../../bytes';
import type { Decoder } from '../../decoder';
import { cut } from '../../summary';

const BYTES = 24;

/** What no protocol was recognised in. */
export function createDecoder(): Decoder {
  return {
    decode: ({ payload = '' }) =>
      typeof payload === 'string'
        ? { kind: 'text', summary: cut(payload.slice(0, 500).replace(/\s+/g, ' '), 160), fields: [] }
        : {
            kind: 'binary',
            summary: hexOf(payload.subarray(0, BYTES)) + (payload.length > BYTES ? ' …' : ''),
            fields: [],
          },
  };
}
