import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface Key {
  privateKey: KeyObject;
  jwk: Record<string, unknown>;
}

/** A fresh ES256 key. */
export function createKey(kid?: string): Key {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    privateKey,
    jwk: { ...publicKey.export({ format: 'jwk' }), ...(kid && { kid, alg: 'ES256', use: 'sig' }) },
  };
}

/** The authorization server's signing key, published; and one that nobody published. */
export const SERVER_KEY = createKey('server-1');
export const STRANGER_KEY = createKey('server-1');
export const CLIENT_KEY = createKey();

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT signed with ES256. */
export function signed(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
  { privateKey }: Key = SERVER_KEY,
): string {
  const input = `${part({ alg: 'ES256', typ: 'JWT', kid: 'server-1', ...header })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}
