import { back, CODE, codeFor, form, json, postBack, type Route, sharedSecretToken } from './vendor-server';

/** Each vendor's endpoints with their oddities, as its own documentation describes them. */
export type Vendor = Readonly<Record<string, Route>>;

const toClient: Route = (asked) => back(asked, { code: codeFor(asked) });

/** docs.github.com, "Authorizing OAuth apps": the format follows Accept; errors come with status 200. */
export const github: Vendor = {
  'GET /login/oauth/authorize': toClient,
  'POST /login/oauth/access_token': ({ body, headers }) => {
    const fields: Record<string, string> =
      body.get('code') === CODE
        ? { access_token: 'gho_16C7e42F292c6912E7', scope: 'repo,gist', token_type: 'bearer' }
        : { error: 'bad_verification_code', error_description: 'The code passed is incorrect or expired.' };
    if (headers.accept?.includes('json')) return json(fields, 200, 'application/json; charset=utf-8');
    return form(fields);
  },
};

/** api.slack.com, oauth.v2.access: an envelope, tokens side by side, commas between scopes, errors with 200. */
export const slack: Vendor = {
  'GET /oauth/v2/authorize': toClient,
  'POST /api/oauth.v2.access': ({ body }) =>
    body.get('code') === CODE
      ? json({
          ok: true,
          access_token: 'xoxb-17653672481-19874698323',
          token_type: 'bot',
          scope: 'commands,incoming-webhook',
          bot_user_id: 'U0KRQLJ9H',
          app_id: 'A0KRD7HC3',
          team: { name: 'Softball', id: 'T9TK3CUKW' },
          authed_user: { id: 'U1234', scope: 'chat:write', access_token: 'xoxp-1234', token_type: 'user' },
        })
      : json({ ok: false, error: 'invalid_code' }),
};

/** developers.naver.com: token by GET with the secret in the query, expires_in as text, errors with 200. */
export const naver: Vendor = {
  'GET /oauth2.0/authorize': toClient,
  'GET /oauth2.0/token': ({ query }) =>
    query.get('code') === CODE
      ? json({
          access_token: 'AAAAQosjWDJieBiQZc3to9YQp6HDLvrmyKC',
          refresh_token: 'c8ceMEJisO4Se7uGCEYKK1p52L93bHXLn',
          token_type: 'bearer',
          expires_in: '3600',
        })
      : json({ error: 'invalid_request', error_description: 'no valid data in session' }),
};

/** developers.facebook.com, manual login: no response_type, `#_=_` behind the answer, nested errors. */
export const facebook: Vendor = {
  'GET /v19.0/dialog/oauth': (asked) => {
    const told = back(asked, { code: codeFor(asked) });
    return { ...told, headers: { location: `${told.headers!.location}#_=_` } };
  },
  'GET /v19.0/oauth/access_token': ({ query }) =>
    query.get('code') === CODE
      ? json({ access_token: 'EAAGm0PX4ZCpsBA', token_type: 'bearer', expires_in: 5_183_944 })
      : json(
          {
            error: {
              message: 'This authorization code has been used.',
              type: 'OAuthException',
              code: 100,
              error_subcode: 36_009,
            },
          },
          400,
        ),
};

/** developer.apple.com: form_post for name and email, a `user` object beside the code. */
export const apple: Vendor = {
  'GET /auth/authorize': (asked) =>
    postBack(asked, { code: codeFor(asked), user: '{"name":{"firstName":"Ada","lastName":"Lovelace"}}' }),
  'POST /auth/token': ({ body }) =>
    body.get('code') === CODE
      ? json({ access_token: 'a0996b16', token_type: 'Bearer', expires_in: 3_600, refresh_token: 'rca7' })
      : json({ error: 'invalid_grant' }, 400),
};

