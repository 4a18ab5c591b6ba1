import * as oauth from 'oauth4webapi';
import { configuration, offer } from '../page/offer.ts';

const { issuer } = configuration();
const loopback = { [oauth.allowInsecureRequests]: true } as const;
const client: oauth.Client = { client_id: 'device' };

let pending: { server: oauth.AuthorizationServer; code: string } | undefined;

async function ask() {
  const url = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, loopback));
  const parameters = { scope: 'openid' };
  const response = await oauth.deviceAuthorizationRequest(server, client, oauth.None(), parameters, loopback);
  const answer = await oauth.processDeviceAuthorizationResponse(server, client, response);
  pending = { server, code: answer.device_code };
  document.body.dataset.verification = answer.verification_uri_complete;
}

async function poll() {
  const { server, code } = pending!;
  const response = await oauth.deviceCodeGrantRequest(server, client, oauth.None(), code, loopback);
  await oauth.processDeviceCodeResponse(server, client, response);
}

offer({ ask, poll });
