import { describe, expect, test } from 'vitest';
import { deriveOAuth, secretId } from '@/utils/oauth';
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

const kinds = (flow: { steps: readonly { kind: string }[] } | undefined) =>
  flow?.steps.map((step) => step.kind);
const URN = 'urn:ietf:params:oauth:grant-type';

describe('grants without an authorization request', () => {
  test.each([
    ['password', { grant_type: 'password', username: 'a', password: 'b' }, undefined],
    ['client_credentials', { grant_type: 'client_credentials', scope: 'x' }, undefined],
    [
      'token_exchange',
      { grant_type: `${URN}:token-exchange`, subject_token: 's', subject_token_type: 't' },
      undefined,
    ],
    ['jwt_bearer', { grant_type: `${URN}:jwt-bearer`, assertion: 'a' }, undefined],
    ['saml2_bearer', { grant_type: `${URN}:saml2-bearer`, assertion: 'a' }, undefined],
    [
      'pre_authorized_code',
      { grant_type: `${URN}:pre-authorized_code`, 'pre-authorized_code': 'p' },
      undefined,
    ],
    [
      'vendor',
      { grant_type: 'http://auth0.com/oauth/grant-type/mfa-otp', mfa_token: 'm', otp: '1' },
      'http://auth0.com/oauth/grant-type/mfa-otp',
    ],
    ['vendor', { grant_type: 'fb_exchange_token', fb_exchange_token: 'f' }, 'fb_exchange_token'],
    ['vendor', { grant_type: 'interaction_code', interaction_code: 'i' }, 'interaction_code'],
  ] as const)('%s is a flow of its own', (grant, form, grantName) => {
    const on = traffic();
    on.fetch(
      `${AS}/any/path`,
      { form: { client_id: 'c', ...form } },
      { json: { access_token: 'x', token_type: 'Bearer', expires_in: 5 } },
    );
    const { flows, tokens } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({ grant, grantName, state: { phase: 'complete' }, surface: 'page' });
    expect(tokens.find((token) => token.kind === 'access')).toMatchObject({
      flowId: flows[0]!.id,
      expiryFrom: 'expires_in',
    });
  });

  test('a device flow polls until the user has agreed, and is joined by its device code', () => {
    const on = traffic();
    on.fetch(
      `${AS}/device/auth`,
      { form: { client_id: 'tv', scope: 'openid' } },
      {
        json: {
          device_code: 'd1',
          user_code: 'WDJB-MJHT',
          verification_uri: `${AS}/device`,
          expires_in: 600,
          interval: 5,
        },
      },
    );
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('waiting-for-user');
    const poll = { form: { grant_type: `${URN}:device_code`, device_code: 'd1', client_id: 'tv' } };
    on.fetch(`${AS}/token`, poll, { status: 400, json: { error: 'authorization_pending' } });
    on.fetch(`${AS}/token`, poll, { status: 400, json: { error: 'slow_down' } });
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('waiting-for-user');
    on.visit([`${AS}/device?user_code=WDJB-MJHT`], { tab: 3 });
    on.fetch(`${AS}/token`, poll, { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({
      grant: 'device_code',
      state: { phase: 'complete' },
      scopeAsked: 'openid',
    });
    expect(kinds(flows[0])).toEqual([
      'device_authorization_request',
      'token_request',
      'token_request',
      'device_verification',
      'token_request',
    ]);
    expect(flows[0]!.steps[3]!.join).toEqual({ key: 'user_code', confidence: 'proved' });
  });

  test('a device code that has run out fails the flow', () => {
    const on = traffic();
    on.fetch(
      `${AS}/device/auth`,
      { form: { client_id: 'tv' } },
      { json: { device_code: 'd1', user_code: 'W', verification_uri: `${AS}/device` } },
    );
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: `${URN}:device_code`, device_code: 'd1' } },
      { status: 400, json: { error: 'expired_token' } },
    );
    expect(deriveOAuth(on).flows[0]!.state).toMatchObject({ phase: 'failed', code: 'expired_token' });
  });

  test('CIBA is joined by its auth_req_id', () => {
    const on = traffic();
    on.fetch(
      `${AS}/backchannel`,
      { form: { scope: 'openid', login_hint: 'alice', client_id: 'c' } },
      { json: { auth_req_id: 'q1', expires_in: 120, interval: 2 } },
    );
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: 'q1' } },
      { json: tokenResponse() },
    );
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({ grant: 'ciba', state: { phase: 'complete' } });
    expect(flows[0]!.steps[1]!.join.key).toBe('auth_req_id');
  });

  test('a token exchange of a known token belongs to the flow that issued it', () => {
    const on = traffic();
    signIn(on);
    on.fetch(
      `${AS}/token`,
      {
        form: {
          grant_type: `${URN}:token-exchange`,
          subject_token: 'at-1',
          subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
          audience: 'other',
        },
      },
      {
        json: {
          access_token: 'at-x',
          issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
          token_type: 'N_A',
        },
      },
    );
    const { flows, tokens } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.steps.at(-1)!.join).toEqual({ key: 'subject_token', confidence: 'proved' });
    expect(tokens.find((token) => token.value === 'at-x')!.parentId).toBe(secretId('at-1'));
  });

  test('a second factor continues the flow that asked for it', () => {
    const on = traffic();
    on.fetch(
      `${AS}/oauth/token`,
      { json: { grant_type: 'password', username: 'a', password: 'b', client_id: 'c' } },
      { status: 403, json: { error: 'mfa_required', mfa_token: 'm1' } },
    );
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('waiting-for-user');
    on.fetch(
      `${AS}/oauth/token`,
      { json: { grant_type: 'http://auth0.com/oauth/grant-type/mfa-otp', mfa_token: 'm1', otp: '123456' } },
      { json: { access_token: 'x', token_type: 'Bearer' } },
    );
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({ grant: 'password', state: { phase: 'complete' } });
    expect(flows[0]!.steps[1]!.join).toEqual({ key: 'mfa_token', confidence: 'proved' });
  });
});

