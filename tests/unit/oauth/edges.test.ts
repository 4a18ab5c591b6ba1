import { describe, expect, test } from 'vitest';
import { deriveOAuth } from '@/utils/oauth';
import {
  API,
  APP,
  AS,
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  codeForm,
  idToken,
  query,
  signIn,
  tokenResponse,
  traffic,
  VERIFIER,
} from './support/traffic';

const kinds = (flow: { steps: readonly { kind: string }[] } | undefined) =>
  flow?.steps.map((step) => step.kind);
const phases = (on: ReturnType<typeof traffic>) => deriveOAuth(on).flows.map((flow) => flow.state.phase);

/** An authorization request without PKCE and nonce: only its state tells it apart. */
const bare = (state: string) =>
  `${AS}/auth?${query({ client_id: 'spa', response_type: 'code', redirect_uri: CALLBACK, state })}`;

describe('joining at its edges', () => {
  test('one state in two tabs at once: the frame tells which answer is whose', () => {
    const on = traffic();
    on.visit([bare('xyz'), `${AS}/login`], { tab: 1 });
    on.visit([authorizeUrl({ state: 'xyz' }), `${AS}/login`], { tab: 2 });
    on.visit([`${CALLBACK}?code=second&state=xyz`], { tab: 2 });
    on.visit([`${CALLBACK}?code=first&state=xyz`], { tab: 1 });
    const { flows, tokens } = deriveOAuth(on);
    expect(flows).toHaveLength(2);
    expect(tokens.map((token) => [token.value, token.flowId])).toEqual([
      ['second', flows[1]!.id],
      ['first', flows[0]!.id],
    ]);
  });

  test('one constant state for sign-in after sign-in makes a flow of each', () => {
    const on = traffic();
    for (const n of [1, 2]) {
      on.visit([bare('xyz'), `${CALLBACK}?code=c${n}&state=xyz`]);
      on.fetch(
        `${AS}/token`,
        { form: codeForm({ code: `c${n}` }) },
        { json: tokenResponse({ access_token: `at${n}`, refresh_token: `rt${n}`, id_token: undefined }) },
      );
    }
    expect(deriveOAuth(on).flows.map(kinds)).toEqual([
      ['authorization_request', 'authorization_response', 'token_request'],
      ['authorization_request', 'authorization_response', 'token_request'],
    ]);
  });

  test('the state at another address than the redirect URI is no answer', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${AS}/login`]);
    on.visit(['https://pay.example/return?code=42&state=st-1'], { tab: 9 });
    expect(deriveOAuth(on).flows.map(kinds)).toEqual([
      ['authorization_request', 'authorization_interaction'],
    ]);
  });

  test('pages of the authorization server after the answer are no steps of the sign-in', () => {
    const on = traffic();
    signIn(on);
    const steps = deriveOAuth(on).flows[0]!.steps.length;
    on.visit([`${AS}/account`]);
    expect(deriveOAuth(on).flows[0]!.steps).toHaveLength(steps);
  });

  test('an error answered, then the same attempt made again with success: the success counts', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${CALLBACK}?error=temporarily_unavailable&state=st-1`]);
    expect(phases(on)).toEqual(['failed']);
    on.visit([authorizeUrl(), callbackUrl(), APP]);
    expect(phases(on)).toEqual(['not-visible']);
  });

  test('a second attempt straight from the login page abandons the first', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${AS}/login`]);
    on.visit([authorizeUrl({ state: 'b', nonce: 'b', code_challenge: 'b' }), `${AS}/login`]);
    expect(phases(on)).toEqual(['abandoned', 'waiting-for-user']);
  });

  test('a user who left and came back by the same request is waited for again', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${AS}/login`]);
    on.visit([`${APP}/home`]);
    expect(phases(on)).toEqual(['abandoned']);
    on.visit([authorizeUrl()]);
    expect(phases(on)).toEqual(['waiting-for-user']);
  });

  test('a user sent home by the server without an answer has given up, and the home page is no step', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${AS}/login`]);
    on.visit([`${AS}/cancel`, `${APP}/home`], { initiator: AS });
    const flow = deriveOAuth(on).flows[0]!;
    expect(flow.state.phase).toBe('abandoned');
    expect(kinds(flow)).toEqual([
      'authorization_request',
      'authorization_interaction',
      'authorization_interaction',
    ]);
  });

  test('after a federated sign-in the chain proves the outer answer, even without a state', () => {
    const on = traffic();
    const outer = new URL(authorizeUrl());
    outer.searchParams.delete('state');
    const inner = `https://idp.example/authorize?${query({ client_id: 'as', response_type: 'code', redirect_uri: `${AS}/broker`, scope: 'openid', state: 'in' })}`;
    on.visit([outer.href, inner, `${AS}/broker?code=inner&state=in`, `${CALLBACK}?code=outer`]);
    const { flows } = deriveOAuth(on);
    expect(flows[0]!.steps.at(-1)).toMatchObject({
      kind: 'authorization_response',
      join: { key: 'request_chain', confidence: 'proved' },
    });
  });

  test('an absent challenge method means plain', () => {
    const on = traffic();
    const url = new URL(authorizeUrl({ code_challenge: VERIFIER }));
    url.searchParams.delete('code_challenge_method');
    on.visit([url.href, callbackUrl()]);
    on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
    expect(deriveOAuth(on).flows[0]!.pkce).toMatchObject({ method: 'plain', verified: true });
  });

  test('a logout of another session ends nothing', () => {
    const on = traffic();
    signIn(on);
    on.visit([`${APP}/logout?${query({ iss: AS, sid: 'other' })}`], { type: 'sub_frame', frame: 4 });
    expect(phases(on)).toEqual(['complete']);
  });

  test('metadata that comes late changes how an exchange is recognised', () => {
    const on = traffic();
    const odd = on.fetch(`${AS}/x9`, { headers: { authorization: 'Bearer at-1' } }, { json: { id: 7 } });
    expect(deriveOAuth(on).flows).toHaveLength(0);
    on.fetch(
      `${AS}/.well-known/openid-configuration`,
      {},
      { json: { issuer: AS, token_endpoint: `${AS}/t`, userinfo_endpoint: `${AS}/x9` } },
    );
    const { flows } = deriveOAuth(on);
    expect(flows[0]!.steps.find((step) => step.exchangeId === odd.id)).toMatchObject({
      kind: 'userinfo_request',
      recognisedBy: 'metadata',
    });
  });

  test('an authorization URL that script fetches is no sign-in, unless metadata says so', () => {
    const on = traffic();
    on.fetch(authorizeUrl());
    expect(deriveOAuth(on).flows).toHaveLength(0);
    on.fetch(
      `${AS}/.well-known/openid-configuration`,
      {},
      { json: { issuer: AS, token_endpoint: `${AS}/t`, authorization_endpoint: `${AS}/auth` } },
    );
    expect(deriveOAuth(on).flows).toHaveLength(1);
  });

  test('a preflight with the parameters of a token request is none', () => {
    const on = traffic();
    on.fetch(
      `${AS}/token?grant_type=authorization_code&code=c&client_id=x`,
      { method: 'OPTIONS' },
      { status: 204 },
    );
    expect(deriveOAuth(on).flows).toHaveLength(0);
  });

  test('an OAuth 1 or SAML page is none, whatever else its address carries', () => {
    const on = traffic();
    on.visit([`${authorizeUrl()}&oauth_token=x`]);
    on.visit([`${authorizeUrl({ state: 'b' })}&SAMLRequest=x`]);
    expect(deriveOAuth(on).flows).toHaveLength(0);
  });
});

