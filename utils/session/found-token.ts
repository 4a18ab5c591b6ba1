import { decodeJwt, secretId, type Token } from '../oauth';
import { isRedacted } from '../oauth/redacted-form';
import type { Carried } from './carriers';

const SHORTEST = 16;

/**
 * A token that a socket carried and whose issue was not seen: a JWT wherever it stood, anything else only where the
 * place's name says that it is a credential. Undefined where nothing proves that it is one.
 */
export function foundToken({ value, named }: Carried): Token | undefined {
  const jwt = decodeJwt(value);
  if (!jwt && !(named && isOpaqueToken(value))) return undefined;
  const common = { id: secretId(value), value, childIds: [], uses: [] };
  if (!jwt?.claims) return { ...common, kind: 'unknown', format: jwt?.format ?? 'opaque' };
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

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** One word of visible characters (RFC 6750 §2.1 and more), or the mark that stands for one in a redacted session. */
function isOpaqueToken(value: string): boolean {
  return value.length >= SHORTEST && (/^[\x21-\x7e]+$/.test(value) || isRedacted(value));
}
