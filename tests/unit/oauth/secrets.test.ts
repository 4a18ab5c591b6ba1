import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeJwt,
  deriveOAuth,
  isSecretParameter,
  jwkThumbprint,
  maskSecret,
  redactedForm,
  s256,
  secretId,
} from '@/utils/oauth';
import { CHALLENGE, jwt, signIn, traffic, VERIFIER } from './support/traffic';

describe('hashes', () => {
  test('S256 of the published verifier is the published challenge (RFC 7636 Appendix B)', () => {
    expect(s256(VERIFIER)).toBe(CHALLENGE);
  });

  test('the thumbprint of the published key is the published one (RFC 7638 §3.1)', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    expect(jwkThumbprint({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' })).toBe(
      'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    );
  });

  test('a key that lacks a member, or is of no known type, has no thumbprint', () => {
    expect(jwkThumbprint({ kty: 'EC', crv: 'P-256', x: 'a' })).toBeUndefined();
    expect(jwkThumbprint({ kty: '__proto__' })).toBeUndefined();
    expect(jwkThumbprint({})).toBeUndefined();
  });

  test('a redacted secret keeps its id and shows nothing of the secret', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), (secret) => {
        expect(secretId(redactedForm(secret))).toBe(secretId(secret));
        expect(redactedForm(redactedForm(secret))).toBe(redactedForm(secret));
      }),
    );
    expect(secretId('a')).not.toBe(secretId('b'));
  });
});

describe('JWTs', () => {
  test('a JWT is decoded, a JWE only its header', () => {
    expect(decodeJwt(jwt({ sub: 'ä' }))).toMatchObject({
      format: 'jwt',
      header: { alg: 'RS256' },
      claims: { sub: 'ä' },
    });
    const header = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url');
    expect(decodeJwt(`${header}..a.b.c`)).toEqual({ format: 'jwe', header: { alg: 'dir', enc: 'A256GCM' } });
  });

  test.each([
    'eyJ7S_zG.eyJH0-Z.HX4w-7v',
    'ey.ey.ey',
    '',
    'eyJhbGciOiJub25lIn0',
    'eyJhbGciOjF9.e30.x',
    'eyJhbGciOiJub25lIn0.bm9.x',
  ])('%s only looks like one', (value) => expect(decodeJwt(value)).toBeUndefined());

  test('no string makes decoding throw', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => void decodeJwt(`ey${a}.${b}.${a}`)));
  });
});

describe('secrets', () => {
  test.each([
    'access_token',
    'refresh_token',
    'code',
    'code_verifier',
    'client_secret',
    'password',
    'device_code',
    'Authorization',
    'Set-Cookie',
    'authed_user.access_token',
  ])('%s is one', (name) => expect(isSecretParameter(name, 'request-body')).toBe(true));

  test.each([
    'state',
    'scope',
    'client_id',
    'code_challenge',
    'expires_in',
    'error',
    'constructor',
    'token_type',
  ])('%s is none', (name) => expect(isSecretParameter(name, 'query')).toBe(false));

  test('a response is a secret where it is a JARM answer', () => {
    expect(isSecretParameter('response', 'query')).toBe(true);
    expect(isSecretParameter('response', 'response-body')).toBe(false);
  });

  test('a mask shows the ends of a long secret only, and never a length', () => {
    expect(maskSecret('short')).toBe('••••••');
    expect(maskSecret('abcdefghijklmnopqrstuvwxyz')).toBe('abc••••••yz');
    expect(maskSecret('x'.repeat(500))).toHaveLength(maskSecret('x'.repeat(20)).length);
  });

  test('every credential of a sign-in is marked', () => {
    const on = traffic();
    signIn(on);
    const parameters = deriveOAuth(on).flows[0]!.steps.flatMap((step) => [...step.request, ...step.response]);
    const values = ['code-1', 'at-1', 'rt-1', VERIFIER];
    const carrying = parameters.filter(({ value }) => values.includes(value));
    expect(carrying.length).toBeGreaterThanOrEqual(5);
    expect(carrying.every(({ secret }) => secret)).toBe(true);
  });

  test('whatever is typed at the authorization server is one', () => {
    const on = traffic();
    signIn(on);
    const typed = deriveOAuth(on)
      .flows[0]!.steps.filter((step) => step.kind === 'authorization_interaction')
      .flatMap((step) => step.request);
    expect(typed).toContainEqual({ name: 'login', value: 'alice', place: 'request-body', secret: true });
  });
});
