import { sha256 } from '@noble/hashes/sha2.js';
import { encodeBase64Url, type JsonObject, ownString } from './encoding';
import { redactedMark, redactedPrint } from './redacted-form';

const encoder = new TextEncoder();

/** BASE64URL(SHA256(ASCII(text))): the S256 transformation of RFC 7636 §4.2, synchronous as the fold needs it. */
export function s256(text: string): string {
  return encodeBase64Url(sha256(encoder.encode(text)));
}

const ids = new Map<string, string>();
const IDS_KEPT = 4_000;

/**
 * A short, stable id of a secret (96 bits of its SHA-256), by which it is joined.
 * A value written by {@link redactedForm} answers the id that the secret had, so joins survive redaction.
 */
export function secretId(value: string): string {
  const redacted = redactedPrint(value);
  if (redacted !== undefined) return redacted;
  let id = ids.get(value);
  if (id === undefined) {
    id = s256(value).slice(0, 16);
    if (ids.size >= IDS_KEPT) ids.clear();
    ids.set(value, id);
  }
  return id;
}

/** What stands in a redacted session for a secret: opaque, and still joinable by {@link secretId}. */
export function redactedForm(value: string): string {
  return redactedMark(secretId(value));
}

/** Members that make a JWK's thumbprint, in lexicographic order (RFC 7638 §3.2, RFC 8037 §2). */
const THUMBPRINT_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
  oct: ['k', 'kty'],
};

/** The SHA-256 thumbprint of a JWK (RFC 7638 §3), or undefined where a member is missing or the type unknown. */
export function jwkThumbprint(jwk: JsonObject): string | undefined {
  const kty = ownString(jwk, 'kty') ?? '';
  const members = Object.hasOwn(THUMBPRINT_MEMBERS, kty) ? THUMBPRINT_MEMBERS[kty] : undefined;
  if (!members?.every((name) => ownString(jwk, name))) return undefined;
  return s256(JSON.stringify(Object.fromEntries(members.map((name) => [name, jwk[name]]))));
}
