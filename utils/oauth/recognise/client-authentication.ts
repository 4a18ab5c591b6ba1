import { jwkThumbprint } from '../digest';
import { isObject } from '../encoding';
import { basicCredentials, dpopProofOf, type Facts, headerOf } from '../facts';
import { decodeJwt } from '../jwt';
import type { FlowClient } from '../model';
import { type Recognition, valueOfParameter } from './recognition';

/** How the client authenticated (OIDC Core §9). Mutual TLS is invisible. */
export function authenticationOf(
  facts: Facts,
  request: Recognition['request'],
): FlowClient['authentication'] {
  const assertion = valueOfParameter(request, 'client_assertion');
  if (assertion) {
    const alg = decodeJwt(assertion)?.header.alg;
    return typeof alg === 'string' && alg.startsWith('HS') ? 'client_secret_jwt' : 'private_key_jwt';
  }
  if (headerOf(facts.exchange.requestHeaders, 'oauth-client-attestation')) return 'attest_jwt_client_auth';
  if (basicCredentials(facts)) return 'client_secret_basic';
  return (valueOfParameter(request, 'client_secret') ?? valueOfParameter(request, 'secret'))
    ? 'client_secret_post'
    : 'none';
}

/** Thumbprint of the key that signed the request's DPoP proof (RFC 9449 §6.1). */
export function proofThumbprint(facts: Facts): string | undefined {
  const jwk = dpopProofOf(facts)?.header.jwk;
  return isObject(jwk) ? jwkThumbprint(jwk) : undefined;
}
