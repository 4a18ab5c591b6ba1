import { describe, expect, test } from 'vitest';
import { evaluateChecks } from '@/utils/checks';
import { estimatedBits } from '@/utils/checks/strength';
import { decodeJwt, deriveOAuth, jwkThumbprint, s256 } from '@/utils/oauth';
import { decodeBase64Url, decodeUtf8 } from '@/utils/oauth/encoding';
import { proveSession, tokenHash } from '@/utils/oauth/proofs';
import { verifySignature } from '@/utils/oauth/proofs/verify';
import { createKey, signed } from './support/keys';
import { bare, scene } from './support/scene';

describe('published vectors', () => {
  test('RFC 7636 Appendix B: the verifier hashes to the challenge', () => {
    expect(s256('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  test('RFC 7515 A.1: a signature that is the very string of that verifier makes no flow of it', () => {
    const jwt =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect(decodeJwt(jwt)?.claims).toMatchObject({ iss: 'joe' });
    const session = bare((on) => {
      on.visit([
        'https://as.example/auth?client_id=a&response_type=code&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256',
      ]);
      on.fetch('https://api.example/', { headers: { Authorization: `Bearer ${jwt}` } }, { json: {} });
    });
    expect(session.flows.flatMap((flow) => flow.pkce?.verifier ?? [])).toEqual([]);
  });

  test('RFC 7515 A.1: an HMAC signature is not called broken for want of the secret', async () => {
    const jwt =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect(await verifySignature(jwt, { keys: [createKey().jwk], from: 'x' })).toEqual({
      state: 'undecided',
      reason: 'symmetric',
    });
  });

  test('RFC 7638 §3.1: the thumbprint of the RSA key', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    expect(jwkThumbprint({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' })).toBe(
      'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    );
  });

  test('OpenID Connect Core A.3 and A.4: at_hash and c_hash', () => {
    expect(tokenHash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', 'RS256')).toBe('77QmUPtjPfzWtF2AnpK9RQ');
    expect(tokenHash('Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk', 'RS256')).toBe(
      'LDktKdoQak3Pk0cnXxCltA',
    );
  });

  test('the hash follows the algorithm: its number, and for EdDSA the curve', () => {
    const length = (alg: string, curve?: string) => decodeBase64Url(tokenHash('value', alg, curve)!)!.length;
    expect([
      length('ES256'),
      length('PS384'),
      length('RS512'),
      length('EdDSA'),
      length('Ed25519'),
      length('EdDSA', 'Ed448'),
    ]).toEqual([16, 24, 32, 32, 32, 57]);
    expect(tokenHash('value', 'none')).toBeUndefined();
  });

  test('RFC 9449 §6.1 and §7.1: the thumbprint of the proof’s key, and ath', () => {
    const jwk = {
      kty: 'EC',
      x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
      y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
      crv: 'P-256',
    };
    expect(jwkThumbprint(jwk)).toBe('0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I');
    expect(s256('Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU')).toBe(
      'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo',
    );
  });

  test('RFC 9449 §8: a nonce that looks like a JWT is none', () => {
    expect(decodeJwt('eyJ7S_zG.eyJH0-Z.HX4w-7v')).toBeUndefined();
  });

  test('RFC 6749 §2.3.1: Basic credentials', () => {
    expect(decodeUtf8(decodeBase64Url('czZCaGRSa3F0MzpnWDFmQmF0M2JW')!)).toBe('s6BhdRkqt3:gX1fBat3bV');
  });

  test('RFC 6749 §4.1: its code, state and tokens raise no alarm of strength, and its opaque token is not broken', async () => {
    const session = scene({
      authorize: { state: 'xyz' },
      callback: { code: 'SplxlOBeZQQYbYS6WxSbIA', state: 'xyz' },
      token: { answer: { access_token: '2YotnFZFEjr1zCsicMWpAA', refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA' } },
    });
    const { findings } = evaluateChecks(session, { proofs: await proveSession(session) });
    expect(findings.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });

  test('RFC 8628 §3.2: the device code is read', () => {
    const session = bare((on) => {
      const answer = {
        device_code: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
        user_code: 'WDJB-MJHT',
        verification_uri: 'https://example.com/device',
        expires_in: 1800,
        interval: 5,
      };
      on.fetch(
        'https://server.example.com/device_authorization',
        { form: { client_id: '1406020730' } },
        { json: answer },
      );
    });
    expect(session.flows[0]).toMatchObject({ grant: 'device_code' });
    expect(estimatedBits('GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS')).toBeGreaterThan(128);
  });

  test('RFC 9101 §4 and RFC 9126 §3: of two keys under one kid both are tried', async () => {
    const [one, other] = [createKey('k2bdc'), createKey('k2bdc')];
    const jwt = signed({ iss: 's6BhdRkqt3' }, { kid: 'k2bdc' }, other);
    expect(await verifySignature(jwt, { keys: [one.jwk, other.jwk], from: 'x' })).toMatchObject({
      state: 'verified',
    });
    expect(await verifySignature(jwt, { keys: [one.jwk], from: 'x' })).toMatchObject({
      state: 'failed',
      named: true,
    });
  });

  test('deriveOAuth is what these flows come from', () => {
    expect(deriveOAuth({ exchanges: [], navigations: [], tabs: [] })).toEqual({ flows: [], tokens: [] });
  });
});