describe('response types and modes', () => {
  test('implicit: tokens in the fragment complete the flow', () => {
    const on = traffic();
    on.visit([
      authorizeUrl({ response_type: 'id_token token' }),
      `${CALLBACK}#${query({ access_token: 'at-i', token_type: 'bearer', expires_in: '3600', id_token: idToken(), state: 'st-1' })}`,
    ]);
    const { flows, tokens } = deriveOAuth(on);
    expect(flows[0]).toMatchObject({
      grant: 'implicit',
      responseType: ['id_token', 'token'],
      responseMode: 'fragment',
      state: { phase: 'complete' },
      subject: 'alice',
    });
    expect(flows[0]!.steps[1]!.response.every(({ place }) => place === 'fragment')).toBe(true);
    expect(tokens.find((token) => token.value === 'at-i')).toMatchObject({
      kind: 'access',
      expiryFrom: 'expires_in',
      tokenType: 'bearer',
    });
  });

  test.each(['code id_token', 'id_token code', 'token code', 'code token id_token'])(
    '%s is hybrid, in whatever order it is written',
    (type) => {
      const on = traffic();
      on.visit([authorizeUrl({ response_type: type })]);
      expect(deriveOAuth(on).flows[0]).toMatchObject({
        grant: 'hybrid',
        responseType: type.split(' ').sort(),
        responseMode: 'fragment',
      });
    },
  );

  test('a request for a presentation only is none for a code, and is called by its own name', () => {
    const on = traffic();
    on.visit([authorizeUrl({ response_type: 'vp_token', response_mode: 'direct_post' })]);
    expect(deriveOAuth(on).flows[0]).toMatchObject({
      grant: 'vendor',
      grantName: 'OpenID4VP',
      responseType: ['vp_token'],
    });
  });

  test('form_post: the answer is a form posted to the redirect URI', () => {
    const on = traffic();
    on.visit([authorizeUrl({ response_mode: 'form_post' })]);
    on.visit([CALLBACK], { method: 'POST', form: { code: 'fp', state: 'st-1' } });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(kinds(flows[0])).toEqual(['authorization_request', 'authorization_response', 'not_visible']);
    expect(flows[0]!.steps[1]!.response[0]).toMatchObject({
      name: 'code',
      place: 'request-body',
      secret: true,
    });
  });

  test('JARM: the response JWT is decoded and joined by the state inside', () => {
    const on = traffic();
    on.visit([authorizeUrl({ response_mode: 'query.jwt' })]);
    on.visit([`${CALLBACK}?response=${jwt({ iss: AS, aud: 'spa', exp: 1, code: 'jc', state: 'st-1' })}`], {
      tab: 7,
    });
    on.fetch(
      `${AS}/token`,
      { form: codeForm({ code: 'jc', code_verifier: 'unrelated' }) },
      { json: tokenResponse() },
    );
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.steps.map((step) => step.join.key)).toEqual(['first', 'state', 'code']);
    expect(flows[0]!.steps[1]!.response.find(({ name }) => name === 'code')).toMatchObject({
      value: 'jc',
      place: 'jarm',
    });
  });

  test('an authorization request by POST is one', () => {
    const on = traffic();
    on.visit([`${AS}/auth`, callbackUrl()], {
      method: 'POST',
      form: Object.fromEntries(new URL(authorizeUrl()).searchParams),
    });
    expect(kinds(deriveOAuth(on).flows[0])?.slice(0, 2)).toEqual([
      'authorization_request',
      'authorization_response',
    ]);
  });
});

