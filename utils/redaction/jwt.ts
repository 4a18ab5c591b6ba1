import { decodeJwt } from '../oauth';
import { encodeBase64Url } from '../oauth/encoding';
import { redactJson } from './json';
import type { Engine } from './model';

/** Whether a value decodes as a JWS or JWE (RFC 7515 §3.1, RFC 7516 §3.1). */
export function looksLikeJwt(value: string): boolean {
  return decodeJwt(value) !== undefined;
}

/**
 * A token that is a JWT, as a mark that is still one: its times, issuer and scope can be read, its personal claims
 * are marks, and `redacted-` stands where its signature was, so that nobody can use it.
 */
export function redactJwt(engine: Engine, value: string, where: string): string {
  return engine.mark(value, 'token', where);
}

/** The JWT-shaped mark; undefined for what is not a signed JWT. `print` is the fingerprint of the whole token. */
export function jwtMark(engine: Engine, value: string, print: string): string | undefined {
  const jwt = decodeJwt(value);
  if (jwt?.format !== 'jwt' || !jwt.claims) return undefined;
  const claims = JSON.stringify(redactJson(engine, jwt.claims, 'JWT claims', 1));
  const header = value.slice(0, value.indexOf('.'));
  return `${header}.${encodeBase64Url(new TextEncoder().encode(claims))}.redacted-${print}`;
}
