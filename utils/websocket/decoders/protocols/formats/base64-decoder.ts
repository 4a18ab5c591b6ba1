import { textOf, tryUtf8 } from '../../bytes';
import type { Decoder } from '../../decoder';
import { tryJson } from '../../json';
import { NotDecoded } from '../../limits';
import { fields, line } from '../../summary';
import { decodeBase64 } from './base64';
import { compressionOf } from './magic';

export function createDecoder(): Decoder {
  return {
    decode(frame) {
      const bytes = decodeBase64(textOf(frame).trim());
      if (!bytes) throw new NotDecoded('it is not base64');
      const text = tryUtf8(bytes);
      const value = text === undefined ? bytes : (tryJson(text) ?? text);
      const compression = compressionOf(bytes);
      return {
        kind: 'base64',
        summary: line('base64', compression ? `${compression}, ${bytes.length} bytes` : value),
        fields: fields(['content', value]),
        nested: { name: 'content', payload: text ?? bytes, ...(compression ? { compression } : {}) },
      };
    },
  };
}
