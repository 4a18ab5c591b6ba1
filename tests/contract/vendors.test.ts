import { afterEach, describe, expect, test } from 'vitest';
import { deriveOAuth } from '@/utils/oauth';
import { leaksOf, observationsOf } from '../unit/support/outputs';
import { CODE, EXPIRED, startVendor } from './support/vendor-server';
import * as vendors from './support/vendors';
import { createUserAgent } from './user-agent';

const SECRET = 'a client secret of a vendor';

/** A client at a vendor's loopback server: what it asks, and what is derived from the recorded exchanges. */
async function at(vendor: vendors.Vendor, code: string = CODE) {
  const server = await startVendor(vendor);
  const agent = createUserAgent(server.origin);
  const callback = `${server.origin}/client/callback`;
  const request = {
    client_id: 'app',
    redirect_uri: callback,
    state: code === CODE ? 'st-1' : 'late',
    scope: 'a b',
  };
  const query = (values: Record<string, string>) => new URLSearchParams(values).toString();
  open.push(server.close);
  agents.push(agent);
  return {
    agent,
    origin: server.origin,
    callback,
    request,
    authorize: (path: string, values: Record<string, string> = {}) =>
      agent.visit(`${server.origin}${path}?${query({ ...request, response_type: 'code', ...values })}`),
    visit: (path: string, values: Record<string, string>) =>
      agent.visit(`${server.origin}${path}?${query(values)}`),
    get: (path: string, values: Record<string, string>) =>
      agent.request(`${server.origin}${path}?${query(values)}`),
    post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      agent.request(`${server.origin}${path}`, { form, headers }),
    flow() {
      const { flows, tokens } = deriveOAuth({ exchanges: agent.exchanges, navigations: [], tabs: [] });
      expect(flows).toHaveLength(1);
      const issued = tokens
        .filter(({ kind }) => kind !== 'code')
        .map(({ kind, value, scope, expiresAt, issuedAt }) => ({
          kind,
          value,
          scope,
          seconds: expiresAt && issuedAt ? Math.round((expiresAt - issuedAt) / 1000) : undefined,
        }));
      return { flow: flows[0]!, issued };
    },
  };
}

const open: (() => Promise<void>)[] = [];
const agents: ReturnType<typeof createUserAgent>[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
  for (const { exchanges } of agents.splice(0)) expect(leaksOf(observationsOf(exchanges))).toEqual([]);
});

const redemption = (callback: string, code: string = CODE) => ({
  grant_type: 'authorization_code',
  client_id: 'app',
  client_secret: SECRET,
  redirect_uri: callback,
  code,
});
const { grant_type: _, ...WITHOUT_GRANT } = redemption('');

describe('GitHub', () => {
  test.each([
    ['', 'gho_16C7e42F292c6912E7'],
    ['application/json', 'gho_16C7e42F292c6912E7'],
  ])('answers a token in the format that “%s” accepts', async (accept, value) => {
    const on = await at(vendors.github);
    await on.authorize('/login/oauth/authorize', { scope: 'repo gist' });
    const headers: Record<string, string> = accept ? { accept } : {};
    await on.post('/login/oauth/access_token', { ...WITHOUT_GRANT, redirect_uri: on.callback }, headers);
    const { flow, issued } = on.flow();
    expect(flow).toMatchObject({
      grant: 'authorization_code',
      state: { phase: 'complete' },
      scopeAsked: 'repo gist',
      scopeGranted: 'repo,gist',
      client: { id: 'app', authentication: 'client_secret_post' },
    });
    expect(issued).toEqual([{ kind: 'access', value, scope: 'repo,gist', seconds: undefined }]);
  });

  test('says an error with status 200', async () => {
    const on = await at(vendors.github, EXPIRED);
    await on.authorize('/login/oauth/authorize');
    await on.post('/login/oauth/access_token', {
      ...WITHOUT_GRANT,
      code: EXPIRED,
      redirect_uri: on.callback,
    });
    expect(on.flow().flow.state).toMatchObject({ phase: 'failed', code: 'bad_verification_code' });
  });
});