describe('tokens at their edges', () => {
  const refresh = (token: string) => ({
    form: { grant_type: 'refresh_token', refresh_token: token, client_id: 'spa' },
  });

  test('a refresh token given out unchanged keeps the step that issued it first', () => {
    const on = traffic();
    signIn(on);
    on.fetch(`${AS}/token`, refresh('rt-1'), {
      json: tokenResponse({ access_token: 'at-2', refresh_token: 'rt-1' }),
    });
    const { flows, tokens } = deriveOAuth(on);
    const token = tokens.find((candidate) => candidate.value === 'rt-1')!;
    expect(token.issuedBy).toBe(flows[0]!.steps.find((step) => step.kind === 'token_request')!.id);
    expect(token.childIds).not.toContain(token.id);
  });

  test('an exp of 0 is never, not 1970', () => {
    const on = traffic();
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'password', username: 'a' } },
      { json: { access_token: idToken({ exp: 0 }), token_type: 'Bearer' } },
    );
    expect(deriveOAuth(on).tokens[0]).not.toHaveProperty('expiresAt');
  });

  test('revoking an access token ends a flow only where no refresh token is left', () => {
    const on = traffic();
    signIn(on);
    on.fetch(`${AS}/revoke`, { form: { token: 'at-1', token_type_hint: 'access_token' } });
    expect(phases(on)).toEqual(['complete']);
    on.fetch(`${AS}/revoke`, { form: { token: 'rt-1', token_type_hint: 'refresh_token' } });
    expect(phases(on)).toEqual(['ended']);
  });

  test('tokens issued after a revocation bring the flow back', () => {
    const on = traffic();
    signIn(on);
    on.fetch(`${AS}/revoke`, { form: { token: 'rt-1', token_type_hint: 'refresh_token' } });
    on.fetch(`${AS}/token`, refresh('rt-1'), {
      json: tokenResponse({ access_token: 'at-2', refresh_token: 'rt-2' }),
    });
    expect(phases(on)).toEqual(['complete']);
  });

  test('a refused refresh fails the flow, and the next that succeeds mends it', () => {
    const on = traffic();
    signIn(on);
    on.fetch(`${AS}/token`, refresh('rt-1'), { status: 400, json: { error: 'invalid_grant' } });
    expect(deriveOAuth(on).flows[0]!.state).toMatchObject({ phase: 'failed', code: 'invalid_grant' });
    on.fetch(`${AS}/token`, refresh('rt-1'), { json: tokenResponse({ access_token: 'at-2' }) });
    expect(phases(on)).toEqual(['complete']);
  });

  test.each([
    [400, 'failed'],
    [401, 'failed'],
    [429, 'complete'],
    [503, 'complete'],
  ] as const)('a refresh answered with %i, its body unseen, leaves the flow %s', (status, phase) => {
    const on = traffic();
    signIn(on);
    on.fetch(`${AS}/token`, refresh('rt-1'), {
      status,
      body: { state: 'unavailable', reason: 'page-left' },
    });
    expect(phases(on)).toEqual([phase]);
  });

  test('a refused refresh is not undone by a later one that the network or the server lost', () => {
    const on = traffic();
    signIn(on);
    on.fetch(`${AS}/token`, refresh('rt-1'), { status: 400, json: { error: 'invalid_grant' } });
    on.fetch(`${AS}/token`, refresh('rt-1'), { error: 'net::ERR_CONNECTION_RESET' });
    on.fetch(`${AS}/token`, refresh('rt-1'), { status: 502, text: 'bad gateway', mime: 'text/plain' });
    expect(deriveOAuth(on).flows[0]!.state).toMatchObject({ phase: 'failed', code: 'invalid_grant' });
  });

  test('an error of null is none, and lifetimes beside a nested token are its own', () => {
    const on = traffic();
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'password', username: 'a' } },
      { json: { error: null, expires_in: 100, token_type: 'Bearer', data: { access_token: 'nested' } } },
    );
    const { flows, tokens } = deriveOAuth(on);
    expect(flows[0]!.state.phase).toBe('complete');
    expect(tokens[0]!.expiresAt! - tokens[0]!.issuedAt!).toBe(100_000);
  });

  test('an answer that is an error issues no token, whatever it also holds', () => {
    const on = traffic();
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'password', username: 'a' } },
      { status: 400, json: { error: 'invalid_grant', access_token: 'x' } },
    );
    expect(deriveOAuth(on).tokens).toEqual([]);
  });

  test('a form with bare spaces is still a form where it is labelled so', () => {
    const on = traffic();
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'password', username: 'a' } },
      {
        text: 'error=bad_verification_code&error_description=The code passed is incorrect',
        mime: 'application/x-www-form-urlencoded',
      },
    );
    expect(deriveOAuth(on).flows[0]!.state).toMatchObject({
      code: 'bad_verification_code',
      description: 'The code passed is incorrect',
    });
  });

  test('an ID token sent to an API is known as what it is', () => {
    const on = traffic();
    on.fetch(`${API}/x`, { headers: { authorization: `Bearer ${idToken()}` } });
    expect(deriveOAuth(on).tokens[0]).toMatchObject({ kind: 'id', format: 'jwt' });
  });

  test('a refresh after a token response that could not be read is held to be of the one flow it can be of', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(
      `${AS}/token`,
      { form: codeForm() },
      { body: { state: 'unavailable', reason: 'devtools-closed' } },
    );
    on.fetch(`${AS}/token`, refresh('unread'), { json: tokenResponse({ refresh_token: 'rt-2' }) });
    on.fetch(`${AS}/token`, refresh('stranger'), {
      json: tokenResponse({ access_token: 'at-3', refresh_token: 'rt-3', id_token: undefined }),
    });
    const { flows } = deriveOAuth(on);
    expect(flows.map(kinds)).toEqual([
      ['authorization_request', 'authorization_response', 'token_request', 'refresh_request'],
      ['refresh_request'],
    ]);
    expect(flows[0]!.steps[3]!.join).toEqual({ key: 'client_id', confidence: 'inferred' });
  });

  test('of two flows whose token responses could not be read, neither is given a refresh', () => {
    const on = traffic();
    for (const n of ['a', 'b']) {
      on.visit([authorizeUrl({ state: n, nonce: n, code_challenge: n }), callbackUrl({ state: n, code: n })]);
      on.fetch(
        `${AS}/token`,
        { form: codeForm({ code: n }) },
        { body: { state: 'unavailable', reason: 'other-tab' } },
      );
    }
    on.fetch(`${AS}/token`, refresh('unread'), { json: tokenResponse() });
    expect(deriveOAuth(on).flows.map((flow) => flow.grant)).toEqual([
      'authorization_code',
      'authorization_code',
      'refresh_token',
    ]);
  });

  test('a credential in the query is told as that', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(
      `${AS}/token?${query({ grant_type: 'authorization_code', client_id: 'spa', client_secret: 's', code: 'code-1' })}`,
      {},
      { json: tokenResponse() },
    );
    expect(deriveOAuth(on).tokens.find((token) => token.kind === 'code')!.uses[0]!.carrier).toBe('query');
  });
});

