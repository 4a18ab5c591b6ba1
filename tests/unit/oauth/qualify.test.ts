import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayQualify } from '@/utils/oauth/may-qualify';
import { NOTHING_LEARNED, qualifies, type RequestFacts, wantsResponseBody } from '@/utils/oauth/qualify';
import type { Body } from '@/utils/session/observations';

const form = (fields: Record<string, string>): Body => ({ state: 'form', fields: Object.entries(fields) });
const json = (value: unknown): Body => ({ state: 'text', text: JSON.stringify(value) });
const get = (url: string, more: Partial<RequestFacts> = {}): RequestFacts => ({
  url,
  method: 'GET',
  type: 'main_frame',
  ...more,
});
const call = (url: string, body: Body, more: Partial<RequestFacts> = {}): RequestFacts => ({
  url,
  method: 'POST',
  type: 'xmlhttprequest',
  body,
  ...more,
});
const judge = (request: RequestFacts) => qualifies(request, NOTHING_LEARNED);

describe('requests that qualify', () => {
  const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.';
  test.each<[string, RequestFacts]>([
    ['websocket', get('wss://x.test/', { type: 'websocket' })],
    ['authorization-request', get('https://as.test/auth?client_id=c&response_type=code')],
    ['authorization-request', get('https://as.test/auth?client_id=c&request_uri=urn:x')],
    [
      'authorization-request',
      get('https://as.test/dialog?client_id=c&redirect_uri=https://app.test/&scope=email'),
    ],
    [
      'authorization-request',
      call('https://as.test/auth', form({ client_id: 'c', response_type: 'code' }), { type: 'main_frame' }),
    ],
    [
      'pushed-authorization',
      call('https://as.test/request', form({ client_id: 'c', response_type: 'code' })),
    ],
    ['authorization-response', get('https://app.test/cb?code=1&state=2')],
    ['authorization-response', get('https://app.test/cb#access_token=1&token_type=bearer')],
    ['authorization-response', get('https://app.test/#/callback?code=1&state=2')],
    [
      'authorization-response',
      get('https://app.test/cb?error=login_required&state=2', { type: 'sub_frame' }),
    ],
    ['authorization-response', get(`https://app.test/cb?response=${jwt}`)],
    [
      'authorization-response',
      call('https://app.test/cb', form({ code: '1', state: '2' }), { type: 'main_frame' }),
    ],
    ['authorization-response', get('https://app.test/cb#vp_token=1&state=2')],
    ['check-session', get('https://as.test/session/check', { type: 'sub_frame' })],
    ['token', call('https://as.test/x', form({ grant_type: 'refresh_token' }))],
    ['token', call('https://as.test/x', json({ grant_type: 'authorization_code', code: 'c' }))],
    ['token', call('https://as.test/x', { state: 'text', text: 'grant_type=password&username=u' })],
    [
      'token',
      call('https://github.test/access_token', form({ client_id: 'c', client_secret: 's', code: '1' })),
    ],
    [
      'token',
      get('https://naver.test/token?grant_type=authorization_code&client_secret=s', {
        type: 'xmlhttprequest',
      }),
    ],
    ['device-authorization', call('https://as.test/device/auth', form({ client_id: 'c', scope: 'openid' }))],
    ['backchannel-authentication', call('https://as.test/bc', form({ scope: 'openid', login_hint: 'me' }))],
    ['introspection', call('https://as.test/token/introspection', form({ token: 't' }))],
    ['revocation', call('https://as.test/token/revocation', form({ token: 't' }))],
    ['registration', call('https://as.test/reg', json({ redirect_uris: ['https://app.test/'] }))],
    ['metadata', get('https://as.test/.well-known/openid-configuration', { type: 'xmlhttprequest' })],
    [
      'metadata',
      get('https://as.test/.well-known/oauth-authorization-server/t1', { type: 'xmlhttprequest' }),
    ],
    ['jwks', get('https://as.test/jwks', { type: 'xmlhttprequest' })],
    ['logout', get('https://as.test/session/end?id_token_hint=x')],
    ['logout', get('https://as.test/v2/logout?client_id=c&returnTo=https://app.test/')],
    ['logout', get('https://app.test/fc?iss=https://as.test&sid=1', { type: 'sub_frame' })],
    ['resource', get('https://api.test/me2?access_token=t', { type: 'xmlhttprequest' })],
    [
      'resource',
      get('https://api.test/', {
        type: 'xmlhttprequest',
        requestHeaders: [{ name: 'Authorization', value: 'DPoP x' }],
      }),
    ],
    [
      'userinfo',
      get('https://as.test/me', {
        type: 'xmlhttprequest',
        requestHeaders: [{ name: 'authorization', value: 'Bearer x' }],
      }),
    ],
    [
      'resource',
      get('https://api.test/', {
        type: 'xmlhttprequest',
        status: 401,
        responseHeaders: [{ name: 'WWW-Authenticate', value: 'Bearer error="invalid_token"' }],
      }),
    ],
  ])('%s: %o', (kind, request) => {
    expect(judge(request)).toBe(kind);
  });

  test('an endpoint that metadata named, whatever its path', () => {
    const learned = { ...NOTHING_LEARNED, endpoints: new Map([['https://as.test/k1', 'jwks'] as const]) };
    expect(qualifies(get('https://as.test/k1?v=1', { type: 'xmlhttprequest' }), learned)).toBe('jwks');
  });

  describe('management of a registration', () => {
    const bearer = { name: 'Authorization', value: 'Bearer r' };
    const send = (method: string, url: string, more: Partial<RequestFacts> = {}) =>
      get(url, { type: 'xmlhttprequest', method, requestHeaders: [bearer], ...more });
    const knowing = (...keys: string[]) => ({
      ...NOTHING_LEARNED,
      endpoints: new Map(keys.map((key) => [key, 'registration' as const])),
    });

    test.each(['GET', 'PUT', 'DELETE'])(
      '%s at the address that the client was given, its query included',
      (method) => {
        const plain = knowing('https://as.test/c/1');
        expect(qualifies(send(method, 'https://as.test/c/1'), plain)).toBe('registration');
        const named = knowing('https://as.test/c?id=1');
        expect(qualifies(send(method, 'https://as.test/c?id=1', { requestHeaders: [] }), named)).toBe(
          'registration',
        );
        expect(qualifies(send(method, 'https://as.test/c?id=2'), named)).toBe('resource');
        expect(mayQualify('https://as.test/c?id=1#x', named)).toBe(true);
        expect(mayQualify('https://as.test/c?id=2', named)).toBe(false);
      },
    );

    test('below the registration endpoint, or by what a change sends, before the answer has been read', () => {
      const learned = knowing('https://as.test/reg');
      expect(qualifies(send('DELETE', 'https://as.test/reg/1'), learned)).toBe('registration');
      expect(
        qualifies(send('GET', 'https://as.test/reg/1', { requestHeaders: [] }), learned),
      ).toBeUndefined();
      expect(qualifies(send('POST', 'https://as.test/reg/1'), learned)).toBe('resource');
      expect(qualifies(send('GET', 'https://as.test/reg/1/2'), learned)).toBe('resource');
      const token = { ...learned, endpoints: new Map([['https://as.test/reg', 'token' as const]]) };
      expect(qualifies(send('GET', 'https://as.test/reg/1'), token)).toBe('resource');
      const change = json({ client_id: 'c', redirect_uris: ['https://app.test/'] });
      expect(judge(send('PUT', 'https://as.test/x', { body: change }))).toBe('registration');
      expect(judge(send('PUT', 'https://as.test/x', { body: json({ redirect_uris: [] }) }))).toBe('resource');
      expect(judge(send('DELETE', 'https://as.test/x'))).toBe('resource');
    });

    test('its answer is read, unless it has none', () => {
      const facts = send('DELETE', 'https://as.test/reg/1');
      expect(wantsResponseBody('registration', { ...facts, status: 204 })).toBe(false);
      expect(wantsResponseBody('registration', { ...facts, status: 401 })).toBe(true);
    });
  });

  test('a response without state at a redirect URI that was asked for', () => {
    const learned = { ...NOTHING_LEARNED, redirectUris: new Set(['https://app.test/cb']) };
    expect(qualifies(get('https://app.test/cb?code=1'), learned)).toBe('authorization-response');
    expect(judge(get('https://app.test/cb?code=1'))).toBeUndefined();
  });
});

