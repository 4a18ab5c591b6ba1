import type { Decoder } from '../../decoder';
import { cut } from '../../summary';

/** What no protocol was recognised in. */
export function createDecoder(): Decoder {
  return {
    decode: ({ payload = '' }) =>
      typeof payload === 'string'
        ? { kind: 'text', summary: cut(payload.slice(0, 500).replace(/\s+/g, ' '), 160), fields: [] }
        : { kind: 'binary', summary: `${payload.length} bytes`, fields: [] },
  };
}
