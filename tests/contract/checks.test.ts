import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CheckOptions, evaluateChecks } from '@/utils/checks';
import { deriveOAuth } from '@/utils/oauth';
import { proveSession } from '@/utils/oauth/proofs';
import { createSessionFold } from '@/utils/session';
import type { Session } from '@/utils/session/model';
import { type Playground, startPlayground } from '../playground/index.ts';
import { leaksOf, observationsOf } from '../unit/support/outputs';
import { recordedObservations } from '../unit/support/recorded';
import { createUserAgent, type Page } from './user-agent';

const s256 = (text: string) => createHash('sha256').update(text).digest('base64url');

async function judge(session: Session, options: CheckOptions = {}) {
  const report = evaluateChecks(session, { proofs: await proveSession(session), ...options });
  expect(report.broken).toEqual([]);
  const alarms = report.findings.filter(({ severity }) => severity !== 'information');
  return {
    alarms: alarms.map(({ checkId, message }) => `${checkId}: ${message}`),
    passed: report.passed.map(({ checkId }) => checkId),
    cannotSee: report.findings.filter(({ confidence }) => confidence === 'cannot-see'),
  };
}

describe('clean flows at oidc-provider raise no alarm', () => {
  let playground: Playground;
  let agent: ReturnType<typeof createUserAgent>;
  let verifier: string;

  beforeAll(async () => {
    playground = await startPlayground();
  });
  afterAll(() => playground.close());
  afterEach(() => expect(leaksOf(observationsOf(agent.exchanges))).toEqual([]));
  beforeEach(() => {
    agent = createUserAgent(new URL(playground.app).origin);
    verifier = `${randomUUID()}${randomUUID()}`;
  });

  const callback = () => `${playground.app}callback`;
  const request = (values: Record<string, string> = {}) => ({
    client_id: 'playground-spa',
    response_type: 'code',
    redirect_uri: callback(),
    scope: 'openid profile api:read',
    resource: playground.api,
    state: randomUUID(),
    nonce: randomUUID(),
    code_challenge: s256(verifier),
    code_challenge_method: 'S256',
    ...values,
  });
  const authorize = (values: Record<string, string>) =>
    agent.visit(`${playground.issuer}/auth?${new URLSearchParams(values)}`);

  async function through(page: Page): Promise<string> {
    const signedIn = page.html.includes('name="password"')
      ? await agent.submit(page, { ...playground.account, action: 'sign-in' })
      : page;
    const end = signedIn.html.includes('id="allow"')
      ? await agent.submit(signedIn, { action: 'allow' })
      : signedIn;
    return new URL(end.url).searchParams.get('code')!;
  }

  const redeem = (code: string, values: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    agent.fetch(`${playground.issuer}/token`, {
      form: {
        grant_type: 'authorization_code',
        client_id: 'playground-spa',
        code,
        redirect_uri: callback(),
        code_verifier: verifier,
        resource: playground.api,
        ...values,
      },
      headers,
    });

  async function learn() {
    const metadata = await agent.fetch(`${playground.issuer}/.well-known/openid-configuration`);
    await agent.fetch(metadata.jwks_uri!);
  }

  function session(): Session {
    const { exchanges } = agent;
    const { flows, tokens } = deriveOAuth({ exchanges, navigations: [], tabs: [] });
    return {
      sockets: [],
      flows,
      tokens,
      links: [],
      stories: [],
      exchanges: new Map(exchanges.map((exchange) => [exchange.id, exchange])),
      navigations: [],
      marks: [],
    };
  }

  test('a single-page client: sign-in, API, refresh, logout', async () => {
    await learn();
    const tokens = await redeem(
      await through(
        await authorize(request({ scope: 'openid profile offline_access api:read', prompt: 'consent' })),
      ),
    );
    await agent.fetch(`${playground.api}/api/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    await agent.fetch(`${playground.issuer}/token`, {
      form: {
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token!,
        client_id: 'playground-spa',
      },
    });
    const url = new URL(`${playground.issuer}/session/end`);
    url.search = `${new URLSearchParams({ id_token_hint: tokens.id_token!, post_logout_redirect_uri: playground.app, state: 'bye' })}`;
    await agent.submit(await agent.visit(url.href), { logout: 'yes' });
    const { alarms, passed, cannotSee } = await judge(session());
    expect(alarms).toEqual([]);
    expect(cannotSee).toEqual([]);
    expect(passed).toEqual(
      expect.arrayContaining([
        'oauth/pkce-present',
        'oauth/pkce-proof',
        'oauth/state-returned',
        'oauth/issuer-returned',
        'oauth/jwt-signature',
        'oauth/id-token-nonce',
        'oauth/token-time',
        'oauth/refresh-token-rotation',
        'oauth/metadata-issuer',
        'oauth/logout-request',
      ]),
    );
    expect((await judge(session(), { profile: 'oauth2.1' })).alarms).toEqual([]);
    expect((await judge(session(), { profile: 'browser-public' })).alarms).toEqual([]);
  });

  test('the answer as a posted form, and as a signed response (JARM)', async () => {
    await learn();
    const redirectUri = `${playground.app}form-post`;
    const posted = await authorize(
      request({ response_mode: 'form_post', redirect_uri: redirectUri, prompt: 'login' }),
    );
    const signedIn = await agent.submit(posted, { ...playground.account, action: 'sign-in' });
    const form = signedIn.html.includes('id="allow"')
      ? await agent.submit(signedIn, { action: 'allow' })
      : signedIn;
    await agent.submit(form, {});
    verifier = `${randomUUID()}${randomUUID()}`;
    await authorize(request({ response_mode: 'jwt' }));
    const { alarms, passed } = await judge(session());
    expect(alarms).toEqual([]);
    expect(passed).toEqual(
      expect.arrayContaining(['oauth/form-post-no-store', 'oauth/jarm', 'oauth/state-returned']),
    );
  });

  test('a pushed request and tokens bound to a key, also by FAPI 2.0', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = await exportJWK(publicKey);
    const proof = (htm: string, htu: string) =>
      new SignJWT({ jti: randomUUID(), htm, htu })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
        .setIssuedAt()
        .sign(privateKey);
    await learn();
    const par = await agent.fetch(`${playground.issuer}/request`, {
      form: request({ client_id: 'playground-par' }),
    });
    const code = await through(
      await authorize({ client_id: 'playground-par', request_uri: par.request_uri! }),
    );
    await redeem(
      code,
      { client_id: 'playground-par' },
      { dpop: await proof('POST', `${playground.issuer}/token`) },
    );
    const { alarms, passed } = await judge(session(), { profile: 'fapi2' });
    expect(alarms).toEqual([]);
    expect(passed).toEqual(
      expect.arrayContaining(['oauth/dpop-proof', 'oauth/fapi2-profile', 'oauth/pkce-proof']),
    );
  });
});

describe.each(['chromium', 'firefox'] as const)('a laboratory sign-in as %s reported it', (name) => {
  test('shows what is wrong with that server, the same in both browsers, and nothing of the transport', async () => {
    const fold = createSessionFold();
    const local = JSON.stringify(recordedObservations(name)).replaceAll(/\.test(:|%3A)/g, '.localhost$1');
    fold.apply(JSON.parse(local));
    expect(fold.session.flows.length).toBeGreaterThan(2);
    const { alarms } = await judge(fold.session);
    expect([...new Set(alarms.map((alarm) => alarm.split(':')[0]))].sort()).toEqual([
      'oauth/credential-strength',
      'oauth/form-post-no-store',
      'oauth/framable-page',
      'oauth/password-grant',
      'oauth/pkce-challenge-reused',
      'oauth/pkce-present',
      'oauth/pkce-verifier-format',
      'oauth/state-strength',
      'websocket/token-in-url',
    ]);
  });
});