test('a registration whose answer was not seen is held to be of the next sign-in at its server', () => {
  const on = traffic();
  const unseen = { state: 'unavailable', reason: 'page-left' } as const;
  on.fetch(`${AS}/reg`, { json: { redirect_uris: [CALLBACK] } }, { status: 201, body: unseen });
  signIn(on);
  const [flow] = deriveOAuth(on).flows;
  expect(flow!.steps[0]).toMatchObject({
    kind: 'client_registration',
    join: { key: 'issuer', confidence: 'inferred' },
  });
});

test('response_type=none is answered by the state alone, which completes it', () => {
  const on = traffic();
  on.visit([authorizeUrl({ response_type: 'none' }), `${CALLBACK}?state=other`, `${CALLBACK}?state=st-1`]);
  const [flow] = deriveOAuth(on).flows;
  expect(kinds(flow)).toEqual(['authorization_request', 'authorization_response']);
  expect(flow).toMatchObject({ responseType: ['none'], state: { phase: 'complete' } });
});

test.each(['#/access_token=at-9&', '#/callback?access_token=at-9&', '#!/access_token=at-9&'])(
  'a hash router’s path before the fragment’s parameters is no part of them: %s',
  (fragment) => {
    const on = traffic();
    const home = `${APP}/`;
    const asked = authorizeUrl({ response_type: 'token', redirect_uri: home });
    on.visit([asked, `${home}${fragment}token_type=bearer&expires_in=60&state=st-1`]);
    const { flows, tokens } = deriveOAuth(on);
    expect(flows[0]!.state.phase).toBe('complete');
    expect(tokens.map(({ value }) => value)).toEqual(['at-9']);
  },
);

