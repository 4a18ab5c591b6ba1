import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deriveOAuth } from '@/utils/oauth';
import { type Playground, startPlayground } from '../playground/index.ts';
import { createUserAgent, type Page } from './user-agent';

const s256 = (text: string) => createHash('sha256').update(text).digest('base64url');

describe('flows at oidc-provider, over real HTTP', () => {
  let playground: Playground;
  let agent: ReturnType<typeof createUserAgent>;
  let callback: string;
  let verifier: string;

  beforeAll(async () => {
    playground = await startPlayground();
    callback = `${playground.app}callback`;
  });
  afterAll(() => playground.close());
  beforeEach(() => {
    agent = createUserAgent(new URL(playground.app).origin);
    verifier = `${randomUUID()}${randomUUID()}`;
  });

  const request = (values: Record<string, string> = {}) => ({
    client_id: 'playground-spa',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid profile offline_access api:read',
    resource: playground.api,
    state: randomUUID(),
    nonce: randomUUID(),
    code_challenge: s256(verifier),
    code_challenge_method: 'S256',
    ...values,
  });

  const authorize = (values: Record<string, string>) =>
    agent.visit(`${playground.issuer}/auth?${new URLSearchParams(values)}`);

  /** Signs in and agrees on the pages that come. */
  async function through(page: Page): Promise<Page> {
    const signedIn = page.html.includes('name="password"')
      ? await agent.submit(page, { ...playground.account, action: 'sign-in' })
      : page;
    return signedIn.html.includes('id="allow"') ? agent.submit(signedIn, { action: 'allow' }) : signedIn;
  }

  const redeem = (code: string, values: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    agent.fetch(`${playground.issuer}/token`, {
      form: {
        grant_type: 'authorization_code',
        client_id: 'playground-spa',
        code,
        redirect_uri: callback,
        code_verifier: verifier,
        resource: playground.api,
        ...values,
      },
      headers,
    });

  const codeIn = (page: Page) => new URL(page.url).searchParams.get('code')!;
  const derive = () => deriveOAuth({ exchanges: agent.exchanges, navigations: [], tabs: [] });

  function only() {
    const { flows } = derive();
    expect(flows).toHaveLength(1);
    return flows[0]!;
  }

  test('sign-in, API, refresh with rotation, UserInfo, revocation', async () => {
    await agent.fetch(`${playground.issuer}/.well-known/openid-configuration`);
    const page = await through(await authorize(request({ prompt: 'consent' })));
    const tokens = await redeem(codeIn(page));
    await agent.fetch(`${playground.api}/api/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    const refreshed = await agent.fetch(`${playground.issuer}/token`, {
      form: {
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token!,
        client_id: 'playground-spa',
      },
    });
    const flow = only();
    expect(flow).toMatchObject({
      grant: 'authorization_code',
      client: { id: 'playground-spa', kind: 'public' },
      server: { issuer: playground.issuer, tokenEndpoint: `${playground.issuer}/token` },
      resourceServers: [playground.api],
      pkce: { method: 'S256', verified: true },
      state: { phase: 'complete' },
    });
    const kinds = flow.steps.map((step) => step.kind);
    expect(kinds.filter((kind) => kind !== 'authorization_interaction')).toEqual([
      'discovery',
      'authorization_request',
      'authorization_response',
      'token_request',
      'resource_request',
      'refresh_request',
    ]);
    expect(kinds).toContain('authorization_interaction');
    const { tokens: known } = derive();
    const access = known.find((token) => token.value === tokens.access_token)!;
    expect(access).toMatchObject({
      kind: 'access',
      format: 'jwt',
      expiryFrom: 'exp',
      audience: [playground.api],
    });
    expect(Math.abs(access.expiresAt! / 1000 - (access.claims!.exp as number))).toBeLessThan(2);
    const rotated = known.find((token) => token.value === refreshed.refresh_token)!;
    expect(known.find((token) => token.id === rotated.parentId)!.value).toBe(tokens.refresh_token);
    await agent.fetch(`${playground.issuer}/token/revocation`, {
      form: {
        token: refreshed.refresh_token!,
        token_type_hint: 'refresh_token',
        client_id: 'playground-spa',
      },
    });
    expect(only().state).toMatchObject({ phase: 'ended', by: 'revocation' });
  });

  test('UserInfo with an opaque token', async () => {
    const { resource: _, ...plain } = request({ scope: 'openid profile' });
    const page = await through(await authorize(plain));
    const tokens = await agent.fetch(`${playground.issuer}/token`, {
      form: {
        grant_type: 'authorization_code',
        client_id: 'playground-spa',
        code: codeIn(page),
        redirect_uri: callback,
        code_verifier: verifier,
      },
    });
    await agent.fetch(`${playground.issuer}/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    const flow = only();
    expect(flow.steps.at(-1)).toMatchObject({ kind: 'userinfo_request', outcome: { state: 'ok' } });
    expect(flow.subject).toBeTruthy();
  });

  test('a wrong verifier is proved wrong and the server agrees', async () => {
    const page = await through(await authorize(request()));
    await redeem(codeIn(page), { code_verifier: 'x'.repeat(43) });
    const flow = only();
    expect(flow.pkce?.verified).toBe(false);
    expect(flow.state).toMatchObject({ phase: 'failed', code: 'invalid_grant' });
  });

  test('a code redeemed twice keeps the flow’s success and shows the refusal', async () => {
    const page = await through(await authorize(request()));
    await redeem(codeIn(page));
    await redeem(codeIn(page));
    const flow = only();
    expect(flow.state.phase).toBe('complete');
    expect(flow.steps.at(-1)!.outcome).toMatchObject({ state: 'oauth-error', code: 'invalid_grant' });
  });

  test('access denied by the user', async () => {
    await agent.submit(await authorize(request()), { action: 'deny' });
    expect(only().state).toMatchObject({ phase: 'failed', code: 'access_denied' });
  });

  test('an unregistered redirect URI fails on the server’s own page', async () => {
    await authorize(request({ redirect_uri: `${playground.app}elsewhere` }));
    expect(only().state).toMatchObject({ phase: 'failed', code: 'invalid_redirect_uri' });
  });

  test('prompt=none without a session', async () => {
    await authorize(request({ prompt: 'none' }));
    expect(only().state).toMatchObject({ phase: 'failed', code: 'login_required' });
  });

  test('the login page waits for the user', async () => {
    await authorize(request());
    expect(only().state.phase).toBe('waiting-for-user');
  });

  test('the answer as a JWT in the query', async () => {
    const page = await through(await authorize(request({ response_mode: 'query.jwt' })));
    expect(new URL(page.url).searchParams.has('response')).toBe(true);
    const response = only().steps.find((step) => step.kind === 'authorization_response')!;
    const code = response.response.find(({ name, place }) => name === 'code' && place === 'jarm')!.value;
    await redeem(code);
    expect(only().state.phase).toBe('complete');
  });

  test('the answer as a posted form', async () => {
    const page = await through(
      await authorize(request({ response_mode: 'form_post', redirect_uri: `${playground.app}form-post` })),
    );
    await agent.submit(page, {});
    const response = only().steps.find((step) => step.kind === 'authorization_response');
    expect(response?.response.find(({ name }) => name === 'code')?.place).toBe('request-body');
    expect(response?.join).toEqual({ key: 'state', confidence: 'proved' });
  });

  test('a pushed request and a token bound to a key', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = await exportJWK(publicKey);
    const proof = (htm: string, htu: string) =>
      new SignJWT({ jti: randomUUID(), htm, htu })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
        .setIssuedAt()
        .sign(privateKey);
    const par = await agent.fetch(`${playground.issuer}/request`, {
      form: request({ client_id: 'playground-par' }),
    });
    const page = await through(
      await authorize({ client_id: 'playground-par', request_uri: par.request_uri! }),
    );
    const tokens = await redeem(
      codeIn(page),
      { client_id: 'playground-par' },
      { dpop: await proof('POST', `${playground.issuer}/token`) },
    );
    expect(tokens.token_type).toBe('DPoP');
    const flow = only();
    expect(flow.steps.slice(0, 2).map((step) => [step.kind, step.join.key])).toEqual([
      ['pushed_authorization_request', 'first'],
      ['authorization_request', 'request_uri'],
    ]);
    expect(flow.pkce?.verified).toBe(true);
    const access = derive().tokens.find((token) => token.kind === 'access')!;
    expect(access.boundKey).toBe((access.claims!.cnf as { jkt: string }).jkt);
  });

  test('client credentials and introspection', async () => {
    const headers = { authorization: `Basic ${btoa('playground-service:playground-service-secret')}` };
    const tokens = await agent.fetch(`${playground.issuer}/token`, {
      form: { grant_type: 'client_credentials' },
      headers,
    });
    await agent.fetch(`${playground.issuer}/token/introspection`, {
      form: { token: tokens.access_token! },
      headers,
    });
    expect(only()).toMatchObject({
      grant: 'client_credentials',
      client: { id: 'playground-service', kind: 'confidential', authentication: 'client_secret_basic' },
      state: { phase: 'complete' },
      steps: [{ kind: 'token_request' }, { kind: 'introspection_request', join: { key: 'access_token' } }],
    });
  });

  test('a device, a pending answer, the user’s page, the tokens', async () => {
    const opened = await agent.fetch(`${playground.issuer}/device/auth`, {
      form: { client_id: 'playground-device', scope: 'openid' },
    });
    const poll = () =>
      agent.fetch(`${playground.issuer}/token`, {
        form: {
          grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
          device_code: opened.device_code!,
          client_id: 'playground-device',
        },
      });
    await poll();
    expect(only().state.phase).toBe('waiting-for-user');
    const confirm = await agent.visit(opened.verification_uri_complete!);
    await through(await agent.submit(await agent.submit(confirm, {}), { confirm: 'yes' }));
    await poll();
    const flow = only();
    expect(flow).toMatchObject({ grant: 'device_code', state: { phase: 'complete' } });
    const kinds = flow.steps.map((step) => step.kind);
    expect(kinds.filter((kind) => kind !== 'device_verification')).toEqual([
      'device_authorization_request',
      'token_request',
      'token_request',
    ]);
    expect(kinds).toContain('device_verification');
  });

  test('logout through the confirmation page', async () => {
    const page = await through(await authorize(request()));
    const tokens = await redeem(codeIn(page));
    const url = new URL(`${playground.issuer}/session/end`);
    url.search = `${new URLSearchParams({ id_token_hint: tokens.id_token!, post_logout_redirect_uri: playground.app, state: 'bye' })}`;
    await agent.submit(await agent.visit(url.href), { logout: 'yes' });
    const flow = only();
    expect(flow.state).toMatchObject({ phase: 'ended', by: 'logout' });
    expect(flow.steps.at(-1)!.kind).toBe('end_session_response');
  });
});