describe('Slack', () => {
  test('answers two tokens in an envelope, each with its comma-separated scope', async () => {
    const on = await at(vendors.slack);
    await on.authorize('/oauth/v2/authorize', {
      scope: 'commands,incoming-webhook',
      user_scope: 'chat:write',
    });
    await on.post('/api/oauth.v2.access', { ...WITHOUT_GRANT, redirect_uri: on.callback });
    const { flow, issued } = on.flow();
    expect(flow.state.phase).toBe('complete');
    expect(issued.map(({ value, scope }) => [value, scope])).toEqual([
      ['xoxb-17653672481-19874698323', 'commands,incoming-webhook'],
      ['xoxp-1234', 'chat:write'],
    ]);
  });

  test('says ok: false with status 200', async () => {
    const on = await at(vendors.slack, EXPIRED);
    await on.authorize('/oauth/v2/authorize');
    await on.post('/api/oauth.v2.access', { ...WITHOUT_GRANT, code: EXPIRED });
    expect(on.flow().flow.state).toMatchObject({ phase: 'failed', code: 'invalid_code' });
  });
});

describe('Naver', () => {
  test('takes the secret in a GET, and tells the lifetime as text', async () => {
    const on = await at(vendors.naver);
    await on.authorize('/oauth2.0/authorize');
    await on.get('/oauth2.0/token', { ...redemption(on.callback), state: 'st-1' });
    const { flow, issued } = on.flow();
    expect(flow).toMatchObject({
      state: { phase: 'complete' },
      client: { authentication: 'client_secret_post' },
    });
    expect(issued.find(({ kind }) => kind === 'access')?.seconds).toBe(3_600);
  });

  test('says an error with status 200', async () => {
    const on = await at(vendors.naver, EXPIRED);
    await on.authorize('/oauth2.0/authorize');
    await on.get('/oauth2.0/token', { ...redemption(on.callback, EXPIRED), state: 'st-1' });
    expect(on.flow().flow.state).toMatchObject({ phase: 'failed', code: 'invalid_request' });
  });
});

describe('Facebook', () => {
  test('needs no response_type, appends #_=_, and redeems by GET', async () => {
    const on = await at(vendors.facebook);
    await on.visit('/v19.0/dialog/oauth', on.request);
    await on.get('/v19.0/oauth/access_token', { ...WITHOUT_GRANT, redirect_uri: on.callback });
    const { flow, issued } = on.flow();
    expect(flow).toMatchObject({ grant: 'authorization_code', state: { phase: 'complete' } });
    expect(flow.steps.map(({ kind, join }) => [kind, join.key])).toEqual([
      ['authorization_request', 'first'],
      ['authorization_response', 'state'],
      ['token_request', 'code'],
    ]);
    expect(issued[0]).toMatchObject({ value: 'EAAGm0PX4ZCpsBA', seconds: 5_183_944 });
  });

  test('nests its error', async () => {
    const on = await at(vendors.facebook, EXPIRED);
    await on.visit('/v19.0/dialog/oauth', on.request);
    await on.get('/v19.0/oauth/access_token', { ...WITHOUT_GRANT, code: EXPIRED, redirect_uri: on.callback });
    expect(on.flow().flow.state).toMatchObject({
      phase: 'failed',
      code: 'OAuthException',
      description: 'This authorization code has been used.',
    });
  });
});

test('Apple posts the code with the user beside it', async () => {
  const on = await at(vendors.apple);
  const page = await on.authorize('/auth/authorize', { response_mode: 'form_post', scope: 'name email' });
  await on.agent.submit(page, {});
  await on.post('/auth/token', redemption(on.callback));
  const { flow } = on.flow();
  expect(flow).toMatchObject({ responseMode: 'form_post', state: { phase: 'complete' } });
  const response = flow.steps.find(({ kind }) => kind === 'authorization_response')!;
  expect(response.response.find(({ name }) => name === 'user')?.place).toBe('request-body');
});

describe('Microsoft Entra', () => {
  async function signIn(code: string) {
    const on = await at(vendors.entra, code);
    await on.agent.visit(`${on.origin}/common/oauth2/v2.0/authorize`, {
      form: { ...on.request, response_type: 'code', response_mode: 'fragment' },
    });
    await on.post('/common/oauth2/v2.0/token', redemption(on.callback, code));
    return on.flow();
  }

  test('takes the authorization request as a POST and answers in the fragment', async () => {
    const { flow } = await signIn(CODE);
    expect(flow).toMatchObject({ responseMode: 'fragment', state: { phase: 'complete' } });
    expect(flow.steps.map(({ kind }) => kind)).toEqual([
      'authorization_request',
      'authorization_response',
      'token_request',
    ]);
  });

  test('names its own error in the description', async () => {
    expect((await signIn(EXPIRED)).flow.state).toMatchObject({
      phase: 'failed',
      code: 'invalid_grant',
      description: expect.stringContaining('AADSTS70008'),
    });
  });
});

