import * as oauth from 'oauth4webapi';
import { configuration, offer } from '../page/offer.ts';

const { issuer } = configuration();
const loopback = { [oauth.allowInsecureRequests]: true } as const;
const client: oauth.Client = { client_id: 'device' };

/** Seconds between two requests where the server says nothing (RFC 8628 §3.5). */
const DEFAULT_INTERVAL = 5;

let pending: { server: oauth.AuthorizationServer; code: string; interval: number } | undefined;
let mayAsk = Promise.resolve();

async function ask() {
  const url = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, loopback));
  const parameters = { scope: 'openid' };
  const response = await oauth.deviceAuthorizationRequest(server, client, oauth.None(), parameters, loopback);
  const answer = await oauth.processDeviceAuthorizationResponse(server, client, response);
  pending = { server, code: answer.device_code, interval: answer.interval ?? DEFAULT_INTERVAL };
  document.body.dataset.verification = answer.verification_uri_complete;
}

async function poll() {
  const { server, code, interval } = pending!;
  await mayAsk;
  const response = await oauth.deviceCodeGrantRequest(server, client, oauth.None(), code, loopback);
  mayAsk = new Promise((resolve) => setTimeout(resolve, interval * 1000));
  await oauth.processDeviceCodeResponse(server, client, response);
}

offer({ ask, poll });