describe('what an address alone can tell', () => {
  const part = fc.constantFrom(
    'grant_type=refresh_token',
    'code=1',
    'code_verifier=2',
    'client_id=c',
    'response_type=code',
    'client%5Fid=c',
    'refresh_token=r',
    'access_token=t',
    'post_logout_redirect_uri=x',
    'state=s',
    'q=1%20code=2',
    'id_token_hint=h',
  );
  const path = fc.constantFrom(
    '/',
    '/token',
    '/jwks',
    '/.well-known/openid-configuration',
    '/a.js',
    '/learned',
  );
  const learned = {
    endpoints: new Map([['https://as.test/learned', 'userinfo' as const]]),
    redirectUris: new Set<string>(),
  };

  test('no request that qualifies by it is passed over', () => {
    let qualified = 0;
    fc.assert(
      fc.property(path, fc.array(part, { maxLength: 4 }), fc.constantFrom('?', '#'), (at, parts, mark) => {
        const { href } = new URL(`https://as.test${at}${parts.length ? mark + parts.join('&') : ''}`);
        if (!qualifies({ url: href, method: 'GET', type: 'xmlhttprequest' }, learned)) return;
        qualified += 1;
        expect(mayQualify(href, learned), href).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(qualified).toBeGreaterThan(50);
  });

  test('ordinary addresses cannot', () => {
    for (const url of ['https://a.test/item/1.json?v=0.3', 'https://a.test/api/me', 'https://a.test/#/route'])
      expect(mayQualify(url, learned)).toBe(false);
  });
});

describe('requests that do not', () => {
  test.each<[string, RequestFacts]>([
    ['a preflight', get('https://as.test/token?grant_type=x', { method: 'OPTIONS', type: 'xmlhttprequest' })],
    ['a script', get('https://as.test/authorize.js?client_id=c&response_type=code')],
    ['an ordinary page', get('https://shop.test/?code=SUMMER')],
    ['an ordinary login', call('https://shop.test/login', form({ username: 'u', password: 'p' }))],
    [
      'SAML',
      call('https://app.test/acs', form({ SAMLResponse: 'x', RelayState: 'y' }), { type: 'main_frame' }),
    ],
    ['OAuth 1', get('https://x.test/authorize?oauth_token=t')],
    [
      'a payment call with code and state',
      call('https://pay.test/confirm', json({ code: '1', state: 'paid' })),
    ],
    [
      'a call with Basic',
      get('https://x.test/', { requestHeaders: [{ name: 'authorization', value: 'Basic eDp5' }] }),
    ],
    [
      'a Basic challenge',
      get('https://x.test/', {
        status: 401,
        responseHeaders: [{ name: 'www-authenticate', value: 'Basic' }],
      }),
    ],
    ['a path alone', get('https://x.test/oauth/authorize')],
  ])('%s', (_, request) => {
    expect(judge(request)).toBeUndefined();
  });

  test('no URL and no body makes it throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()),
        fc.string(),
        (url, text) => {
          judge(call(url, { state: 'text', text }));
          judge(call(url, { state: 'text', text: `{"__proto__":${JSON.stringify(text)},"grant_type":[` }));
        },
      ),
    );
  });
});

