import { tryUtf8 } from '../../bytes';
import { tryJson } from '../../json';
import { decodeBase64 } from './base64';
import { compressionOf } from './magic';
import { cborShape, isBson, msgpackShape } from './shapes';

export interface Carried {
  bytes: Uint8Array;
  what: string;
}

/** Shorter text is a word as likely as base64. */
const SHORTEST = 16;
const LONGEST = 256 * 1024;

/** What a text holds in base64, where it is something known: a token or a digest is base64 of nothing. */
export function carriedInBase64(text: string): Carried | undefined {
  if (text.length < SHORTEST || text.length > LONGEST) return undefined;
  const bytes = decodeBase64(text.trim());
  if (!bytes) return undefined;
  const inner = tryUtf8(bytes);
  if (inner !== undefined && tryJson(inner) !== undefined) return { bytes, what: 'JSON' };
  const compression = compressionOf(bytes);
  if (compression) return { bytes, what: compression };
  if (isBson(bytes)) return { bytes, what: 'BSON' };
  if (msgpackShape(bytes) === 'keyed') return { bytes, what: 'MessagePack' };
  return cborShape(bytes) === 'keyed' ? { bytes, what: 'CBOR' } : undefined;
}
