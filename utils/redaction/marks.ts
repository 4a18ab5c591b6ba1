import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { shake256 } from '@noble/hashes/sha3.js';
import { estimatedBits } from '../checks/strength';
import { encodeBase64Url } from '../oauth/encoding';
import { isRedacted, redactedMark, type Traits } from '../oauth/redacted-form';

const encoder = new TextEncoder();
const JWT_MARK = /^ey[\w-]+\.[\w-]+\.redacted-[\w-]{16}$/;

/** Whether a value is already a mark, opaque or shaped like a JWT: redacting twice changes nothing. */
export function isMark(value: string): boolean {
  return isRedacted(value) || JWT_MARK.test(value);
}

/** 96 bits of HMAC-SHA-256 (RFC 2104) of a value, base64url: tells secrets apart and says nothing of them. */
export function fingerprint(key: Uint8Array, value: string): string {
  return encodeBase64Url(hmac(sha256, key, encoder.encode(value))).slice(0, 16);
}

/**
 * The opaque mark of a secret. Its form is what `secretId` of `utils/oauth` joins by.
 *
 * @param kind what the secret is, as the receipt calls it: of a weak credential the mark says how weak it was
 */
export function markOf(key: Uint8Array, value: string, kind?: string): string {
  return redactedMark(fingerprint(key, value), kind === undefined ? undefined : traitsOf(value, kind));
}

/** Fewer random bits than this are a finding, by what the secret is (checks of credential strength and PKCE). */
const ENOUGH_BITS: Readonly<Record<string, number>> = {
  code: 96,
  access_token: 96,
  refresh_token: 96,
  code_verifier: 180,
};

/** Of a credential that is wrong in itself, what is wrong with it, so that it can still be judged. */
function traitsOf(value: string, kind: string): Traits | undefined {
  if (!Object.hasOwn(ENOUGH_BITS, kind)) return undefined;
  const { length } = value;
  const bits = Math.round(estimatedBits(value));
  const odd = !/^[A-Za-z0-9._~-]*$/.test(value);
  const misshapen = kind === 'code_verifier' && (length < 43 || length > 128 || odd);
  return misshapen || bits <= ENOUGH_BITS[kind]! ? { length, bits, odd } : undefined;
}

type Derivation = (secret: string) => string;

const half = (hash: Uint8Array) => encodeBase64Url(hash.subarray(0, hash.length / 2));

/**
 * Public values that are computed from secrets. They are recomputed from the marks, so that what held before
 * redaction (PKCE, at_hash, ath) still holds, and what did not still does not.
 */
export const DERIVATIONS: readonly Derivation[] = [
  // RFC 7636 §4.2 code_challenge; RFC 9449 §4.2 ath.
  (secret) => encodeBase64Url(sha256(encoder.encode(secret))),
  // OpenID Connect Core §3.1.3.6 at_hash and §3.3.2.11 c_hash, by the hash of the ID token's alg.
  (secret) => half(sha256(encoder.encode(secret))),
  (secret) => half(sha384(encoder.encode(secret))),
  (secret) => half(sha512(encoder.encode(secret))),
  (secret) => half(shake256(encoder.encode(secret), { dkLen: 114 })),
];