test('a client that attests its app is confidential, and is shown so', () => {
  const on = traffic();
  const headers = { 'OAuth-Client-Attestation': 'ey.a.b', 'OAuth-Client-Attestation-PoP': 'ey.a.b' };
  on.fetch(`${AS}/token`, { form: codeForm(), headers }, { json: tokenResponse() });
  const [flow] = deriveOAuth(on).flows;
  expect(flow!.client).toMatchObject({ kind: 'confidential', authentication: 'attest_jwt_client_auth' });
});

test('a use repeated with the nonce that was asked for is a step of its own, and later ones are not', () => {
  const on = traffic();
  signIn(on);
  const use = { headers: { authorization: 'DPoP at-1' } };
  const challenge = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n' };
  on.fetch(`${API}/x`, use, { status: 401, headers: challenge });
  on.fetch(`${API}/x`, use, { json: {} });
  on.fetch(`${API}/x`, use, { json: {} });
  const [flow] = deriveOAuth(on).flows;
  const outcomes = flow!.steps
    .filter(({ kind }) => kind === 'resource_request')
    .map(({ outcome }) => outcome);
  expect(outcomes).toMatchObject([{ state: 'oauth-error', code: 'use_dpop_nonce' }, { state: 'ok' }]);
});

test('a silent request whose page is loaded waits for nobody', () => {
  const on = traffic();
  on.visit([authorizeUrl({ prompt: 'none' })], { type: 'sub_frame', frame: 2 });
  expect(phases(on)).toEqual(['in-progress']);
  const later = deriveOAuth({ ...on, now: on.now + 11_000 }).flows[0]!.state;
  expect(later).toMatchObject({ phase: 'failed', code: 'no_answer' });
});

test('discovery that fails again and again is told once', () => {
  const on = traffic();
  for (let n = 0; n < 3; n += 1)
    on.fetch(`${AS}/.well-known/openid-configuration`, {}, { error: 'net::ERR_FAILED' });
  const { flows } = deriveOAuth(on);
  expect(flows).toHaveLength(1);
  expect(flows[0]!.steps).toHaveLength(3);
});

test('a client that authenticates where it pushes its request is confidential', () => {
  const on = traffic();
  const form = Object.fromEntries(new URL(authorizeUrl()).searchParams);
  on.fetch(
    `${AS}/par`,
    { form, headers: { Authorization: 'Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW' } },
    { status: 201, json: { request_uri: 'urn:x' } },
  );
  expect(deriveOAuth(on).flows[0]!.client).toMatchObject({
    kind: 'confidential',
    authentication: 'client_secret_basic',
  });
});
