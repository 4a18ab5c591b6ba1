import * as oauth from 'oauth4webapi';
import { configuration, isCallback, offer, run } from '../page/offer.ts';
import { newChallenge, storedVerifier } from '../page/pkce.ts';

const { issuer, site } = configuration();
const loopback = { [oauth.allowInsecureRequests]: true } as const;
const client: oauth.Client = { client_id: 'dpop' };
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

async function discover() {
  const url = new URL(issuer);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, loopback));
}

async function push() {
  const server = await discover();
  const state = oauth.generateRandomState();
  sessionStorage.setItem('state', state);
  const parameters = {
    response_type: 'code',
    redirect_uri: `${site}/dpop`,
    scope: 'openid profile',
    state,
    ...(await newChallenge()),
  };
  const response = await oauth.pushedAuthorizationRequest(server, client, oauth.None(), parameters, loopback);
  const { request_uri } = await oauth.processPushedAuthorizationResponse(server, client, response);
  location.assign(
    `${server.authorization_endpoint}?${new URLSearchParams({ client_id: client.client_id, request_uri })}`,
  );
}

/** RFC 9449 §8: the first request is refused with a nonce, and repeated with it. */
async function redeem() {
  const server = await discover();
  const keys = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const DPoP = oauth.DPoP(client, keys);
  const callback = oauth.validateAuthResponse(
    server,
    client,
    new URL(location.href),
    sessionStorage.getItem('state')!,
  );
  const request = async () => {
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      callback,
      `${site}/dpop`,
      storedVerifier(),
      { ...loopback, DPoP },
    );
    return oauth.processAuthorizationCodeResponse(server, client, response);
  };
  const tokens = await request().catch((error: unknown) => {
    if (!oauth.isDPoPNonceError(error)) throw error;
    return request();
  });
  const user = await oauth.userInfoRequest(server, client, tokens.access_token, { ...loopback, DPoP });
  await user.json();
}

offer({ 'sign-in': push });
if (isCallback()) await run('callback', redeem);
