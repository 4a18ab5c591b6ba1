import { s256 } from '@/utils/oauth';
import type { Traffic } from '../../oauth/support/traffic';
import { CLIENT_KEY, type Key, signed } from './keys';
import { API, random } from './scene';

/** A DPoP proof for a request that is sent now. */
export function proof(
  on: Traffic,
  claims: Record<string, unknown>,
  key: Key = CLIENT_KEY,
  header: Record<string, unknown> = {},
): string {
  const { kty, crv, x, y } = CLIENT_KEY.jwk;
  const iat = Math.floor(on.now / 1000);
  return signed(
    { iat, jti: random(`jti ${on.now}`), ...claims },
    { typ: 'dpop+jwt', kid: undefined, jwk: { kty, crv, x, y }, ...header },
    key,
  );
}

/** A call of the API with a key-bound token and its proof. */
export function callBound(
  on: Traffic,
  token: string,
  claims: Record<string, unknown> = {},
  key?: Key,
  url = `${API}/items?page=2`,
): void {
  const fitting = { htm: 'GET', htu: `${API}/items`, ath: s256(token), ...claims };
  on.fetch(url, { headers: { Authorization: `DPoP ${token}`, DPoP: proof(on, fitting, key) } }, { json: {} });
}
