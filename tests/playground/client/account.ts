import { configuration, manager } from './client.ts';
import { byId, note, setState } from './page-state.ts';

function requestOptions() {
  const shortLived = byId<HTMLInputElement>('short-lived').checked;
  return {
    scope: shortLived ? 'openid profile api:read short-lived' : 'openid profile api:read',
    extraTokenParams: { resource: configuration.api },
  };
}

export const signIn = () =>
  manager.signinRedirect({
    ...requestOptions(),
    extraQueryParams: { response_mode: byId<HTMLSelectElement>('response-mode').value },
  });

export const signInByPopup = () => manager.signinPopup(requestOptions());

/** The access token, refreshed first if it ran out. */
export async function accessToken(): Promise<string> {
  const user = await manager.getUser();
  if (!user) throw new Error('Sign in first');
  const current = user.expired ? await manager.signinSilent() : user;
  if (!current) throw new Error('The refresh gave no token');
  return current.access_token;
}

export async function callApi(withToken: boolean) {
  const headers: HeadersInit = withToken ? { authorization: `Bearer ${await accessToken()}` } : {};
  const response = await fetch(`${configuration.api}/api/me`, { headers });
  setState('apiStatus', response.status);
  note(`API: ${response.status} ${await response.text()}`);
}

/** An access token for an API is not one for UserInfo (RFC 8707): refresh for one without a resource, then ask. */
export async function userInfo() {
  const user = await manager.getUser();
  if (!user?.refresh_token) throw new Error('Sign in first');
  const token_endpoint = await manager.metadataService.getTokenEndpoint(false);
  const answer = await fetch(token_endpoint!, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: manager.settings.client_id,
      refresh_token: user.refresh_token,
      scope: 'openid profile',
    }),
  });
  const tokens = (await answer.json()) as { access_token: string; refresh_token: string };
  user.refresh_token = tokens.refresh_token;
  await manager.storeUser(user);
  const response = await fetch((await manager.metadataService.getUserInfoEndpoint())!, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  setState('userInfo', await response.text());
  note(`UserInfo: ${document.body.dataset.userInfo}`);
}