describe('Kakao', () => {
  test('tells a lifetime for the refresh token too', async () => {
    const on = await at(vendors.kakao);
    await on.authorize('/oauth/authorize');
    await on.post('/oauth/token', redemption(on.callback));
    const { issued } = on.flow();
    expect(issued.map(({ kind, seconds }) => [kind, seconds])).toEqual([
      ['access', 43_199],
      ['refresh', 5_184_000],
    ]);
  });

  test('says the registered error beside its own code', async () => {
    const on = await at(vendors.kakao, EXPIRED);
    await on.authorize('/oauth/authorize');
    await on.post('/oauth/token', redemption(on.callback, EXPIRED));
    expect(on.flow().flow.state).toMatchObject({ phase: 'failed', code: 'invalid_grant' });
  });
});

describe('WeChat', () => {
  const asked = { appid: 'wx1', secret: SECRET, grant_type: 'authorization_code' };

  async function signIn(code: string) {
    const on = await at(vendors.wechat, code);
    const { client_id: _, ...rest } = on.request;
    await on.visit('/connect/qrconnect', { ...rest, appid: 'wx1', response_type: 'code' });
    await on.get('/sns/oauth2/access_token', { ...asked, code });
    return on.flow();
  }

  test('knows the client as appid, and answers JSON as plain text without a token type', async () => {
    const { flow, issued } = await signIn(CODE);
    expect(flow).toMatchObject({ client: { id: 'wx1' }, state: { phase: 'complete' } });
    expect(issued.map(({ kind, value }) => [kind, value])).toEqual([
      ['access', 'wx-at'],
      ['refresh', 'wx-rt'],
    ]);
  });

  test('says errcode with status 200', async () => {
    expect((await signIn(EXPIRED)).flow.state).toMatchObject({ phase: 'failed', code: '40029' });
  });
});

test('LINE signs its ID token with the channel secret', async () => {
  const on = await at(vendors.line);
  await on.authorize('/oauth2/v2.1/authorize', { scope: 'profile openid', nonce: 'n' });
  await on.post('/oauth2/v2.1/token', redemption(on.callback));
  const { tokens } = deriveOAuth({ exchanges: on.agent.exchanges, navigations: [], tabs: [] });
  expect(tokens.find(({ kind }) => kind === 'id')).toMatchObject({
    format: 'jwt',
    header: { alg: 'HS256' },
    claims: { iss: on.origin, aud: 'app' },
  });
  expect(on.flow().flow).toMatchObject({ subject: 'U1', state: { phase: 'complete' } });
});

describe('Auth0', () => {
  test('takes a token request in JSON', async () => {
    const on = await at(vendors.auth0);
    await on.authorize('/authorize', { audience: 'https://api.example/' });
    await on.agent.request(`${on.origin}/oauth/token`, { json: redemption(on.callback) });
    expect(on.flow().flow).toMatchObject({
      state: { phase: 'complete' },
      client: { authentication: 'client_secret_post' },
    });
  });

  test('asks for a second factor with an error', async () => {
    const on = await at(vendors.auth0, EXPIRED);
    await on.authorize('/authorize');
    await on.agent.request(`${on.origin}/oauth/token`, { json: redemption(on.callback, EXPIRED) });
    expect(on.flow().flow.steps.at(-1)?.outcome).toMatchObject({
      state: 'oauth-error',
      code: 'mfa_required',
    });
  });
});

test('Keycloak answers in the fragment with its issuer and session', async () => {
  const on = await at(vendors.keycloak);
  const base = '/realms/demo/protocol/openid-connect';
  await on.authorize(`${base}/auth`, { response_mode: 'fragment' });
  await on.post(`${base}/token`, redemption(on.callback));
  const { flow, issued } = on.flow();
  expect(flow).toMatchObject({
    server: { issuer: `${on.origin}/realms/demo` },
    state: { phase: 'complete' },
  });
  expect(issued.map(({ kind, seconds }) => [kind, seconds])).toEqual([
    ['access', 300],
    ['refresh', 1_800],
  ]);
});

test('Notion redeems by JSON under Basic authentication', async () => {
  const on = await at(vendors.notion);
  await on.authorize('/v1/oauth/authorize', { owner: 'user' });
  await on.agent.request(`${on.origin}/v1/oauth/token`, {
    json: { grant_type: 'authorization_code', code: CODE, redirect_uri: on.callback },
    headers: { authorization: `Basic ${btoa(`app:${SECRET}`)}` },
  });
  expect(on.flow().flow).toMatchObject({
    state: { phase: 'complete' },
    client: { id: 'app', kind: 'confidential', authentication: 'client_secret_basic' },
  });
});

