import { s256 } from '@/utils/oauth';
import type { Header, Observation } from '@/utils/session/observations';
import { closed, created, frames, handshake, jwt, opened, PAGE, request, T0 } from './journal';

const AS = 'https://as.example';
const APP = 'https://app.example';
const JSON_TYPE: Header[] = [{ name: 'Content-Type', value: 'application/json' }];

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CODE = 'SplxlOBeZQQYbYS6WxSbIA-code';
const REFRESH = ['tGzv3JOkF0XG5Qx2TlKWIA-refresh', 'Kz8mXK1EalYznwH-second-refresh'] as const;
const EMAIL = 'jane.doe+test@mail.example';
const COOKIE = 's%3Aq8Jx0mSessionCookieValue';
const PASSWORD = 'correct horse/battery+staple';

const seconds = (at: number) => Math.floor((T0 + at) / 1000);
const accessToken = (at: number, jti: string) =>
  jwt({ iss: AS, sub: 'user-7f3a91', aud: 'api', scope: 'chat', exp: seconds(at) + 60, jti });
const ACCESS = [accessToken(1_000, 'one'), accessToken(64_000, 'two')] as const;
const ID_TOKEN = jwt(
  { iss: AS, sub: 'user-7f3a91', aud: 'spa', nonce: 'n-0S6_WzA2Mj', email: EMAIL, exp: seconds(1_000) + 60 },
  { typ: 'JWT' },
);

/** Every secret of `signIn`: none of them may be found in what is redacted. */
export const SECRETS = [
  VERIFIER,
  CODE,
  ...REFRESH,
  EMAIL,
  COOKIE,
  PASSWORD,
  ...ACCESS,
  ID_TOKEN,
  'user-7f3a91',
];

function tokenRequest(id: string, at: number, fields: [string, string][], answer: Record<string, unknown>) {
  return request({
    id,
    at,
    url: `${AS}/token`,
    method: 'POST',
    body: { state: 'form', fields },
    requestHeaders: [{ name: 'Origin', value: APP }],
    status: 200,
    headers: [...JSON_TYPE, { name: 'Cache-Control', value: 'no-store' }],
    responseBody: { state: 'text', text: JSON.stringify(answer), mime: 'application/json' },
  });
}

function socket(n: number, at: number, token: string): Observation[] {
  const url = `wss://api.example/live?access_token=${token}`;
  return [
    created(`r.${n}`, at, { url }),
    ...handshake(`8${n}`, at + 1, { url, status: 101 }),
    opened(`r.${n}`, at + 10),
    frames(
      { n, seq: 0, at: at + 12, sent: true, payload: JSON.stringify({ type: 'auth', token, mail: EMAIL }) },
      { n, seq: 1, at: at + 14, payload: JSON.stringify({ hello: 'jane', session: { id_token: ID_TOKEN } }) },
      { n, seq: 2, at: at + 16, payload: new TextEncoder().encode(`\u0001bin ${token} ${EMAIL}`) },
    ),
  ];
}

/**
 * A page's sign-in with authorization code and PKCE, a socket with its token, the token's expiry (4401), the refresh
 * and the socket that follows.
 */
export function signIn(): Observation[] {
  const authorize = new URL(`${AS}/auth`);
  authorize.search = new URLSearchParams({
    response_type: 'code',
    client_id: 'spa',
    redirect_uri: `${APP}/callback`,
    scope: 'openid chat',
    state: 'af0ifjsldkj',
    nonce: 'n-0S6_WzA2Mj',
    code_challenge: s256(VERIFIER),
    code_challenge_method: 'S256',
    login_hint: EMAIL,
  }).toString();
  const callback = `${APP}/callback?code=${CODE}&state=af0ifjsldkj&iss=${encodeURIComponent(AS)}`;
  const cookie: Header = { name: 'Cookie', value: `_session=${COOKIE}; theme=dark` };
  return [
    ...request({
      id: '1',
      at: 0,
      url: `${authorize}`,
      type: 'main_frame',
      status: 303,
      redirectUrl: `${AS}/login`,
      requestHeaders: [cookie],
    }),
    ...request({
      id: '1',
      hop: 1,
      at: 10,
      url: `${AS}/login`,
      type: 'main_frame',
      status: 200,
      headers: [{ name: 'Set-Cookie', value: `_session=${COOKIE}; Path=/; HttpOnly` }],
    }),
    ...request({
      id: '2',
      at: 500,
      url: `${AS}/login`,
      method: 'POST',
      type: 'main_frame',
      body: {
        state: 'form',
        fields: [
          ['login', EMAIL],
          ['password', PASSWORD],
        ],
      },
      status: 303,
      redirectUrl: callback,
      headers: [{ name: 'Location', value: callback }],
    }),
    ...request({ id: '2', hop: 1, at: 520, url: callback, type: 'main_frame', status: 200 }),
    {
      kind: 'navigated',
      at: T0 + 540,
      place: { ...PAGE, documentUrl: callback },
      url: callback,
      title: `Welcome ${EMAIL}`,
    },
    ...tokenRequest(
      '3',
      1_000,
      [
        ['grant_type', 'authorization_code'],
        ['code', CODE],
        ['code_verifier', VERIFIER],
        ['redirect_uri', `${APP}/callback`],
        ['client_id', 'spa'],
      ],
      {
        access_token: ACCESS[0],
        token_type: 'Bearer',
        expires_in: 60,
        refresh_token: REFRESH[0],
        id_token: ID_TOKEN,
        scope: 'openid chat',
      },
    ),
    ...request({
      id: '4',
      at: 1_100,
      url: 'https://api.example/me',
      requestHeaders: [{ name: 'Authorization', value: `Bearer ${ACCESS[0]}` }],
      status: 200,
      headers: JSON_TYPE,
      responseBody: {
        state: 'text',
        text: JSON.stringify({ sub: 'user-7f3a91', email: EMAIL, token_again: btoa(`x:${ACCESS[0]}`) }),
      },
    }),
    ...socket(1, 2_000, ACCESS[0]),
    closed('r.1', 62_200, 4401, 'token expired'),
    ...tokenRequest(
      '5',
      64_000,
      [
        ['grant_type', 'refresh_token'],
        ['refresh_token', REFRESH[0]],
        ['client_id', 'spa'],
      ],
      { access_token: ACCESS[1], token_type: 'Bearer', expires_in: 60, refresh_token: REFRESH[1] },
    ),
    ...socket(2, 64_500, ACCESS[1]),
    { kind: 'marked', at: T0 + 65_000, place: PAGE, text: `here ${EMAIL} was seen`, by: 'user' },
  ];
}