/** learn.microsoft.com: the request may be posted, the browser library asks for the fragment, AADSTS errors. */
export const entra: Vendor = {
  'POST /common/oauth2/v2.0/authorize': (asked) =>
    back(asked, { code: codeFor(asked), client_info: 'eyJ1aWQiOiIxIn0', session_state: 's1' }, '#'),
  'POST /common/oauth2/v2.0/token': ({ body }) =>
    body.get('code') === CODE
      ? json({
          token_type: 'Bearer',
          scope: 'User.Read openid profile',
          expires_in: 3_599,
          ext_expires_in: 3_599,
          access_token: 'eyJ0eXAi.opaque',
          client_info: 'eyJ1aWQiOiIxIn0',
        })
      : json(
          {
            error: 'invalid_grant',
            error_description: 'AADSTS70008: The provided authorization code has expired.',
            error_codes: [70_008],
          },
          400,
        ),
};

/** developers.kakao.com: charset in the content type, a second lifetime, KOE codes. */
export const kakao: Vendor = {
  'GET /oauth/authorize': toClient,
  'POST /oauth/token': ({ body }) =>
    body.get('code') === CODE
      ? json(
          {
            token_type: 'bearer',
            access_token: 'kakao-at',
            expires_in: 43_199,
            refresh_token: 'kakao-rt',
            refresh_token_expires_in: 5_184_000,
            scope: 'account_email profile',
          },
          200,
          'application/json;charset=UTF-8',
        )
      : json(
          {
            error: 'invalid_grant',
            error_description: 'authorization code not found',
            error_code: 'KOE320',
          },
          400,
          'application/json;charset=UTF-8',
        ),
};

/** developers.weixin.qq.com: appid and secret, GET, no token type, errcode. */
export const wechat: Vendor = {
  'GET /connect/qrconnect': toClient,
  'GET /sns/oauth2/access_token': ({ query }) =>
    query.get('code') === CODE
      ? json(
          {
            access_token: 'wx-at',
            expires_in: 7_200,
            refresh_token: 'wx-rt',
            openid: 'OPENID',
            scope: 'snsapi_login',
            unionid: 'o6_bmasdasdsad6_2sgVt7hMZOPfL',
          },
          200,
          'text/plain',
        )
      : json({ errcode: 40_029, errmsg: 'invalid code' }, 200, 'text/plain'),
};

/** developers.line.biz: an ID token signed with the channel's secret, which nobody else can verify. */
export const line: Vendor = {
  'GET /oauth2/v2.1/authorize': (asked) =>
    back(asked, { code: codeFor(asked), friendship_status_changed: 'true' }),
  'POST /oauth2/v2.1/token': async ({ body }, origin) =>
    json({
      access_token: 'bNl4YEFPI/hjFWhTqexp4MuEw5YPs',
      expires_in: 2_592_000,
      id_token: await sharedSecretToken(
        { iss: origin, sub: 'U1', aud: body.get('client_id'), exp: 4_000_000_000, name: 'Ada' },
        body.get('client_secret') ?? '',
      ),
      refresh_token: 'Aa1FdeggRhTnPNNpxr8p',
      scope: 'profile openid',
      token_type: 'Bearer',
    }),
};

/** auth0.com: a token request in JSON, an audience, and an error that asks for a second factor. */
export const auth0: Vendor = {
  'GET /authorize': toClient,
  'POST /oauth/token': ({ body }) =>
    body.get('code') === CODE
      ? json({ access_token: 'auth0-at', scope: 'openid profile', expires_in: 86_400, token_type: 'Bearer' })
      : json({ error: 'mfa_required', error_description: 'Multifactor required', mfa_token: 'Fe26.2' }, 403),
};

/** keycloak.org: the answer in the fragment with session_state and iss, refresh_expires_in, not-before-policy. */
export const keycloak: Vendor = {
  'GET /realms/demo/protocol/openid-connect/auth': (asked, origin) =>
    ({
      ...back(asked, { session_state: 'f3', iss: `${origin}/realms/demo`, code: codeFor(asked) }, '#'),
    }) as const,
  'POST /realms/demo/protocol/openid-connect/token': () =>
    json({
      access_token: 'kc-at',
      expires_in: 300,
      refresh_expires_in: 1_800,
      refresh_token: 'kc-rt',
      token_type: 'Bearer',
      'not-before-policy': 0,
      session_state: 'f3',
      scope: 'openid email',
    }),
};

