import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../drivers/index.ts';
import { type Lab, startLab } from './support/lab.ts';
import { tokenLines } from './support/outline.ts';
import { openStage, type Stage } from './support/stage.ts';

/** An authorization code redeemed with PKCE by a public client, from an outline's first line to its scopes. */
const publicClient = (client: string, mode: string, server: string, where: string, scope: string) => [
  `authorization_code code by ${mode}, PKCE S256 true`,
  `client ${client} public, none at SITE`,
  `server ${server}`,
  where,
  `scope ${scope}`,
];
const REQUEST = 'authorization_request ok by first proved';
const PAGES = 'authorization_interaction ok by request_chain proved';
const RESPONSE = 'authorization_response ok by state proved +code';
const REDEEMED = 'token_request ok by code proved ←code +access+id+refresh';

describe.each(BROWSERS)('clients of a page in %s', (kind) => {
  let lab: Lab;
  let on: Stage;

  beforeAll(async () => {
    lab = await startLab();
    on = await openStage(kind, `${lab.site}/hybrid`, lab.names);
  });

  afterAll(async () => {
    await on?.close();
    await lab?.close();
  });

  const open = (client: string) => on.open(`${lab.site}/${client}`);

  async function tokens() {
    const session = await on.recorder.session();
    return session.flows.flatMap((flow) => tokenLines(session, flow, lab.names));
  }

  describe('@auth0/auth0-spa-js', () => {
    test('signs in, and refreshes in its worker', async () => {
      await open('auth0');
      await on.page.click('#sign-in');
      await on.pass('body[data-done="callback"]');
      await on.page.click('#refresh');
      await on.done('refresh');
      await on.flows([
        ...publicClient(
          'auth0',
          'query',
          'AS/',
          'in tab, complete',
          'openid profile offline_access → openid profile',
        ),
        REQUEST,
        PAGES,
        RESPONSE,
        REDEEMED,
        'refresh_request ok by refresh_token proved ←refresh +access+id+refresh',
      ]);
      expect(await on.alarms()).toEqual([]);
    });

    test('renews in a hidden frame, whose page posts the code as a message', async () => {
      await on.recorder.clear();
      await on.page.click('#renew-framed');
      await on.done('renew-framed');
      await on.flows([
        ...publicClient(
          'auth0',
          'web_message',
          'AS/',
          'in frame, complete',
          'openid profile → openid profile',
        ),
        REQUEST,
        'authorization_response ok by request_chain proved +code',
        REDEEMED,
      ]);
      expect(await on.alarms()).toEqual([]);
    });

    test('signs out by its vendor’s own parameters', async () => {
      await on.page.click('#sign-out');
      await on.page.click('#confirm-sign-out');
      // The next test has to sign in again.
      await on.page.waitFor(() => document.body.textContent?.includes('You may close this page'));
      const signOut = async () => {
        const flow = (await on.recorder.session()).flows.at(-1);
        return flow?.steps.find(({ kind }) => kind === 'end_session_request');
      };
      await expect.poll(signOut).toMatchObject({
        join: { key: 'client_id', confidence: 'inferred' },
        outcome: { state: 'ok' },
      });
      expect(await on.alarms()).toEqual([]);
    });
  });

  test('oauth4webapi pushes its request, and repeats the token request with the server’s DPoP nonce', async () => {
    await open('dpop');
    await on.page.click('#sign-in');
    await on.pass('body[data-done="callback"]');
    await on.flows([
      ...publicClient('dpop', 'query', 'AS/', 'in tab, complete', 'openid profile → openid profile'),
      'discovery ok by issuer proved',
      'pushed_authorization_request ok by first proved',
      // The page leaves with the answer of the pushed request, before Chrome's DevTools has handed it over.
      expect.stringMatching(/^authorization_request ok by (request_uri proved|client_id inferred)$/),
      PAGES,
      RESPONSE,
      'token_request error use_dpop_nonce by code proved ←code',
      REDEEMED,
      'userinfo_request ok by access_token proved ←access',
    ]);
    expect(await tokens()).toEqual([
      'code opaque → form AS',
      'access opaque from code, bound → header-dpop AS',
      'refresh opaque from code',
      'id jwt from code',
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test.each(['query', 'fragment'])('oauth4webapi reads the answer out of a JWT in the %s', async (place) => {
    await open('jarm');
    await on.page.click(`#${place}`);
    await on.pass('body[data-done="callback"]');
    await on.flows([
      ...publicClient('jarm', `${place}.jwt`, 'AS/', 'in tab, complete', 'openid → openid'),
      'discovery ok by issuer proved',
      REQUEST,
      RESPONSE,
      'jwks ok by issuer proved',
      REDEEMED,
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('oauth4webapi polls for a device until its user has agreed', async () => {
    await open('device');
    await on.page.click('#ask');
    await on.done('ask');
    await on.page.click('#poll');
    await on.done('poll');
    const device = [
      'device_code',
      'client device public, none at SITE',
      'server AS/',
      'in page, waiting-for-user',
      'scope openid → -',
      'discovery ok by issuer proved',
      'device_authorization_request ok by first proved',
      'token_request error authorization_pending by device_code proved',
    ];
    await on.flows(device);
    // The person agrees in a tab of its own, as on another device.
    const uri = await on.page.evaluate(() => document.body.dataset.verification!);
    const verification = await on.browser.newPage(uri);
    await verification.click('[type=submit]');
    await verification.waitFor(() => location.pathname.startsWith('/interaction/'));
    await on.pass('body:not(:has(form))', verification);
    await on.page.evaluate(() => {
      delete document.body.dataset.done;
    });
    await on.page.click('#poll');
    await on.done('poll');
    await on.flows([
      ...device.with(3, 'in page, complete').with(4, 'scope openid → openid'),
      'token_request ok by device_code proved +access+id+refresh',
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('keycloak-js signs in by the fragment and refreshes', async () => {
    await open('keycloak');
    await on.page.click('#sign-in');
    await on.pass('body[data-done="callback"]');
    await on.page.click('#refresh');
    await on.done('refresh');
    await on.flows([
      ...publicClient('keycloak', 'fragment', 'AS/', 'in tab, complete', 'openid → openid'),
      REQUEST,
      RESPONSE,
      'discovery ok by issuer proved',
      REDEEMED,
      'refresh_request ok by refresh_token proved ←refresh +access+id+refresh',
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('@azure/msal-browser signs in by the fragment, and refreshes', async () => {
    await open('msal');
    await on.page.waitFor('body[data-done="started"]');
    await on.page.click('#sign-in');
    await on.pass('body[data-done="callback"]');
    await on.page.click('#refresh');
    await on.done('refresh');
    await on.flows([
      ...publicClient('msal', 'fragment', 'AS/', 'in tab, complete', 'openid profile → openid profile'),
      'discovery ok by issuer proved',
      REQUEST,
      RESPONSE,
      REDEEMED,
      'refresh_request ok by refresh_token proved ←refresh +access+id+refresh',
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('an implicit grant gives its tokens in the fragment, and UserInfo takes one', async () => {
    await open('grants');
    await on.page.click('#implicit');
    await on.pass('body[data-done="callback"]');
    await on.flows(
      [
        'implicit id_token+token by fragment',
        'client implicit unknown at SITE',
        'server AS/',
        'in tab, complete',
        'scope openid profile → openid profile',
        REQUEST,
        PAGES,
        'authorization_response ok by state proved +access+id',
        'userinfo_request ok by access_token proved ←access',
      ].map(String),
    );
    expect(await tokens()).toEqual(['access opaque → header-bearer AS', 'id jwt']);
    expect(await on.alarms()).toEqual([
      'oauth/implicit-grant: The access token is asked for in the redirect itself.',
      'oauth/token-in-fragment: The access token came in the fragment of the callback’s URL.',
    ]);
  });

  test('a hybrid answer posted as a form has its ID token, and a code for the server to redeem', async () => {
    await open('grants');
    await on.page.click('#hybrid');
    await on.pass('body[data-ready]:not(:has(#implicit))');
    await on.flows([
      'hybrid code+id_token by form_post, PKCE S256 unproved',
      'client hybrid unknown at SITE',
      'server AS/',
      'in tab, complete',
      'scope openid profile → -',
      REQUEST,
      PAGES,
      'authorization_response ok by state proved +code+id',
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('a password grant is a flow of one request, and its token is used', async () => {
    await open('grants');
    await on.page.click('#password');
    await on.flows([
      'password',
      'client undefined public, none at SITE',
      'server MOCK',
      'in page, complete',
      'scope api → api',
      'token_request ok by first proved +access+id+refresh',
      'userinfo_request ok by access_token proved ←access',
    ]);
    expect(await on.alarms()).toEqual([
      'oauth/password-grant: The user’s password was sent by the client (grant_type=password).',
    ]);
  });

  test('client credentials in a page are told by their Basic authentication', async () => {
    await open('grants');
    await on.page.click('#client-credentials');
    await on.flows([
      'client_credentials',
      'client page confidential, client_secret_basic at SITE',
      'server MOCK',
      'in page, complete',
      'scope api → api',
      'token_request ok by first proved +access',
    ]);
    expect(await on.alarms()).toEqual([
      'oauth/client-secret-in-page: The browser sent a client secret (HTTP Basic).',
      'oauth/client-credentials-in-page: A browser asked for a token with the client’s own credentials.',
    ]);
  });

  test('a JWT bearer assertion is exchanged for a token', async () => {
    await open('grants');
    await on.page.click('#jwt-bearer');
    await on.flows([
      'jwt_bearer',
      'client undefined public, none at SITE',
      'server MOCK',
      'in page, complete',
      'scope api → api',
      'token_request ok by first proved +access',
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test.each([
    ['the page', 'redeem'],
    ['a service worker', 'redeem-in-service-worker'],
    ['a web worker that ends at once', 'redeem-in-worker'],
    ['a shared worker', 'redeem-in-shared-worker'],
  ])('a code that %s redeems stays in its flow', async (_, who) => {
    await open('code');
    await on.page.click('#sign-in');
    await on.page.waitFor('body[data-callback]');
    await on.page.click(`#${who}`);
    await on.done(who);
    // DevTools has no body of a shared worker's requests, nor of those of a worker that is gone.
    const hidden = kind === 'chromium' && /in-(shared-)?worker$/.test(who);
    await on.flows([
      ...publicClient('code', 'query', 'MOCK', 'in tab, complete', hidden ? 'openid → -' : 'openid → dummy'),
      REQUEST,
      RESPONSE,
      hidden ? 'token_request not-visible by code proved ←code' : REDEEMED,
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('a client on a server redeems where no browser sees it, which is no failure', async () => {
    await open('code');
    await on.page.goto(`${lab.site}/web/login`);
    await on.page.waitFor('body[data-signed-in="true"]');
    await on.flows([
      'authorization_code code by query, PKCE S256 unproved',
      'client web unknown at SITE',
      'server MOCK',
      'in tab, not-visible',
      'scope openid → -',
      REQUEST,
      RESPONSE,
      'not_visible not-visible by code inferred',
    ]);
    expect(await on.alarms()).toEqual([]);
  });
});
