import { describe, expect, test } from 'vitest';
import { deriveOAuth } from '@/utils/oauth';
import {
  APP,
  AS,
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  codeForm,
  jwt,
  query,
  type Traffic,
  tokenResponse,
  traffic,
} from './support/traffic';

const access = (on: Traffic) => deriveOAuth(on).tokens.filter((token) => token.kind === 'access');

function authorized(values: Record<string, string> = {}, drop: readonly string[] = []): Traffic {
  const on = traffic();
  const url = new URL(authorizeUrl({ ...values }));
  for (const name of drop) url.searchParams.delete(name);
  on.visit([url.href, callbackUrl()]);
  return on;
}

function only(on: Traffic) {
  const { flows } = deriveOAuth(on);
  expect(flows).toHaveLength(1);
  return flows[0]!;
}

describe('vendor oddities', () => {
  test('a form-encoded token response without grant_type, labelled as form or as text', () => {
    for (const mime of ['application/x-www-form-urlencoded; charset=utf-8', 'text/plain']) {
      const on = authorized();
      on.fetch(
        `${AS}/login/oauth/access_token`,
        { form: { client_id: 'spa', client_secret: 's', code: 'code-1' } },
        { text: 'access_token=gho_16&scope=repo%2Cgist&token_type=bearer', mime },
      );
      const flow = only(on);
      expect(flow).toMatchObject({
        state: { phase: 'complete' },
        scopeGranted: 'repo,gist',
        grant: 'authorization_code',
      });
      expect(access(on)[0]!.value).toBe('gho_16');
    }
  });

  test('an error with status 200 is an error', () => {
    const on = authorized();
    on.fetch(
      `${AS}/login/oauth/access_token`,
      { form: { client_id: 'spa', client_secret: 's', code: 'code-1' } },
      {
        text: 'error=bad_verification_code&error_description=The+code+has+expired',
        mime: 'application/x-www-form-urlencoded',
      },
    );
    expect(only(on).state).toMatchObject({
      phase: 'failed',
      code: 'bad_verification_code',
      description: 'The code has expired',
    });
  });

  test('an XML token response', () => {
    const on = authorized();
    on.fetch(
      `${AS}/login/oauth/access_token`,
      { form: { client_id: 'spa', client_secret: 's', code: 'code-1' } },
      {
        text: '<OAuth><token_type>bearer</token_type><scope>repo,gist</scope><access_token>gho_xml</access_token></OAuth>',
        mime: 'application/xml',
      },
    );
    expect(only(on).state.phase).toBe('complete');
    expect(access(on)[0]).toMatchObject({ value: 'gho_xml', scope: 'repo,gist' });
  });

  test('tokens nested beside each other, comma scopes, an ok envelope', () => {
    const on = authorized();
    on.fetch(
      `${AS}/api/oauth.v2.access`,
      { form: { code: 'code-1', client_id: 'spa', client_secret: 's' } },
      {
        json: {
          ok: true,
          access_token: 'xoxb',
          scope: 'commands,incoming-webhook',
          authed_user: { id: 'U1', scope: 'chat:write', access_token: 'xoxp', token_type: 'user' },
        },
      },
    );
    expect(only(on).state.phase).toBe('complete');
    expect(access(on).map((token) => [token.value, token.scope])).toEqual([
      ['xoxb', 'commands,incoming-webhook'],
      ['xoxp', 'chat:write'],
    ]);
    const failed = authorized();
    failed.fetch(
      `${AS}/api/oauth.v2.access`,
      { form: { code: 'code-1', client_id: 'spa', client_secret: 's' } },
      { json: { ok: false, error: 'invalid_code' } },
    );
    expect(only(failed).state).toMatchObject({ phase: 'failed', code: 'invalid_code' });
  });

  test('a token by GET with the secret in the query and a lifetime as a string', () => {
    const on = authorized();
    on.fetch(
      `${AS}/oauth2.0/token?${query({ grant_type: 'authorization_code', client_id: 'spa', client_secret: 's', code: 'code-1', state: 'st-1' })}`,
      {},
      { json: { access_token: 'nav', refresh_token: 'r', token_type: 'bearer', expires_in: '3600' } },
    );
    const flow = only(on);
    const token = access(on)[0]!;
    expect(token.expiresAt! - token.issuedAt!).toBe(3_600_000);
    on.fetch(
      `${AS}/oauth2.0/token?${query({ grant_type: 'delete', client_id: 'spa', client_secret: 's', access_token: 'nav' })}`,
      {},
      { json: { access_token: 'nav', result: 'success' } },
    );
    expect(only(on).state).toMatchObject({ phase: 'ended', by: 'revocation' });
    expect(flow.client.authentication).toBe('client_secret_post');
  });

  test('no response_type, a token by GET, and #_=_ appended', () => {
    const on = traffic();
    on.visit([
      `${AS}/v19.0/dialog/oauth?${query({ client_id: 'fb', redirect_uri: CALLBACK, state: 'f', scope: 'email' })}`,
      `${CALLBACK}?code=fc&state=f#_=_`,
    ]);
    on.fetch(
      `${AS}/v19.0/oauth/access_token?${query({ client_id: 'fb', redirect_uri: CALLBACK, client_secret: 's', code: 'fc' })}`,
      {},
      { json: { access_token: 'EAA', token_type: 'bearer', expires_in: 5183944 } },
    );
    const flow = only(on);
    expect(flow).toMatchObject({ grant: 'authorization_code', state: { phase: 'complete' } });
  });

  test('a structured error', () => {
    const on = authorized();
    on.fetch(
      `${AS}/oauth/access_token?${query({ client_id: 'spa', redirect_uri: CALLBACK, client_secret: 's', code: 'code-1' })}`,
      {},
      {
        status: 400,
        json: {
          error: { message: 'This authorization code has been used.', type: 'OAuthException', code: 100 },
        },
      },
    );
    expect(only(on).state).toMatchObject({ phase: 'failed', code: 'OAuthException' });
  });

  test('appid and secret, by GET, without a token type', () => {
    const on = traffic();
    on.visit([
      `${AS}/connect/qrconnect?${query({ appid: 'wx', redirect_uri: CALLBACK, response_type: 'code', scope: 'snsapi_login', state: 'w' })}`,
      `${CALLBACK}?code=wc&state=w`,
    ]);
    on.fetch(
      `${AS}/sns/oauth2/access_token?${query({ appid: 'wx', secret: 's', code: 'wc', grant_type: 'authorization_code' })}`,
      {},
      { json: { access_token: 'wt', expires_in: 7200, refresh_token: 'wr', openid: 'o' } },
    );
    expect(only(on)).toMatchObject({ client: { id: 'wx' }, state: { phase: 'complete' } });
    on.fetch(
      `${AS}/sns/oauth2/access_token?${query({ appid: 'wx', secret: 's', code: 'wc', grant_type: 'authorization_code' })}`,
      {},
      { json: { errcode: 40029, errmsg: 'invalid code' } },
    );
    expect(only(on).steps.at(-1)!.outcome).toMatchObject({ state: 'oauth-error', code: '40029' });
  });

  test('client_key, and tokens in JSON', () => {
    const on = traffic();
    on.visit([
      `${AS}/v2/auth/authorize/?${query({ client_key: 'tt', redirect_uri: CALLBACK, response_type: 'code', scope: 'user.info.basic', state: 't' })}`,
      `${CALLBACK}?code=tc&state=t&scopes=user.info.basic`,
    ]);
    on.fetch(
      `${AS}/v2/oauth/token/`,
      {
        form: {
          client_key: 'tt',
          client_secret: 's',
          code: 'tc',
          grant_type: 'authorization_code',
          redirect_uri: CALLBACK,
        },
      },
      {
        json: {
          access_token: 'x',
          expires_in: 86400,
          open_id: 'o',
          refresh_expires_in: 31536000,
          refresh_token: 'y',
        },
      },
    );
    expect(only(on)).toMatchObject({ client: { id: 'tt' }, state: { phase: 'complete' } });
    expect(deriveOAuth(on).tokens.find((token) => token.kind === 'refresh')!.expiryFrom).toBe('expires_in');
  });

  test('a token request and response in JSON', () => {
    const on = authorized();
    on.fetch(`${AS}/oauth/token`, { json: codeForm() }, { json: tokenResponse() });
    expect(only(on)).toMatchObject({ state: { phase: 'complete' }, pkce: { verified: true } });
  });

  test('tokens wrapped in a body', () => {
    const on = authorized();
    on.fetch(
      `${AS}/v2/oauth2`,
      {
        form: {
          action: 'requesttoken',
          grant_type: 'authorization_code',
          client_id: 'spa',
          client_secret: 's',
          code: 'code-1',
        },
      },
      {
        json: {
          status: 0,
          body: {
            userid: '1',
            access_token: 'wa',
            refresh_token: 'wr',
            expires_in: 10800,
            scope: 'user.info',
            token_type: 'Bearer',
          },
        },
      },
    );
    expect(only(on).state.phase).toBe('complete');
    expect(access(on)[0]).toMatchObject({ value: 'wa', scope: 'user.info', expiryFrom: 'expires_in' });
  });

  test('the code redeemed as an assertion', () => {
    const on = authorized({ response_type: 'Assertion' }, ['code_challenge', 'code_challenge_method']);
    on.fetch(
      `${AS}/oauth2/token`,
      {
        form: {
          client_assertion: 'secret',
          client_assertion_type: 'x',
          grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
          assertion: 'code-1',
          redirect_uri: CALLBACK,
        },
      },
      { json: { access_token: 'ado', expires_in: '3599', token_type: 'jwt-bearer' } },
    );
    const flow = only(on);
    expect(flow.steps.at(-1)!.join).toEqual({ key: 'code', confidence: 'proved' });
  });

  test('a refresh lifetime by another name, and a charset in the content type', () => {
    const on = authorized();
    on.fetch(
      `${AS}/oauth/token`,
      { form: codeForm() },
      {
        json: tokenResponse({ refresh_token_expires_in: 5_184_000 }),
        headers: { 'Content-Type': 'application/json;charset=UTF-8' },
      },
    );
    const refresh = deriveOAuth(on).tokens.find((token) => token.kind === 'refresh')!;
    expect(refresh.expiresAt! - refresh.issuedAt!).toBe(5_184_000_000);
  });

  test('form_post with the user beside the code, and a JWT as client secret', () => {
    const on = traffic();
    on.visit([authorizeUrl({ response_mode: 'form_post', scope: 'name email' })]);
    on.visit([CALLBACK], {
      method: 'POST',
      form: { code: 'ac', state: 'st-1', user: '{"name":{"firstName":"A"}}' },
    });
    on.fetch(
      `${AS}/auth/token`,
      { form: codeForm({ code: 'ac', client_secret: jwt({ iss: 'TEAM' }, { alg: 'ES256' }) }) },
      { json: tokenResponse() },
    );
    expect(only(on)).toMatchObject({
      client: { authentication: 'client_secret_post' },
      state: { phase: 'complete' },
    });
  });

  test('a granted scope wider than the one asked for', () => {
    const on = authorized({ scope: 'openid' });
    on.fetch(
      'https://oauth2.tokens.example/token',
      { form: codeForm() },
      { json: tokenResponse({ scope: 'openid email drive' }) },
    );
    expect(only(on)).toMatchObject({
      scopeAsked: 'openid',
      scopeGranted: 'openid email drive',
      server: { origin: AS, tokenEndpoint: 'https://oauth2.tokens.example/token' },
    });
  });

  test('a response posted to its own origin’s page by another vendor’s mode', () => {
    const on = traffic();
    const page = `<script>var data = {}; data.code = 'o\\x2D1'; data.state = 'st-1'; // okta_post_message\nparent.postMessage(data, '${APP}')</script>`;
    on.visit(
      [authorizeUrl({ response_mode: 'okta_post_message', prompt: 'none' })],
      { type: 'sub_frame', frame: 3 },
      { status: 200, text: page, mime: 'text/html' },
    );
    expect(only(on).steps[1]).toMatchObject({ kind: 'authorization_response' });
    expect(deriveOAuth(on).tokens[0]!.value).toBe('o-1');
  });

  test('a login page at another path that carries the same parameters on is a page of the same flow', () => {
    const on = traffic();
    const login = new URL(authorizeUrl());
    login.pathname = '/v3/signin/identifier';
    on.visit([authorizeUrl(), login.href]);
    on.visit([`${AS}/v3/signin/challenge`, callbackUrl()], { method: 'POST', form: { password: 'x' } });
    const flow = only(on);
    expect(flow.steps.map((step) => step.kind)).toEqual([
      'authorization_request',
      'authorization_interaction',
      'authorization_interaction',
      'authorization_response',
    ]);
  });
});
