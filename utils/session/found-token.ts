import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Token } from '../oauth/model';
import type { Carried } from './carriers';

const SHORTEST = 16;

/**
 * A token that a socket carried and whose issue was not seen: a JWT wherever it stood, anything else only where the
 * place's name says that it is a credential. Undefined where nothing proves that it is one.
 */
export function foundToken({ value, named }: Carried): Token | undefined {
  const jwt = decode(value);
  if (!jwt && !(named && value.length >= SHORTEST && /^[\x21-\x7e]+$/.test(value))) return undefined;
  const common = { id: idOf(value), value, childIds: [], uses: [] };
  if (!jwt) return { ...common, kind: 'unknown', format: 'opaque' };
  const { header, claims } = jwt;
  const { exp, iss, aud, scope } = claims;
  return {
    ...common,
    // RFC 9068 §2.1. Any other JWT may be an ID token or a session of the site's own.
    kind: /^(application\/)?at\+jwt$/i.test(String(header.typ)) ? 'access' : 'unknown',
    format: 'jwt',
    header,
    claims,
    ...(typeof iss === 'string' && { issuedBy: iss }),
    ...(typeof exp === 'number' && { expiresAt: exp * 1000, expiryFrom: 'exp' as const }),
    ...(typeof scope === 'string' && { scope }),
    ...(typeof aud === 'string' ? { audience: [aud] } : isStrings(aud) && { audience: aud }),
  };
}

function decode(value: string) {
  try {
    return { header: decodeProtectedHeader(value), claims: decodeJwt(value) as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function idOf(value: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < value.length; i++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(value.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(36);
}
