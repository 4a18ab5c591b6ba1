import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { shake256 } from '@noble/hashes/sha3.js';
import { encodeBase64Url } from '../encoding';

export type HashAlgorithm = 'SHA-256' | 'SHA-384' | 'SHA-512' | 'SHAKE256';

const DIGESTS: Readonly<Record<HashAlgorithm, (bytes: Uint8Array) => Uint8Array>> = {
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
  SHAKE256: (bytes) => shake256(bytes, { dkLen: 114 }),
};

/** The hash that belongs to a JWS algorithm (OIDC Core §3.1.3.6): by its number; EdDSA by its curve. */
function hashOf(alg: string, curve: string | undefined): HashAlgorithm | undefined {
  if (alg === 'Ed448' || (alg === 'EdDSA' && curve === 'Ed448')) return 'SHAKE256';
  if (alg === 'EdDSA' || alg === 'Ed25519') return 'SHA-512';
  const bits = /^(?:RS|PS|ES|HS)(256|384|512)K?$/.exec(alg)?.[1];
  return bits === undefined ? undefined : (`SHA-${bits}` as HashAlgorithm);
}

const encoder = new TextEncoder();

/**
 * `at_hash`, `c_hash` or `s_hash` of a value: the left half of its digest, base64url (OIDC Core §3.1.3.6, §3.3.2.11;
 * FAPI 1 Part 2 §5.2.2.1). `alg` is the ID token's. Undefined where the algorithm has no known digest.
 */
export function tokenHash(value: string, alg: string, curve?: string): string | undefined {
  const hash = hashOf(alg, curve);
  if (!hash) return undefined;
  const digest = DIGESTS[hash](encoder.encode(value));
  return encodeBase64Url(digest.subarray(0, digest.length / 2));
}
