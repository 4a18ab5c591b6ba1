import { decodeBase64Url, decodeUtf8, isObject, type JsonObject, parseJson } from './encoding';

export interface DecodedJwt {
  format: 'jwt' | 'jwe';
  header: JsonObject;
  /** Absent for a JWE: its content is encrypted. */
  claims?: JsonObject;
}

const LONGEST = 128 * 1024;

function segment(text: string): JsonObject | undefined {
  const bytes = decodeBase64Url(text);
  const decoded = bytes && decodeUtf8(bytes);
  const value = decoded === undefined ? undefined : parseJson(decoded);
  return isObject(value) ? value : undefined;
}

/**
 * Decodes a compact JWS or JWE (RFC 7515 §3.1, RFC 7516 §3.1) without verifying it: for showing, never for trusting.
 * A string that only looks like one (RFC 9449 §8's nonce has dots and `ey`) answers undefined.
 */
export function decodeJwt(value: string): DecodedJwt | undefined {
  if (!value.startsWith('ey') || value.length > LONGEST) return undefined;
  const parts = value.split('.');
  if (parts.length !== 3 && parts.length !== 5) return undefined;
  const header = segment(parts[0]!);
  if (!header || typeof header.alg !== 'string') return undefined;
  if (parts.length === 5) return typeof header.enc === 'string' ? { format: 'jwe', header } : undefined;
  const claims = segment(parts[1]!);
  return claims && { format: 'jwt', header, claims };
}
