import type { Entries } from './entry';

const GRANT_VALUES = {
  authorization_code: 'A code from the redirect is exchanged for tokens.',
  refresh_token: 'A refresh token is exchanged for a new access token, without the user.',
  client_credentials:
    'The client asks for itself; there is no user. It needs a secret, which a web page cannot keep.',
  password: 'The client sends the user’s password. No longer to be used: the client should never see it.',
  'urn:ietf:params:oauth:grant-type:device_code':
    'A device asks whether the user has agreed on another device yet.',
  'urn:ietf:params:oauth:grant-type:token-exchange':
    'One token is exchanged for another, for another service or on behalf of somebody.',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'A signed JWT takes the place of the user’s agreement.',
  'urn:ietf:params:oauth:grant-type:saml2-bearer':
    'A SAML assertion takes the place of the user’s agreement.',
  'urn:openid:params:grant-type:ciba': 'The client asks whether the user has agreed on their own device yet.',
  'urn:ietf:params:oauth:grant-type:pre-authorized_code':
    'A code from an offer is exchanged for access to a credential.',
};

/** Parameters of token requests and of the other requests to the authorization server. */
export const REQUESTS: Entries = {
  grant_type: {
    title: 'Grant type',
    text: 'What the client offers in exchange for tokens.',
    spec: 'RFC 6749 §4.1.3, §4.3.2, §4.4.2, §6',
    values: GRANT_VALUES,
  },
  code: {
    title: 'Authorization code',
    text: 'The voucher from the redirect, now redeemed. It works once.',
    spec: 'RFC 6749 §4.1.3',
  },
  code_verifier: {
    title: 'PKCE code verifier',
    text: 'The secret whose fingerprint was sent as the code challenge. It proves that whoever redeems the code also asked for it.',
    spec: 'RFC 7636 §4.1, §4.5',
  },
  redirect_uri: {
    title: 'Redirect URI',
    text: 'Repeated here so that the server can see that the code is redeemed by whom it was sent to. It must equal the one of the authorization request.',
    spec: 'RFC 6749 §4.1.3',
  },
  client_secret: {
    title: 'Client secret',
    text: 'The client’s password. Only a server can keep one: in a web page everybody can read it.',
    spec: 'RFC 6749 §2.3.1',
  },
  client_assertion: {
    title: 'Client assertion',
    text: 'A short-lived signed JWT by which the client proves who it is, without sending a secret.',
    spec: 'RFC 7523 §2.2',
  },
  client_assertion_type: {
    title: 'Kind of client assertion',
    text: 'In which format the client proves who it is.',
    spec: 'RFC 7521 §4.2',
  },
  refresh_token: {
    title: 'Refresh token',
    text: 'The long-lived secret that is exchanged for a new access token. Good servers give a new one each time and no longer take the old.',
    spec: 'RFC 6749 §6; RFC 9700 §4.14',
  },
  username: {
    title: 'User name',
    text: 'The user’s name at the authorization server, given to the client.',
    spec: 'RFC 6749 §4.3.2',
  },
  password: {
    title: 'Password',
    text: 'The user’s password, given to the client. This grant must no longer be used.',
    spec: 'RFC 6749 §4.3.2; RFC 9700 §2.4',
  },
  assertion: {
    title: 'Assertion',
    text: 'A signed statement that takes the place of the user’s agreement.',
    spec: 'RFC 7521 §4.1',
  },
  requested_token_use: {
    title: 'Token use',
    text: 'One vendor’s way to ask for a token on behalf of the user of another.',
    spec: 'vendor parameter',
  },
  device_code: {
    title: 'Device code',
    text: 'The secret with which the device asks whether the user has agreed yet.',
    spec: 'RFC 8628 §3.4',
  },
  subject_token: {
    title: 'Subject token',
    text: 'The token of whom the new token is to stand for.',
    spec: 'RFC 8693 §2.1',
  },
  subject_token_type: {
    title: 'Kind of subject token',
    text: 'What sort of token the subject token is.',
    spec: 'RFC 8693 §2.1, §3',
  },
  actor_token: {
    title: 'Actor token',
    text: 'The token of whoever acts in place of the subject.',
    spec: 'RFC 8693 §2.1',
  },
  actor_token_type: {
    title: 'Kind of actor token',
    text: 'What sort of token the actor token is.',
    spec: 'RFC 8693 §2.1, §3',
  },
  requested_token_type: {
    title: 'Kind of token wanted',
    text: 'What sort of token should come back.',
    spec: 'RFC 8693 §2.1, §3',
  },
  auth_req_id: {
    title: 'Authentication request id',
    text: 'Names the request to which the user agrees on their own device.',
    spec: 'OpenID CIBA §10.1',
  },
  login_hint_token: {
    title: 'Login hint token',
    text: 'Says in a signed form which user is meant.',
    spec: 'OpenID CIBA §7.1',
  },
  binding_message: {
    title: 'Binding message',
    text: 'A short text shown on both devices, so that the user sees that they belong together.',
    spec: 'OpenID CIBA §7.1',
  },
  client_notification_token: {
    title: 'Notification token',
    text: 'With it the server authenticates when it notifies the client.',
    spec: 'OpenID CIBA §7.1',
  },
  'pre-authorized_code': {
    title: 'Pre-authorized code',
    text: 'A code from a credential offer; the user agreed beforehand.',
    spec: 'OpenID for Verifiable Credential Issuance §6.1',
  },
  tx_code: {
    title: 'Transaction code',
    text: 'A PIN that the user got on another way, so that a stolen offer is worthless.',
    spec: 'OpenID for Verifiable Credential Issuance §6.1',
  },
  token: {
    title: 'Token',
    text: 'The token that is asked about or revoked.',
    spec: 'RFC 7009 §2.1; RFC 7662 §2.1',
  },
  token_type_hint: {
    title: 'Token type hint',
    text: 'Which kind of token it is, so that the server finds it sooner.',
    spec: 'RFC 7009 §2.1; RFC 7662 §2.1',
    values: {
      access_token: 'An access token.',
      refresh_token: 'A refresh token. With it, its access tokens should end as well.',
    },
  },
  user_code: {
    title: 'User code',
    text: 'The code from the other device, typed in here.',
    spec: 'RFC 8628 §3.3',
  },
  post_logout_redirect_uri: {
    title: 'Post-logout redirect URI',
    text: 'Where the user is sent after signing out. It has to be registered.',
    spec: 'OpenID Connect RP-Initiated Logout §2',
  },
  logout_hint: {
    title: 'Logout hint',
    text: 'Who is to be signed out.',
    spec: 'OpenID Connect RP-Initiated Logout §2',
  },
  sid: {
    title: 'Session id',
    text: 'The session at the authorization server that ends.',
    spec: 'OpenID Connect Front-Channel Logout §2',
  },
  access_token: {
    title: 'Access token',
    text: 'The key to the API, sent with the request.',
    spec: 'RFC 6750 §2.2, §2.3',
  },
};