describe('requests pushed, signed, bound', () => {
  test('PAR opens the flow, and the authorization request that names it joins', () => {
    const on = traffic();
    const form = Object.fromEntries(new URL(authorizeUrl()).searchParams);
    on.fetch(
      `${AS}/request`,
      { form },
      { status: 201, json: { request_uri: 'urn:ietf:params:oauth:request_uri:1', expires_in: 60 } },
    );
    on.visit([
      `${AS}/auth?client_id=spa&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A1`,
      callbackUrl(),
    ]);
    on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(kinds(flows[0])).toEqual([
      'pushed_authorization_request',
      'authorization_request',
      'authorization_response',
      'token_request',
    ]);
    expect(flows[0]!.steps[1]!.join).toEqual({ key: 'request_uri', confidence: 'proved' });
    expect(flows[0]).toMatchObject({
      responseType: ['code'],
      pkce: { verified: true },
      surface: 'tab',
      redirectUri: CALLBACK,
    });
  });

  test('where the answer of PAR was not seen, the next request by reference of its client is inferred to be its own', () => {
    const on = traffic();
    const form = Object.fromEntries(new URL(authorizeUrl()).searchParams);
    const lost = { state: 'unavailable', reason: 'page-left' } as const;
    on.fetch(`${AS}/request`, { form }, { status: 201, body: lost });
    const reference = 'request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A1';
    on.visit([`${AS}/auth?client_id=another&${reference}`]);
    on.visit([`${AS}/auth?client_id=spa&${reference}`, callbackUrl()]);
    const flows = deriveOAuth(on).flows.filter(({ client }) => client.id === 'spa');
    expect(flows).toHaveLength(1);
    expect(flows[0]!.steps[1]!.join).toEqual({ key: 'client_id', confidence: 'inferred' });
    expect(kinds(flows[0])).toEqual([
      'pushed_authorization_request',
      'authorization_request',
      'authorization_response',
    ]);
  });

  test('JAR: the request object is decoded and supersedes what stands beside it', () => {
    const on = traffic();
    const request = jwt({
      client_id: 'spa',
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid',
      state: 'jar-state',
      code_challenge: 'cc',
      code_challenge_method: 'S256',
    });
    on.visit([
      `${AS}/auth?${query({ client_id: 'spa', scope: 'wrong', request })}`,
      `${CALLBACK}?code=c&state=jar-state`,
    ]);
    const flow = deriveOAuth(on).flows[0]!;
    expect(flow).toMatchObject({ scopeAsked: 'openid', redirectUri: CALLBACK, pkce: { challenge: 'cc' } });
    expect(flow.steps[1]!.join).toEqual({ key: 'state', confidence: 'proved' });
    expect(flow.steps[0]!.request.some(({ place }) => place === 'request-object')).toBe(true);
  });

  test('an encrypted request object is said to be unreadable', () => {
    const on = traffic();
    const jwe = `${Buffer.from('{"alg":"RSA-OAEP","enc":"A256GCM"}').toString('base64url')}.a.b.c.d`;
    on.visit([`${AS}/auth?${query({ client_id: 'spa', request: jwe })}`]);
    expect(deriveOAuth(on).flows[0]!.steps[0]!.unseen[0]).toContain('encrypted');
  });

  test('a DPoP nonce refusal and its retry are two steps of one flow, which succeeds', () => {
    const on = traffic();
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
      y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
    };
    const proof = (jti: string) =>
      jwt({ jti, htm: 'POST', htu: `${AS}/token`, iat: 1 }, { typ: 'dpop+jwt', alg: 'ES256', jwk });
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(
      `${AS}/token`,
      { form: codeForm(), headers: { DPoP: proof('1') } },
      { status: 400, json: { error: 'use_dpop_nonce' }, headers: { 'DPoP-Nonce': 'n' } },
    );
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('in-progress');
    on.fetch(
      `${AS}/token`,
      { form: codeForm(), headers: { DPoP: proof('2') } },
      { json: tokenResponse({ token_type: 'DPoP' }) },
    );
    on.fetch(`${API}/x`, { headers: { authorization: 'DPoP at-1', dpop: proof('3') } }, { json: {} });
    const { flows, tokens } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.state.phase).toBe('complete');
    const access = tokens.find((token) => token.kind === 'access')!;
    // RFC 9449 §6.1.
    expect(access.boundKey).toBe('0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I');
    expect(access.uses[0]!.carrier).toBe('header-dpop');
  });

  test('a token whose issue was not seen is held to be of the flow that asked with the same DPoP key', () => {
    const on = traffic();
    const proof = (x: string) => jwt({}, { typ: 'dpop+jwt', jwk: { kty: 'OKP', crv: 'Ed25519', x } });
    on.visit([authorizeUrl(), callbackUrl()]);
    const unseen = { state: 'unavailable', reason: 'page-left' } as const;
    on.fetch(`${AS}/token`, { form: codeForm(), headers: { dpop: proof('abc') } }, { body: unseen });
    const use = (url: string, key: string, token: string) =>
      on.fetch(
        url,
        { headers: { authorization: `DPoP ${token}`, dpop: proof(key) } },
        { json: { sub: 'ada' } },
      );
    use(`${AS}/me`, 'abc', 'at-unseen');
    use('https://api.example/orders', 'abc', 'at-unseen');
    use('https://api.example/orders', 'def', 'at-of-another');
    const { flows, tokens } = deriveOAuth(on);
    const [flow] = flows;
    expect(flow!.steps.slice(3).map(({ kind, join }) => [kind, join])).toEqual([
      ['userinfo_request', { key: 'dpop_jkt', confidence: 'inferred' }],
      ['resource_request', { key: 'dpop_jkt', confidence: 'inferred' }],
    ]);
    expect(flow!.subject).toBe('ada');
    expect(tokens.map(({ value, flowId }) => [value, flowId === flow!.id])).toEqual([
      ['code-1', true],
      ['at-unseen', true],
      ['at-of-another', false],
    ]);
  });

  test('the nonce retry of a grant without a code is joined by the proof’s key', () => {
    const on = traffic();
    const proof = jwt({ jti: '1' }, { typ: 'dpop+jwt', jwk: { kty: 'OKP', crv: 'Ed25519', x: 'abc' } });
    const form = { grant_type: 'client_credentials', client_id: 'c' };
    on.fetch(
      `${AS}/token`,
      { form, headers: { dpop: proof } },
      { status: 400, json: { error: 'use_dpop_nonce' } },
    );
    on.fetch(
      `${AS}/token`,
      { form, headers: { dpop: proof } },
      { json: { access_token: 'x', token_type: 'DPoP' } },
    );
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.steps[1]!.join.key).toBe('dpop_jkt');
  });

  test.each([
    ['client_secret_basic', { Authorization: 'Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW' }, {}],
    ['client_secret_post', {}, { client_secret: 's' }],
    ['client_secret_jwt', {}, { client_assertion: jwt({}, { alg: 'HS256' }), client_assertion_type: 'x' }],
    ['private_key_jwt', {}, { client_assertion: jwt({}, { alg: 'ES256' }), client_assertion_type: 'x' }],
    ['none', {}, {}],
  ] as const)('client authentication by %s is told', (method, headers, form) => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(
      `${AS}/token`,
      { form: codeForm(form as Record<string, string>), headers: headers as Record<string, string> },
      { json: tokenResponse() },
    );
    expect(deriveOAuth(on).flows[0]!.client).toMatchObject({
      authentication: method,
      kind: method === 'none' ? 'public' : 'confidential',
    });
  });

  test.each([
    [['tls_client_auth', 'private_key_jwt'], 'tls_client_auth', 'confidential'],
    [['self_signed_tls_client_auth'], 'tls_client_auth', 'confidential'],
    [['tls_client_auth', 'none'], 'none', 'public'],
    [['private_key_jwt'], 'none', 'public'],
  ])('where the server takes %j, nothing seen is held to be %s', (methods, authentication, kind) => {
    const on = traffic();
    const endpoints = { authorization_endpoint: `${AS}/auth`, token_endpoint: `${AS}/token` };
    on.fetch(
      `${AS}/.well-known/openid-configuration`,
      {},
      { json: { issuer: AS, ...endpoints, token_endpoint_auth_methods_supported: methods } },
    );
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
    expect(deriveOAuth(on).flows[0]!.client).toMatchObject({ authentication, kind });
  });
});
