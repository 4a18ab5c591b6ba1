import * as oauth from 'oauth4webapi';
import { configuration, offer } from '../page/offer.ts';
import { newChallenge } from '../page/pkce.ts';

const { issuer, mock, site } = configuration();

/** A token request as a page of the old school writes it. */
async function token(fields: Record<string, string>, headers: HeadersInit = {}) {
  const response = await fetch(`${mock}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  });
  return (await response.json()) as { access_token: string; refresh_token: string };
}

function authorize(client_id: string, response_type: string, more: Record<string, string> = {}) {
  const query = new URLSearchParams({
    response_type,
    client_id,
    redirect_uri: `${site}/${client_id}`,
    scope: 'openid profile',
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    ...more,
  });
  location.assign(`${issuer}authorize?${query}`);
}

offer({
  implicit: () => authorize('implicit', 'id_token token'),
  hybrid: async () =>
    authorize('hybrid', 'code id_token', { response_mode: 'form_post', ...(await newChallenge()) }),
  password: async () => {
    const tokens = await token({ grant_type: 'password', username: 'ada', password: 'engine', scope: 'api' });
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    await (await fetch(`${mock}/userinfo`, { headers })).json();
  },
  'client-credentials': () =>
    token(
      { grant_type: 'client_credentials', scope: 'api' },
      { authorization: `Basic ${btoa('page:secret')}` },
    ),
  'jwt-bearer': () =>
    token({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: `${btoa('{"alg":"none"}')}.${btoa('{"sub":"ada"}')}.`.replaceAll('=', ''),
      scope: 'api',
    }),
});
