import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { keysWanted, proveSession } from '@/utils/oauth/proofs';
import { verifySignature } from '@/utils/oauth/proofs/verify';
import { callBound } from './support/dpop';
import { createKey, SERVER_KEY, STRANGER_KEY, signed } from './support/keys';
import { AS, bare, CALLBACK, random, scene } from './support/scene';

const states = async (session: Parameters<typeof proveSession>[0]) =>
  [...(await proveSession(session)).signatures.values()].map((proof) =>
    proof.state === 'undecided' ? proof.reason : proof.state,
  );

describe('signatures', () => {
  test('ID token and JWT access token hold under the server’s keys as they were seen', async () => {
    expect(await states(scene())).toEqual(['verified', 'verified']);
  });

  test('they fail under another key of the same name', async () => {
    expect(await states(scene({ jwks: [STRANGER_KEY.jwk] }))).toEqual(['failed', 'failed']);
  });

  test('without keys nothing is said, and the keys that would help are named', async () => {
    const session = scene({ jwks: [] });
    const proofs = await proveSession(session);
    expect([...proofs.signatures.values()]).toEqual([
      { state: 'undecided', reason: 'no-keys' },
      { state: 'undecided', reason: 'no-keys' },
    ]);
    expect(keysWanted(session, proofs)).toEqual([{ issuer: AS, url: `${AS}/jwks` }]);
    const fetched = [{ url: `${AS}/jwks`, jwks: { keys: [SERVER_KEY.jwk] } }];
    expect(
      [...(await proveSession(session, { fetched })).signatures.values()].map(({ state }) => state),
    ).toEqual(['verified', 'verified']);
  });

  test('a DPoP proof is verified with the key in it', async () => {
    const session = (key?: Parameters<typeof callBound>[3]) =>
      scene({ token: null }, (on, { accessToken }) => callBound(on, accessToken, {}, key));
    expect(await states(session())).toContain('verified');
    expect(await states(session(createKey()))).toContain('failed');
  });

  test('a JARM response is verified', async () => {
    const response = (key: Parameters<typeof signed>[2]) =>
      scene({
        authorize: { response_mode: 'jwt' },
        callback: {
          code: undefined,
          state: undefined,
          iss: undefined,
          response: signed(
            { iss: AS, aud: 'spa', exp: 1_700_000_100, code: random('c'), state: random('state 1') },
            {},
            key,
          ),
        },
        token: null,
      });
    expect(await states(response(SERVER_KEY))).toEqual(['verified']);
    expect(await states(response(STRANGER_KEY))).toEqual(['failed']);
  });

  test('a request object is verified with the keys that its client registered', async () => {
    const client = createKey('c1');
    const session = (key: Parameters<typeof signed>[2]) =>
      bare((on) => {
        on.fetch(
          `${AS}/reg`,
          { json: { redirect_uris: [CALLBACK], jwks: { keys: [client.jwk] } } },
          { status: 201, json: { client_id: 'spa' } },
        );
        const request = signed(
          { client_id: 'spa', response_type: 'code', redirect_uri: CALLBACK, state: 's' },
          { kid: 'c1' },
          key,
        );
        on.visit([`${AS}/auth?client_id=spa&request=${request}`]);
      });
    expect(await states(session(client))).toEqual(['verified']);
    expect(await states(session(createKey()))).toEqual(['failed']);
  });

  test.each(['RS256', 'PS256', 'ES384', 'EdDSA'])('%s is understood', async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    const jwt = await new SignJWT({ iss: AS }).setProtectedHeader({ alg }).sign(privateKey);
    const keys = [SERVER_KEY.jwk, await exportJWK(publicKey)];
    expect(await verifySignature(jwt, { keys, from: 'x' })).toMatchObject({ state: 'verified' });
  });

  test('alg none never passes, an unknown critical header is left undecided, and what is no JWT has no signature', async () => {
    const keys = { keys: [SERVER_KEY.jwk], from: 'x' };
    const none = `${signed({ iss: AS }, { alg: 'none', kid: undefined }).split('.').slice(0, 2).join('.')}.`;
    expect(await verifySignature(none, keys)).toMatchObject({ state: 'failed' });
    expect(await verifySignature(signed({ iss: AS }, { crit: ['x'], x: 1 }), keys)).toEqual({
      state: 'undecided',
      reason: 'unsupported',
    });
    expect(await verifySignature('2YotnFZFEjr1zCsicMWpAA', keys)).toBeUndefined();
  });

  test('what was proved before is the same object while nothing is new', async () => {
    const session = scene();
    const before = await proveSession(session);
    expect(await proveSession(session, { before })).toBe(before);
    expect(await proveSession(scene({ jwks: [] }), { before })).not.toBe(before);
  });
});
