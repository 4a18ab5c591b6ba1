import { compactVerify, errors, importJWK, type JWK } from 'jose';
import { isObject, type JsonObject, ownString } from '../encoding';
import { decodeJwt } from '../jwt';
import type { SignatureProof } from './model';

/** Keys that a JWT may be signed with, and where they were seen. */
export interface Candidates {
  keys: readonly JsonObject[];
  /** Exchange id, `embedded`, or the URL that the user let us fetch. */
  from: string;
}

const KEY_TYPE: readonly [RegExp, string][] = [
  [/^(?:RS|PS)/, 'RSA'],
  [/^ES/, 'EC'],
  [/^Ed/, 'OKP'],
  [/^ML-DSA/, 'AKP'],
];

const MOST_KEYS = 20;

function isFor(key: JsonObject, alg: string): boolean {
  const type = KEY_TYPE.find(([pattern]) => pattern.test(alg))?.[1];
  if (key.kty !== type || key.use === 'enc') return false;
  return key.alg === undefined || key.alg === alg || (alg === 'EdDSA' && key.alg === 'Ed25519');
}

type Attempt = 'verified' | 'failed' | 'unsupported';

async function attempt(jwt: string, key: JsonObject, alg: string): Promise<Attempt> {
  // Only what makes a public key: a private member would make it a signing key.
  const { kty, crv, x, y, n, e, pub } = key;
  try {
    const publicKey = await importJWK({ kty, crv, x, y, n, e, pub } as JWK, alg);
    await compactVerify(jwt, publicKey, { algorithms: [alg] });
    return 'verified';
  } catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed ? 'failed' : 'unsupported';
  }
}

/**
 * Verifies a compact JWS against the keys that may have signed it (RFC 7515 §5.2). Several keys under one `kid` are
 * all tried: it is a hint, not a name. Undefined where the value is no JWT. Never throws.
 */
export async function verifySignature(
  jwt: string,
  { keys, from }: Candidates,
): Promise<SignatureProof | undefined> {
  const decoded = decodeJwt(jwt);
  if (!decoded) return undefined;
  if (decoded.format === 'jwe') return { state: 'undecided', reason: 'encrypted' };
  const alg = ownString(decoded.header, 'alg') ?? 'none';
  if (alg === 'none') return { state: 'failed', named: false, keysFrom: from };
  if (alg.startsWith('HS')) return { state: 'undecided', reason: 'symmetric' };
  if (keys.length === 0) return { state: 'undecided', reason: 'no-keys' };
  const kid = ownString(decoded.header, 'kid');
  const fitting = keys.filter((key) => isObject(key) && isFor(key, alg)).slice(0, MOST_KEYS);
  const named = kid === undefined ? [] : fitting.filter((key) => key.kid === kid);
  if (kid !== undefined && named.length === 0 && fitting.every((key) => key.kid !== undefined))
    return { state: 'undecided', reason: 'unknown-key' };
  const tried = named.length ? named : fitting;
  const outcomes: Attempt[] = [];
  for (const key of tried) {
    const outcome = await attempt(jwt, key, alg);
    if (outcome === 'verified') return { state: 'verified', kid, keysFrom: from };
    outcomes.push(outcome);
  }
  if (outcomes.length === 0) return { state: 'undecided', reason: 'unknown-key' };
  return outcomes.includes('unsupported')
    ? { state: 'undecided', reason: 'unsupported' }
    : { state: 'failed', named: named.length > 0 || from === 'embedded', keysFrom: from };
}