/** developers.notion.com: JSON both ways, Basic authentication. */
export const notion: Vendor = {
  'GET /v1/oauth/authorize': toClient,
  'POST /v1/oauth/token': () =>
    json({
      access_token: 'ntn-at',
      token_type: 'bearer',
      bot_id: 'b',
      workspace_id: 'w',
      owner: { type: 'user' },
    }),
};

/** developer.withings.com: an action, and the answer wrapped in a body. */
export const withings: Vendor = {
  'GET /oauth2_user/authorize2': toClient,
  'POST /v2/oauth2': ({ body }) =>
    body.get('code') === CODE
      ? json({
          status: 0,
          body: {
            userid: '363',
            access_token: 'wi-at',
            refresh_token: 'wi-rt',
            scope: 'user.info,user.metrics',
            expires_in: 10_800,
            token_type: 'Bearer',
          },
        })
      : json({ status: 503, body: {}, error: 'Invalid Params: invalid code' }),
};

/** developers.google.com: authorization at one host and tokens at another, scopes granted before come along. */
export const googleAccounts: Vendor = { 'GET /o/oauth2/v2/auth': toClient };
export const googleTokens: Vendor = {
  'POST /token': ({ body }) =>
    body.get('code') === CODE
      ? json({
          access_token: 'ya29.a0',
          expires_in: 3_599,
          scope: 'openid https://www.googleapis.com/auth/drive.file',
          token_type: 'Bearer',
        })
      : json({ error: 'invalid_grant', error_description: 'Malformed auth code.' }, 400),
};

/** developer.okta.com: a session token in, and a page that posts the answer without naming its mode. */
export const okta: Vendor = {
  'GET /oauth2/v1/authorize': (asked) => ({
    headers: { 'content-type': 'text/html;charset=utf-8' },
    body: `<!doctype html><body><script>var data = {};
data.code = '${codeFor(asked).replaceAll('-', '\\x2D')}';
data.state = '${asked.query.get('state')}';
window.parent.postMessage(data, 'http\\x3A\\x2F\\x2Fapp');</script></body>`,
  }),
  'POST /oauth2/v1/token': ({ body }) =>
    body.get('code') === CODE
      ? json({ token_type: 'Bearer', expires_in: 3_600, access_token: 'okta-at', scope: 'openid' })
      : json({ error: 'invalid_grant', error_description: 'The authorization code is invalid.' }, 400),
};

/** developers.tiktok.com: client_key for client_id, scopes by commas, the user's id beside the tokens. */
export const tiktok: Vendor = {
  'GET /v2/auth/authorize/': toClient,
  'POST /v2/oauth/token/': ({ body }) =>
    body.get('code') === CODE
      ? json({
          access_token: 'act.example',
          expires_in: 86_400,
          open_id: 'afd97af1',
          refresh_expires_in: 31_536_000,
          refresh_token: 'rft.example',
          scope: 'user.info.basic,video.list',
          token_type: 'Bearer',
        })
      : json({ error: 'invalid_grant', error_description: 'Authorization code is expired.', log_id: '1' }),
};

/** wiki.connect.qq.com: tokens by GET as a form that is called HTML, errors as a callback's argument. */
export const qq: Vendor = {
  'GET /oauth2.0/authorize': toClient,
  'GET /oauth2.0/token': ({ query }) =>
    query.get('code') === CODE
      ? {
          headers: { 'content-type': 'text/html' },
          body: 'access_token=FE04CCE2&expires_in=7776000&refresh_token=88E4BE14',
        }
      : {
          headers: { 'content-type': 'text/html' },
          body: 'callback( {"error":100019,"error_description":"code to access token error"} );',
        },
};

/** learn.microsoft.com, Azure DevOps: response_type=Assertion, and the code is the assertion of a JWT bearer grant. */
export const devops: Vendor = {
  'GET /oauth2/authorize': toClient,
  'POST /oauth2/token': ({ body }) =>
    body.get('assertion') === CODE
      ? json({ access_token: 'do-at', token_type: 'jwt-bearer', expires_in: '3599', refresh_token: 'do-rt' })
      : json({ Error: 'invalid_grant', ErrorDescription: 'expired' }, 400),
};