test('of documents only the body that no redirect carries on is wanted', () => {
  const authorize = (mode: string, status: number) => ({
    ...get(`https://as.test/auth?client_id=c&response_type=code&response_mode=${mode}`),
    status,
  });
  const wants = (mode: string, status: number) =>
    wantsResponseBody('authorization-request', authorize(mode, status));
  expect(wants('web_message', 200)).toBe(true);
  expect(wants('okta_post_message', 200)).toBe(true);
  expect(wants('query', 400)).toBe(true);
  expect(wants('query', 200)).toBe(false);
  expect(wants('web_message', 302)).toBe(false);
});

test('bodies of documents, redirects and successful API calls are not wanted, small JSON errors are', () => {
  const error = {
    status: 403,
    responseHeaders: [{ name: 'content-type', value: 'application/problem+json' }],
  };
  const api = get('https://api.test/', { type: 'xmlhttprequest' });
  expect(wantsResponseBody('token', { ...api, status: 200 })).toBe(true);
  expect(wantsResponseBody('token', { ...api, status: 307 })).toBe(false);
  expect(wantsResponseBody('resource', { ...api, status: 200 })).toBe(false);
  expect(wantsResponseBody('resource', { ...api, ...error })).toBe(true);
  expect(wantsResponseBody('authorization-response', get('https://app.test/'))).toBe(false);
  const large = [...error.responseHeaders, { name: 'Content-Length', value: '99999999' }];
  expect(wantsResponseBody('resource', { ...api, status: 500, responseHeaders: large })).toBe(false);
});
