import { describe, expect, test } from 'vitest';
import { deriveOAuth, jwkThumbprint } from '@/utils/oauth';
import {
  API,
  AS,
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  codeForm,
  idToken,
  jwt,
  query,
  signIn,
  tokenResponse,
  traffic,
} from './support/traffic';

const URN = 'urn:ietf:params:oauth:grant-type';
const unread = { body: { state: 'unavailable', reason: 'other-tab' } } as const;
const pending = { status: 400, json: { error: 'authorization_pending' } };
const lines = (on: ReturnType<typeof traffic>) =>
  deriveOAuth(on).flows.map(({ grant, steps }) => [
    grant,
    ...steps.map(({ kind, join }) => `${kind} ${join.key} ${join.confidence}`),
  ]);

describe('polling whose beginning was not seen', () => {
  test.each([
    ['device_code', { grant_type: `${URN}:device_code`, device_code: 'd1', client_id: 'tv' }],
    ['auth_req_id', { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: 'a1', client_id: 'tv' }],
  ])('is one flow by its %s, however often it is asked', (key, form) => {
    const on = traffic();
    on.fetch(`${AS}/token`, { form }, pending);
    on.fetch(`${AS}/token`, { form }, pending);
    expect(deriveOAuth(on).flows.map(({ state }) => state.phase)).toEqual(['waiting-for-user']);
    on.fetch(`${AS}/token`, { form }, { json: tokenResponse() });
    expect(lines(on)[0]!.slice(1)).toEqual([
      'token_request first proved',
      `token_request ${key} proved`,
      `token_request ${key} proved`,
    ]);
    expect(deriveOAuth(on).flows).toMatchObject([{ state: { phase: 'complete' } }]);
  });

  const open = { form: { client_id: 'tv', scope: 'openid' } };
  const poll = { form: { grant_type: `${URN}:device_code`, device_code: 'd1', client_id: 'tv' } };

  test('is of the one request of its client whose answer could not be read, inferred', () => {
    const on = traffic();
    on.fetch(`${AS}/device/auth`, open, unread);
    on.fetch(`${AS}/token`, poll, pending);
    on.fetch(`${AS}/token`, poll, { json: tokenResponse() });
    expect(lines(on)).toEqual([
      [
        'device_code',
        'device_authorization_request first proved',
        'token_request client_id inferred',
        'token_request device_code proved',
      ],
    ]);
  });

  test('is of none where there are two, or where the answer named another code', () => {
    const on = traffic();
    on.fetch(`${AS}/device/auth`, open, unread);
    on.fetch(`${AS}/device/auth`, open, unread);
    on.fetch(`${AS}/token`, poll, pending);
    expect(lines(on)).toHaveLength(3);
    const other = traffic();
    other.fetch(`${AS}/device/auth`, open, { json: { device_code: 'd2', user_code: 'W' } });
    other.fetch(`${AS}/token`, poll, pending);
    expect(lines(other)).toHaveLength(2);
  });
});

describe('metadata of a resource', () => {
  test('joins where the server that it names has its endpoints at another origin', () => {
    const on = traffic();
    const issuer = 'https://accounts.example';
    on.fetch(
      `${issuer}/.well-known/openid-configuration`,
      {},
      { json: { issuer, token_endpoint: `${AS}/token`, jwks_uri: `${AS}/keys` } },
    );
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'client_credentials', client_id: 'job', client_secret: 's' } },
      { json: { access_token: 'at-9', token_type: 'Bearer' } },
    );
    on.fetch(
      `${API}/.well-known/oauth-protected-resource`,
      {},
      { json: { resource: API, authorization_servers: [issuer], jwks_uri: `${API}/k` } },
    );
    expect(lines(on)).toEqual([
      [
        'client_credentials',
        'discovery issuer proved',
        'token_request first proved',
        'protected_resource_metadata issuer proved',
      ],
    ]);
  });
});

describe('a request without a token that is told where to read who gives one (RFC 9728 §5)', () => {
  const where = `${API}/.well-known/oauth-protected-resource`;
  const refusal = (named = where) => ({
    status: 401,
    headers: { 'WWW-Authenticate': `Bearer resource_metadata="${named}", scope="api"` },
  });
  const metadata = { json: { resource: API, authorization_servers: [AS] } };

  test('begins the flow that read it, and is no start of its time', () => {
    const on = traffic();
    on.fetch(`${API}/mcp`, { json: {} }, refusal());
    on.fetch(`${API}/mcp`, { json: {} }, refusal());
    on.fetch(where, {}, metadata);
    on.wait(60_000);
    signIn(on);
    const [flow, ...others] = deriveOAuth(on).flows;
    expect(others).toEqual([]);
    expect(lines(on)[0]!.slice(1, 4)).toEqual([
      'resource_request resource_metadata proved',
      'protected_resource_metadata issuer proved',
      'authorization_request first proved',
    ]);
    expect(flow!.steps[0]).toMatchObject({
      title: 'POST /mcp (no token)',
      from: 'client',
      to: 'resource-server',
      outcome: { state: 'http-error', status: 401 },
      used: [],
    });
    expect(flow!.startedAt).toBe(flow!.steps[2]!.at);
    expect(flow!.state.phase).toBe('complete');
  });

  test('is no step where nobody read it, where it speaks for another origin, or where a token was carried', () => {
    const on = traffic();
    signIn(on);
    on.fetch('https://evil.example/', {}, refusal());
    on.fetch(`${API}/t?access_token=stranger`, {}, refusal());
    on.fetch(`${API}/a`, {}, refusal());
    on.fetch(`${API}/b`, {}, { ...refusal(), status: 403 });
    expect(lines(on)[0]!.join()).not.toContain('resource_request');
    on.fetch(where, {}, metadata);
    on.fetch(`${API}/c`, {}, refusal());
    expect(lines(on)[0]!.filter((line) => line.startsWith('resource_request'))).toEqual([
      'resource_request resource_metadata proved',
    ]);
    const { flows } = deriveOAuth(on);
    expect(flows[0]!.steps.find(({ kind }) => kind === 'resource_request')!.title).toBe('GET /a (no token)');
  });
});