/** Headers. */
export const HEADERS: Entries = {
  authorization: {
    title: 'Authorization header',
    text: 'Carries the access token to an API (Bearer, DPoP), or the client’s own credentials to the token endpoint (Basic).',
    spec: 'RFC 6750 §2.1; RFC 9449 §7.1; RFC 6749 §2.3.1',
  },
  dpop: {
    title: 'DPoP proof',
    text: 'A JWT signed for this one request. It shows that the sender holds the key to which the token is bound.',
    spec: 'RFC 9449 §4',
  },
  'dpop-nonce': {
    title: 'DPoP nonce',
    text: 'A value from the server that the next proof has to contain. A first refusal with use_dpop_nonce is normal.',
    spec: 'RFC 9449 §8',
  },
  'www-authenticate': {
    title: 'Authentication challenge',
    text: 'Why the API refused, and what it wants instead.',
    spec: 'RFC 6750 §3; RFC 9470 §3; RFC 9728 §5.1',
  },
  'cache-control': {
    title: 'Cache control',
    text: 'An answer with tokens must say no-store, so that no cache keeps them.',
    spec: 'RFC 6749 §5.1',
  },
  'oauth-client-attestation': {
    title: 'Client attestation',
    text: 'A statement by the app’s maker that this is a genuine copy.',
    spec: 'OAuth Attestation-Based Client Authentication',
  },
  'oauth-client-attestation-pop': {
    title: 'Proof of attestation',
    text: 'Shows that the sender holds the attested key.',
    spec: 'OAuth Attestation-Based Client Authentication',
  },
  date: {
    title: 'Date',
    text: 'The server’s clock when it answered. Lifetimes are counted by it, not by this machine’s clock.',
    spec: 'RFC 9110 §6.6.1',
  },
};
