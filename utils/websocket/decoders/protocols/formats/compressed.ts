import { bytesOf } from '../../bytes';
import type { Decoder } from '../../decoder';
import { fields } from '../../summary';
import { compressionOf } from './magic';

/** Names what a payload is compressed with; `unpack` reads on, for decompression is asynchronous. */
export function createDecoder(): Decoder {
  return {
    decode(frame) {
      const bytes = bytesOf(frame);
      // Chosen by hand and without magic bytes: raw deflate, and if it is not, brotli.
      const compression = compressionOf(bytes) ?? 'deflate-raw';
      return {
        kind: compression,
        summary: `${compression}, ${bytes.length} bytes`,
        fields: fields(['compression', compression], ['compressed size', bytes.length]),
        nested: { name: 'content', payload: bytes, compression },
        ...(compression === 'zstd' ? { error: 'not decoded: browsers do not unpack zstd' } : {}),
      };
    },
  };
}