test('Withings wraps its answer in a body', async () => {
  const on = await at(vendors.withings);
  await on.authorize('/oauth2_user/authorize2', { scope: 'user.info,user.metrics' });
  await on.post('/v2/oauth2', { ...redemption(on.callback), action: 'requesttoken' });
  const { flow, issued } = on.flow();
  expect(flow).toMatchObject({ state: { phase: 'complete' }, scopeGranted: 'user.info,user.metrics' });
  expect(issued.map(({ value }) => value)).toEqual(['wi-at', 'wi-rt']);
});

test('Google’s tokens come from another host, with the scopes that were granted before', async () => {
  const on = await at(vendors.googleAccounts);
  const tokens = await startVendor(vendors.googleTokens);
  open.push(tokens.close);
  await on.authorize('/o/oauth2/v2/auth', { scope: 'openid', include_granted_scopes: 'true' });
  await on.agent.request(`${tokens.origin}/token`, { form: redemption(on.callback) });
  const { flow, issued } = on.flow();
  expect(flow).toMatchObject({
    state: { phase: 'complete' },
    scopeAsked: 'openid',
    scopeGranted: 'openid https://www.googleapis.com/auth/drive.file',
    server: { origin: on.origin, tokenEndpoint: `${tokens.origin}/token` },
  });
  expect(issued.map(({ kind }) => kind)).toEqual(['access']);
});

test('Okta posts the answer from a page that does not name its mode', async () => {
  const on = await at(vendors.okta);
  await on.authorize('/oauth2/v1/authorize', {
    response_mode: 'okta_post_message',
    prompt: 'none',
    sessionToken: 'st',
  });
  await on.post('/oauth2/v1/token', redemption(on.callback));
  const { flow } = on.flow();
  expect(flow).toMatchObject({ responseMode: 'okta_post_message', state: { phase: 'complete' } });
  expect(flow.steps.map(({ kind }) => kind)).toEqual([
    'authorization_request',
    'authorization_response',
    'token_request',
  ]);
});

describe('TikTok', () => {
  async function signIn(code: string) {
    const on = await at(vendors.tiktok, code);
    const { client_id: _, ...rest } = on.request;
    await on.visit('/v2/auth/authorize/', { ...rest, client_key: 'tt', response_type: 'code' });
    const { client_id: __, ...redeemed } = redemption(on.callback, code);
    await on.post('/v2/oauth/token/', { ...redeemed, client_key: 'tt' });
    return on.flow();
  }

  test('knows the client by a key, and tells the refresh token’s lifetime', async () => {
    const { flow, issued } = await signIn(CODE);
    expect(flow).toMatchObject({ client: { id: 'tt' }, state: { phase: 'complete' } });
    expect(issued.map(({ kind, seconds }) => [kind, seconds])).toEqual([
      ['access', 86_400],
      ['refresh', 31_536_000],
    ]);
  });

  test('says an error with status 200', async () => {
    expect((await signIn(EXPIRED)).flow.state).toMatchObject({ phase: 'failed', code: 'invalid_grant' });
  });
});

describe('QQ', () => {
  test('answers by GET with a form that is called HTML', async () => {
    const on = await at(vendors.qq);
    await on.authorize('/oauth2.0/authorize');
    await on.get('/oauth2.0/token', redemption(on.callback));
    const { flow, issued } = on.flow();
    expect(flow.state.phase).toBe('complete');
    expect(issued.map(({ kind, value }) => [kind, value])).toEqual([
      ['access', 'FE04CCE2'],
      ['refresh', '88E4BE14'],
    ]);
  });

  test('wraps its error in a callback', async () => {
    const on = await at(vendors.qq, EXPIRED);
    await on.authorize('/oauth2.0/authorize');
    await on.get('/oauth2.0/token', redemption(on.callback, EXPIRED));
    expect(on.flow().flow.state).toMatchObject({ phase: 'failed', code: '100019' });
  });
});

test('Azure DevOps takes the code as an assertion', async () => {
  const on = await at(vendors.devops);
  await on.authorize('/oauth2/authorize', { response_type: 'Assertion' });
  await on.post('/oauth2/token', {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: SECRET,
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: CODE,
    redirect_uri: on.callback,
  });
  const { flow, issued } = on.flow();
  expect(flow.state.phase).toBe('complete');
  expect(flow.steps.map(({ kind, join }) => [kind, join.key])).toEqual([
    ['authorization_request', 'first'],
    ['authorization_response', 'state'],
    ['token_request', 'code'],
  ]);
  expect(issued.map(({ kind, seconds }) => [kind, seconds])).toEqual([
    ['access', 3_599],
    ['refresh', undefined],
  ]);
});
