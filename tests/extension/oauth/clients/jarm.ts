import * as oauth from 'oauth4webapi';
import { configuration, isCallback, offer, run } from '../page/offer.ts';
import { newChallenge, storedVerifier } from '../page/pkce.ts';

const { issuer, site } = configuration();
const loopback = { [oauth.allowInsecureRequests]: true } as const;
const client: oauth.Client = { client_id: 'jarm' };

async function discover() {
  const url = new URL(issuer);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, loopback));
}

async function signIn(response_mode: string) {
  const server = await discover();
  const state = oauth.generateRandomState();
  sessionStorage.setItem('state', state);
  const query = new URLSearchParams({
    response_type: 'code',
    response_mode,
    client_id: client.client_id,
    redirect_uri: `${site}/jarm`,
    scope: 'openid',
    state,
    ...(await newChallenge()),
  });
  location.assign(`${server.authorization_endpoint}?${query}`);
}

async function redeem() {
  const server = await discover();
  const parameters = new URLSearchParams(location.search || location.hash.slice(1));
  const callback = await oauth.validateJwtAuthResponse(
    server,
    client,
    parameters,
    sessionStorage.getItem('state')!,
    loopback,
  );
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    callback,
    `${site}/jarm`,
    storedVerifier(),
    loopback,
  );
  await oauth.processAuthorizationCodeResponse(server, client, response);
}

offer({ query: () => signIn('query.jwt'), fragment: () => signIn('fragment.jwt') });
if (isCallback()) await run('callback', redeem);