describe('a logout without a hint', () => {
  test('is of the client to which it returns, where the server knows several', () => {
    const on = traffic();
    const other = 'https://other.example/callback';
    for (const [n, uri] of [
      ['a', CALLBACK],
      ['b', other],
    ] as const) {
      on.visit([
        authorizeUrl({ client_id: n, state: n, nonce: n, code_challenge: n, redirect_uri: uri }),
        `${uri}?${query({ code: n, state: n })}`,
      ]);
      const tokens = { access_token: n, refresh_token: `r${n}`, id_token: idToken({ aud: n, sid: n }) };
      on.fetch(
        `${AS}/token`,
        { form: codeForm({ code: n, client_id: n, redirect_uri: uri }) },
        { json: tokenResponse(tokens) },
      );
    }
    on.visit([
      `${AS}/session/end?${query({ post_logout_redirect_uri: 'https://other.example/' })}`,
      'https://other.example/',
    ]);
    const { flows } = deriveOAuth(on);
    expect(flows.map(({ client, state }) => [client.id, state.phase])).toEqual([
      ['a', 'complete'],
      ['b', 'ended'],
    ]);
    expect(flows[1]!.steps.at(-2)!.join).toEqual({
      key: 'post_logout_redirect_uri',
      confidence: 'inferred',
    });
  });
});

describe('a code that was bound to a DPoP key', () => {
  const jwk = { kty: 'EC', crv: 'P-256', x: 'x1', y: 'y1' };
  const headers = { DPoP: jwt({ htm: 'POST' }, { typ: 'dpop+jwt', jwk }) };
  const bound = (n: string) =>
    authorizeUrl({ state: n, nonce: n, code_challenge: n, dpop_jkt: jwkThumbprint(jwk)! });
  const form = { ...codeForm(), code_verifier: 'another', redirect_uri: 'https://elsewhere.example/' };

  test('is redeemed by it, where neither the answer nor the verifier tells', () => {
    const on = traffic();
    on.visit([bound('a')]);
    on.fetch(`${AS}/token`, { form, headers }, { json: tokenResponse() });
    expect(lines(on)).toEqual([
      ['authorization_code', 'authorization_request first proved', 'token_request dpop_jkt inferred'],
    ]);
  });

  test('is redeemed by it too where the pushed request was signed with it', () => {
    const on = traffic();
    const pushed = { client_id: 'spa', response_type: 'code', redirect_uri: CALLBACK };
    on.fetch(
      `${AS}/par`,
      { form: pushed, headers },
      { status: 201, json: { request_uri: 'urn:r', expires_in: 60 } },
    );
    on.visit([`${AS}/auth?${query({ client_id: 'spa', request_uri: 'urn:r' })}`]);
    on.fetch(`${AS}/token`, { form, headers }, { json: tokenResponse() });
    expect(lines(on)).toEqual([
      [
        'authorization_code',
        'pushed_authorization_request first proved',
        'authorization_request request_uri proved',
        'token_request dpop_jkt inferred',
      ],
    ]);
  });

  test('is of none of two sign-ins that name the same key, nor of one that was answered', () => {
    const two = traffic();
    two.visit([bound('a')]);
    two.visit([bound('b')], { tab: 2 });
    two.fetch(`${AS}/token`, { form, headers }, { json: tokenResponse() });
    expect(lines(two)).toHaveLength(3);
    const answered = traffic();
    answered.visit([bound('a'), callbackUrl({ state: 'a', code: 'other' })]);
    answered.fetch(`${AS}/token`, { form, headers }, { json: tokenResponse() });
    expect(lines(answered)).toHaveLength(2);
  });
});

test('a page of the server that the same frame goes on to is inferred to be of the sign-in', () => {
  const on = traffic();
  signIn(on);
  expect(lines(on)[0]!.slice(0, 4)).toEqual([
    'authorization_code',
    'authorization_request first proved',
    'authorization_interaction request_chain proved',
    'authorization_interaction same_frame inferred',
  ]);
});
