import { describe, expect, test } from 'vitest';
import { deriveOAuth } from '@/utils/oauth';
import {
  API,
  APP,
  AS,
  authorizeUrl,
  callbackUrl,
  codeForm,
  idToken,
  query,
  signIn,
  tokenResponse,
  traffic,
} from './support/traffic';

const kinds = (flow: { steps: readonly { kind: string }[] } | undefined) =>
  flow?.steps.map((step) => step.kind);
const METADATA = {
  issuer: AS,
  authorization_endpoint: `${AS}/a1`,
  token_endpoint: 'https://tokens.example/t1',
  userinfo_endpoint: `${AS}/me`,
  jwks_uri: `${AS}/k1`,
  end_session_endpoint: `${AS}/bye`,
  revocation_endpoint: `${AS}/r1`,
  introspection_endpoint: `${AS}/i1`,
  check_session_iframe: `${AS}/cs`,
  pushed_authorization_request_endpoint: `${AS}/p1`,
  device_authorization_endpoint: `${AS}/d1`,
};

describe('endpoints around a flow', () => {
  test('discovery teaches endpoints whatever their paths, and joins the flow by issuer', () => {
    const on = traffic();
    on.fetch(`${AS}/.well-known/openid-configuration`, {}, { json: METADATA });
    on.visit([authorizeUrl({}, `${AS}/a1`), callbackUrl()]);
    on.fetch('https://tokens.example/t1', { form: codeForm() }, { json: tokenResponse() });
    on.fetch(`${AS}/k1`, {}, { json: { keys: [{ kty: 'RSA', n: 'x', e: 'AQAB' }] } });
    on.fetch(`${AS}/me`, { headers: { authorization: 'Bearer at-1' } }, { json: { sub: 'alice' } });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(kinds(flows[0])).toEqual([
      'discovery',
      'authorization_request',
      'authorization_response',
      'token_request',
      'jwks',
      'userinfo_request',
    ]);
    expect(flows[0]!.steps.map((step) => step.recognisedBy)).toEqual([
      'response',
      'metadata',
      'parameters',
      'metadata',
      'metadata',
      'metadata',
    ]);
    expect(flows[0]!.steps[0]!.join).toEqual({ key: 'issuer', confidence: 'proved' });
    expect(flows[0]!.startedAt).toBe(flows[0]!.steps[1]!.at);
    expect(flows[0]!.resourceServers).toEqual([]);
  });

  test('metadata by itself is no flow, but metadata that cannot be had explains why there is none', () => {
    const on = traffic();
    on.fetch(`${AS}/.well-known/openid-configuration`, {}, { json: METADATA });
    expect(deriveOAuth(on).flows).toHaveLength(0);
    on.fetch('https://other.example/.well-known/openid-configuration', {}, { error: 'net::ERR_FAILED' });
    expect(deriveOAuth(on).flows[0]).toMatchObject({
      grant: 'unknown',
      state: { phase: 'failed', code: 'network_error' },
    });
  });

  test('a refused API call, its resource metadata and the server’s own are all of the flow', () => {
    const on = traffic();
    on.fetch(
      `${API}/.well-known/oauth-protected-resource`,
      {},
      { json: { resource: API, authorization_servers: [AS] } },
    );
    on.fetch(`${AS}/.well-known/oauth-authorization-server`, {}, { json: METADATA });
    signIn(on);
    on.fetch(
      `${API}/x`,
      { headers: { authorization: 'Bearer at-1' } },
      {
        status: 401,
        headers: {
          'WWW-Authenticate':
            'Bearer error="insufficient_user_authentication", error_description="stronger", acr_values="high"',
        },
      },
    );
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(kinds(flows[0])!.slice(0, 2)).toEqual(['protected_resource_metadata', 'discovery']);
    expect(flows[0]!.steps.at(-1)).toMatchObject({
      kind: 'resource_request',
      outcome: { state: 'oauth-error', code: 'insufficient_user_authentication' },
    });
    expect(flows[0]!.state.phase).toBe('complete');
  });

  test('a signed UserInfo answer is read', () => {
    const on = traffic();
    signIn(on);
    on.fetch(
      `${AS}/userinfo`,
      { headers: { authorization: 'Bearer at-1' } },
      { text: idToken({ name: 'Alice' }), mime: 'application/jwt' },
    );
    const step = deriveOAuth(on).flows[0]!.steps.at(-1)!;
    expect(step.kind).toBe('userinfo_request');
    expect(step.response.find(({ name }) => name === 'name')?.value).toBe('Alice');
  });

  test('revocation of the refresh token ends the flow and marks the token', () => {
    const on = traffic();
    signIn(on);
    on.fetch(
      `${AS}/revocation`,
      { form: { token: 'rt-1', token_type_hint: 'refresh_token', client_id: 'spa' } },
      {},
    );
    const { flows, tokens } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.state).toMatchObject({ phase: 'ended', by: 'revocation' });
    expect(flows[0]!.steps.at(-1)!.join).toEqual({ key: 'refresh_token', confidence: 'proved' });
    expect(tokens.find((token) => token.value === 'rt-1')!.revokedAt).toBeGreaterThan(0);
    expect(tokens.find((token) => token.value === 'at-1')!.revokedAt).toBeUndefined();
  });

  test('a refused revocation ends nothing', () => {
    const on = traffic();
    signIn(on);
    on.fetch(
      `${AS}/revocation`,
      { form: { token: 'rt-1', token_type_hint: 'refresh_token' } },
      { status: 401, json: { error: 'invalid_client' } },
    );
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('complete');
  });

  test('introspection is told from revocation by its answer', () => {
    const on = traffic();
    signIn(on);
    on.fetch(
      `${AS}/check`,
      { form: { token: 'at-1', token_type_hint: 'access_token' } },
      { json: { active: true, scope: 'openid' } },
    );
    const { flows } = deriveOAuth(on);
    expect(flows[0]!.steps.at(-1)!.kind).toBe('introspection_request');
    expect(flows[0]!.state.phase).toBe('complete');
  });

  test('logout joins by the ID token, through a confirmation page, and its return ends the flow', () => {
    const on = traffic();
    signIn(on);
    on.visit([
      `${AS}/session/end?${query({ id_token_hint: idToken(), post_logout_redirect_uri: `${APP}/bye`, state: 'lo' })}`,
    ]);
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('complete');
    on.visit([`${AS}/session/end/confirm`, `${APP}/bye?state=lo`], {
      method: 'POST',
      form: { logout: 'yes' },
    });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(kinds(flows[0])!.slice(-3)).toEqual([
      'end_session_request',
      'authorization_interaction',
      'end_session_response',
    ]);
    expect(flows[0]!.steps.at(-3)!.join).toEqual({ key: 'id_token', confidence: 'proved' });
    expect(flows[0]!.state).toMatchObject({ phase: 'ended', by: 'logout' });
  });

  test('logout that names only the client joins the one sign-in there is, inferred, and none of two', () => {
    const on = traffic();
    signIn(on);
    const url = `${AS}/session/end?client_id=spa&post_logout_redirect_uri=${encodeURIComponent(APP)}`;
    on.visit([url]);
    expect(deriveOAuth(on).flows[0]!.steps.at(-1)!.join).toEqual({
      key: 'client_id',
      confidence: 'inferred',
    });
    const two = traffic();
    signIn(two);
    two.visit([
      authorizeUrl({ state: 'b', nonce: 'b', code_challenge: 'b' }),
      callbackUrl({ state: 'b', code: 'b' }),
    ]);
    two.fetch(
      `${AS}/token`,
      { form: codeForm({ code: 'b' }) },
      { json: tokenResponse({ access_token: 'b', refresh_token: 'rb', id_token: idToken({ jti: 2 }) }) },
    );
    two.visit([url]);
    expect(deriveOAuth(two).flows.map((flow) => flow.grant)).toEqual([
      'authorization_code',
      'authorization_code',
      'unknown',
    ]);
  });

  test('a front-channel logout frame joins by sid', () => {
    const on = traffic();
    signIn(on);
    on.visit([`${APP}/logout?${query({ iss: AS, sid: 'sid-1' })}`], { type: 'sub_frame', frame: 4 });
    const { flows } = deriveOAuth(on);
    expect(flows[0]!.steps.at(-1)).toMatchObject({ kind: 'frontchannel_logout', join: { key: 'sid' } });
    expect(flows[0]!.state.phase).toBe('ended');
  });

  test('a session frame, a registration and an unknown token’s UserInfo are recognised', () => {
    const on = traffic();
    on.fetch(
      `${AS}/reg`,
      { json: { redirect_uris: [`${APP}/callback`], client_name: 'x' } },
      { status: 201, json: { client_id: 'spa', registration_access_token: 'r' } },
    );
    signIn(on);
    on.visit([`${AS}/session/check`], { type: 'sub_frame', frame: 8 });
    on.fetch(
      'https://idp2.example/userinfo',
      { headers: { authorization: 'Bearer stranger' } },
      { json: { sub: 'bob' } },
    );
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(2);
    expect(kinds(flows[0])![0]).toBe('client_registration');
    expect(kinds(flows[0])!.at(-1)).toBe('check_session');
    expect(flows[1]).toMatchObject({ grant: 'unknown', subject: 'bob' });
  });

  test('a bearer whose issue was not seen is a token without a flow', () => {
    const on = traffic();
    on.fetch(`${API}/x`, { headers: { authorization: 'Bearer stranger' } }, { json: {} });
    const { flows, tokens } = deriveOAuth(on);
    expect(flows).toHaveLength(0);
    expect(tokens).toMatchObject([{ value: 'stranger', kind: 'access', uses: [{ to: API }] }]);
    expect(tokens[0]!.flowId).toBeUndefined();
  });

  test('a token in the query, in a form and in a cookie is found by its value', () => {
    const on = traffic();
    signIn(on);
    on.fetch(`${API}/q?access_token=at-1`);
    on.fetch(`${API}/f`, { form: { access_token: 'at-1' } });
    on.fetch(`${API}/c`, { headers: { Cookie: 'a=b; session=at-1' } });
    const { tokens } = deriveOAuth(on);
    expect(tokens.find((token) => token.value === 'at-1')!.uses.map((use) => use.carrier)).toEqual([
      'query',
      'form',
      'cookie',
    ]);
  });

  test('metadata that the callback page reads belongs to the flow under way, not to the next', () => {
    const on = traffic();
    const discover = () => on.fetch(`${AS}/.well-known/openid-configuration`, {}, { json: METADATA });
    discover();
    on.visit([authorizeUrl(), callbackUrl()]);
    discover();
    on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
    discover();
    on.visit([
      authorizeUrl({ state: 'b', nonce: 'b', code_challenge: 'b' }),
      callbackUrl({ state: 'b', code: 'b' }),
    ]);
    const discoveries = deriveOAuth(on).flows.map(
      (flow) => kinds(flow)!.filter((kind) => kind === 'discovery').length,
    );
    expect(discoveries).toEqual([2, 1]);
  });

  test('a logout ends every flow of the same session at the server, and none of another', () => {
    const on = traffic();
    signIn(on);
    for (const [n, sid] of [
      ['b', 'sid-1'],
      ['c', 'sid-2'],
    ] as const) {
      on.visit(
        [
          authorizeUrl({ prompt: 'none', state: n, nonce: n, code_challenge: n }),
          callbackUrl({ state: n, code: n }),
        ],
        { type: 'sub_frame', frame: 4 },
      );
      on.fetch(
        `${AS}/token`,
        { form: codeForm({ code: n }) },
        {
          json: tokenResponse({
            access_token: n,
            refresh_token: `r${n}`,
            id_token: idToken({ sid, nonce: n }),
          }),
        },
      );
    }
    on.visit([`${AS}/session/end?${query({ id_token_hint: idToken() })}`]);
    expect(deriveOAuth(on).flows.map((flow) => flow.state.phase)).toEqual(['ended', 'ended', 'complete']);
  });
});
