import * as oauth from 'oauth4webapi';
import { configuration, isCallback, offer, run } from '../page/offer.ts';
import { newChallenge, storedVerifier } from '../page/pkce.ts';

/**
 * A client that registers itself, and reads, changes and deletes its registration; or asks by a signed request object for rich authorization, authenticates by a JWT
 * that its key signs, has its token looked at, and gives it back.
 */
const { issuer, site } = configuration();
const loopback = { [oauth.allowInsecureRequests]: true } as const;
const redirect_uri = `${site}/registered`;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

interface Kept {
  server: oauth.AuthorizationServer;
  client: oauth.Client;
  key: JsonWebKey;
  state: string;
}

const keep = (kept: Kept) => sessionStorage.setItem('kept', JSON.stringify(kept));
const kept = (): Kept => JSON.parse(sessionStorage.getItem('kept')!);
const sign = async (jwk: JsonWebKey) => ({
  key: await crypto.subtle.importKey('jwk', jwk, ALGORITHM, false, ['sign']),
  kid: 'page',
});

async function register() {
  const url = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, loopback));
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const metadata = {
    redirect_uris: [redirect_uri],
    jwks: { keys: [{ kty, crv, x, y, alg: 'ES256', kid: 'page', use: 'sig' }] },
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    request_object_signing_alg: 'ES256',
    grant_types: ['authorization_code'],
    authorization_details_types: ['payment'],
  } as Partial<oauth.Client>;
  const response = await oauth.dynamicClientRegistrationRequest(server, metadata, loopback);
  const client = await oauth.processDynamicClientRegistrationResponse(response);
  const key = await crypto.subtle.exportKey('jwk', keys.privateKey);
  keep({ server, client, key, state: oauth.generateRandomState() });
}

async function signIn() {
  const { server, client, key, state } = kept();
  const parameters = new URLSearchParams({
    response_type: 'code',
    redirect_uri,
    scope: 'openid pay',
    resource: 'urn:lab:payments',
    state,
    authorization_details: JSON.stringify([{ type: 'payment', amount: '12.50' }]),
    ...(await newChallenge()),
  });
  const request = await oauth.issueRequestObject(server, client, parameters, await sign(key));
  // OIDC Core §6.1: the parameters that OAuth requires stand beside the object, without telling anything new.
  const query = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    scope: 'openid pay',
    request,
  });
  location.assign(`${server.authorization_endpoint}?${query}`);
}

async function redeem() {
  const { server, client, key, state } = kept();
  const authentication = oauth.PrivateKeyJwt(await sign(key));
  const callback = oauth.validateAuthResponse(server, client, new URL(location.href), state);
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    callback,
    redirect_uri,
    storedVerifier(),
    loopback,
  );
  const { access_token } = await oauth.processAuthorizationCodeResponse(server, client, answer);
  const looked = await oauth.introspectionRequest(server, client, authentication, access_token, loopback);
  await oauth.processIntrospectionResponse(server, client, looked);
  const revoked = await oauth.revocationRequest(server, client, authentication, access_token, loopback);
  await oauth.processRevocationResponse(revoked);
}

/** RFC 7592 §2.2: what the server itself says of a registration is not sent back to it. */
const OF_THE_SERVER = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
];

/** Reads, changes and deletes the registration, and asks in between with what is no good any more. */
async function manage() {
  const { registration_client_uri: uri, registration_access_token: first } = kept().client;
  const ask = async (method: string, token: unknown, body?: object) => {
    const response = await fetch(String(uri), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: text ? JSON.parse(text) : {} };
  };
  const { json: read } = await ask('GET', first);
  const own = Object.entries(read).filter(([name]) => !OF_THE_SERVER.includes(name));
  const changes = { ...Object.fromEntries(own), client_name: 'Another name' };
  const second = (await ask('PUT', first, changes)).json.registration_access_token;
  const answers = [await ask('GET', first), await ask('DELETE', second), await ask('GET', second)];
  document.body.dataset.statuses = answers.map(({ status }) => status).join();
}

offer({ register, manage, 'sign-in': signIn });
if (isCallback()) await run('callback', redeem);
