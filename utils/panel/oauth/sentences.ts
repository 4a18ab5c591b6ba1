import type { Flow, Parameter, Step } from '../../oauth/model';
import { hostOf, serverName } from './parties';

/**
 * What happened in a step, in one plain sentence in the past tense. Says only what was seen: the outcome
 * of a step is told by its state and, where it failed, by `explainFailure`.
 */
export function stepSentence(step: Step, flow: Pick<Flow, 'server' | 'client'>): string {
  const server = serverName(flow.server);
  const client = flow.client.id ? `client ${quote(flow.client.id)}` : 'the client application';
  const value = (name: string) => parameterValue(step.request, name) ?? parameterValue(step.response, name);
  switch (step.kind) {
    case 'discovery':
      return `The client read the metadata of ${server}: its endpoints and what it supports.`;
    case 'protected_resource_metadata':
      return 'The client asked the resource server which authorization servers it trusts.';
    case 'jwks':
      return `The client read the public keys with which ${server} signs its tokens.`;
    case 'client_registration':
      return `The client registered itself at ${server}.`;
    case 'pushed_authorization_request':
      return `The client left its authorization request at ${server} beforehand and was given a reference to it.`;
    case 'authorization_request':
      return `The ${plain(client)} sent the user’s browser to ${server} to ask for ${wanted(step)}${scopePhrase(step)}.`;
    case 'authorization_interaction':
      return `The browser went on within ${server}, where the user signs in and consents.`;
    case 'authorization_response':
      return authorizationResponse(step, server);
    case 'token_request':
      return `The client asked ${server} for tokens${grantPhrase(value('grant_type'))}.`;
    case 'refresh_request':
      return `The client traded its refresh token for a new access token at ${server}.`;
    case 'device_authorization_request':
      return `The device asked ${server} for a code that the user enters on another screen.`;
    case 'device_verification':
      return 'The user opened the page on which the device’s code is entered.';
    case 'backchannel_authentication_request':
      return `The client asked ${server} to let the user confirm the sign-in on their own device.`;
    case 'userinfo_request':
      return `The client asked ${server} who the user is.`;
    case 'introspection_request':
      return `Somebody asked ${server} whether a token is still good.`;
    case 'revocation_request':
      return `The client told ${server} that a token must not be used any more.`;
    case 'resource_request':
      return 'The client called the resource server with a token of this flow.';
    case 'websocket_use':
      return 'A WebSocket connection carried a token of this flow: in its address, its subprotocol or a first message.';
    case 'end_session_request':
      return `The client sent the browser to ${server} to log the user out.`;
    case 'end_session_response':
      return `${server} sent the browser back after the logout.`;
    case 'frontchannel_logout':
      return `${server} told this client, in a hidden frame, that the user logged out.`;
    case 'check_session':
      return `A hidden frame asks ${server} whether the user is still signed in.`;
    case 'not_visible':
      return 'A step that must have taken place where no browser sees it, such as between two servers.';
  }
}

const quote = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
const plain = (client: string): string => client.replace(/^the /, '');

export function parameterValue(parameters: readonly Parameter[], name: string): string | undefined {
  return parameters.find((parameter) => parameter.name === name)?.value;
}

const RESPONSE_TYPES: Record<string, string> = {
  code: 'an authorization code',
  token: 'an access token',
  id_token: 'an ID token',
  vp_token: 'a presentation',
};

function wanted(step: Step): string {
  const types = parameterValue(step.request, 'response_type')?.split(' ').filter(Boolean) ?? [];
  if (!types.length) return 'an authorization';
  return types.map((type) => RESPONSE_TYPES[type] ?? quote(type)).join(' and ');
}

function scopePhrase(step: Step): string {
  const scope = parameterValue(step.request, 'scope');
  return scope ? ` with scope ${quote(scope)}` : '';
}

function authorizationResponse(step: Step, server: string): string {
  if (step.outcome.state === 'oauth-error')
    return `${server} sent the browser back to the client with an error.`;
  const given = ['code', 'access_token', 'id_token', 'response'].filter((name) =>
    [...step.response, ...step.request].some((parameter) => parameter.name === name),
  );
  const names: Record<string, string> = {
    code: 'an authorization code',
    access_token: 'an access token',
    id_token: 'an ID token',
    response: 'a signed response',
  };
  const what = given.map((name) => names[name]).join(' and ');
  return `${server} sent the browser back to the client${what ? ` with ${what}` : ''}.`;
}

const GRANT_PHRASES: Record<string, string> = {
  authorization_code: ' and paid with the authorization code',
  password: ' with the user’s own password',
  client_credentials: ' in its own name, without a user',
  'urn:ietf:params:oauth:grant-type:device_code': ' with the device code',
  'urn:ietf:params:oauth:grant-type:token-exchange': ' in exchange for another token',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': ' with a signed assertion (JWT)',
  'urn:ietf:params:oauth:grant-type:saml2-bearer': ' with a SAML assertion',
  'urn:openid:params:grant-type:ciba': ' after the user was asked on their own device',
  'urn:ietf:params:oauth:grant-type:pre-authorized_code': ' with a pre-authorized code',
};

function grantPhrase(grantType: string | undefined): string {
  if (!grantType) return '';
  return Object.hasOwn(GRANT_PHRASES, grantType)
    ? GRANT_PHRASES[grantType]!
    : ` by the grant ${quote(grantType)}`;
}

/** Where a step went: host and path of its exchange or connection, without query or fragment. */
export const stepAddress = (url: string | undefined): string => (url ? hostOf(url) : '');
