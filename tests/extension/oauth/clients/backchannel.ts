import * as oauth from 'oauth4webapi';
import { configuration, offer } from '../page/offer.ts';

/** Client-initiated backchannel authentication: its user agrees elsewhere, and the client asks until then. */
const { issuer } = configuration();
const loopback = { [oauth.allowInsecureRequests]: true } as const;
const client: oauth.Client = { client_id: 'backchannel' };
const authentication = oauth.ClientSecretJwt('a secret of thirty-two characters');

let pending: { server: oauth.AuthorizationServer; id: string } | undefined;

async function ask() {
  const url = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, loopback));
  const parameters = { scope: 'openid', login_hint: 'ada', binding_message: '4711' };
  const response = await oauth.backchannelAuthenticationRequest(
    server,
    client,
    authentication,
    parameters,
    loopback,
  );
  const { auth_req_id } = await oauth.processBackchannelAuthenticationResponse(server, client, response);
  pending = { server, id: auth_req_id };
}

async function poll() {
  const { server, id } = pending!;
  const response = await oauth.backchannelAuthenticationGrantRequest(
    server,
    client,
    authentication,
    id,
    loopback,
  );
  await oauth.processBackchannelAuthenticationGrantResponse(server, client, response);
}

offer({ ask, poll });
