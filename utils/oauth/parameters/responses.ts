import type { Entries } from './entry';

/** Parameters of authorization responses and errors. */
export const AUTHORIZATION_RESPONSE: Entries = {
  code: {
    title: 'Authorization code',
    text: 'A short-lived voucher that the client exchanges for tokens. It works once, for this client only.',
    spec: 'RFC 6749 §4.1.2',
  },
  state: {
    title: 'State',
    text: 'The client’s own random value, sent back. If it is not the one that was sent, the client must throw the answer away.',
    spec: 'RFC 6749 §4.1.2',
  },
  iss: {
    title: 'Issuer',
    text: 'Which authorization server gave this answer. A client that knows several can tell that it talks to the right one.',
    spec: 'RFC 9207 §2',
  },
  session_state: {
    title: 'Session state',
    text: 'A fingerprint of the user’s session at the server. With it, a hidden frame can notice when the user signs out elsewhere.',
    spec: 'OpenID Connect Session Management §2',
  },
  response: {
    title: 'Signed response (JARM)',
    text: 'The whole answer as one signed JWT, so that nobody can change or inject it.',
    spec: 'JARM §2.1',
  },
  error: {
    title: 'Error code',
    text: 'Why it did not work, as a word that programs understand.',
    spec: 'RFC 6749 §4.1.2.1, §5.2',
  },
  error_description: {
    title: 'Error description',
    text: 'The server’s own words for the developer. Not meant to be shown to users.',
    spec: 'RFC 6749 §4.1.2.1, §5.2',
  },
  error_uri: {
    title: 'Error page',
    text: 'A web page that tells more about the error.',
    spec: 'RFC 6749 §4.1.2.1, §5.2',
  },
  vp_token: {
    title: 'Presentation',
    text: 'Credentials from the user’s wallet, proved to be theirs.',
    spec: 'OpenID for Verifiable Presentations',
  },
  user: {
    title: 'User',
    text: 'Name and e-mail, given by one vendor at the first consent only.',
    spec: 'vendor parameter',
  },
};

/** Members of token responses. */
export const TOKEN_RESPONSE: Entries = {
  access_token: {
    title: 'Access token',
    text: 'The key to the API. Whoever holds it can use it until it runs out, unless it is bound to a key. The client need not understand it.',
    spec: 'RFC 6749 §1.4, §5.1',
  },
  token_type: {
    title: 'Token type',
    text: 'How the access token has to be used. Upper and lower case do not matter.',
    spec: 'RFC 6749 §7.1',
    values: {
      bearer: 'Whoever holds it may use it (RFC 6750).',
      dpop: 'Only with a fresh proof by the key to which it is bound (RFC 9449).',
      n_a: 'It is no access token, so no way of use applies (RFC 8693).',
      mac: 'With a signature over each request.',
    },
  },
  expires_in: {
    title: 'Lifetime',
    text: 'For how many seconds the access token is good, counted from this answer.',
    spec: 'RFC 6749 §5.1',
  },
  refresh_token: {
    title: 'Refresh token',
    text: 'A long-lived secret with which the client gets new access tokens without asking the user again. It only ever goes to the token endpoint.',
    spec: 'RFC 6749 §1.5, §6',
  },
  refresh_expires_in: {
    title: 'Refresh token lifetime',
    text: 'For how many seconds the refresh token is good.',
    spec: 'vendor parameter',
  },
  refresh_token_expires_in: {
    title: 'Refresh token lifetime',
    text: 'For how many seconds the refresh token is good.',
    spec: 'vendor parameter',
  },
  ext_expires_in: {
    title: 'Extended lifetime',
    text: 'How long the token is accepted while the server is out of order.',
    spec: 'vendor parameter',
  },
  id_token: {
    title: 'ID token',
    text: 'A signed statement for the client about who signed in, when and how. It is not meant for APIs.',
    spec: 'OpenID Connect Core §2',
  },
  issued_token_type: {
    title: 'Kind of token issued',
    text: 'What a token exchange gave back.',
    spec: 'RFC 8693 §2.2.1',
  },
  'not-before-policy': {
    title: 'Not-before policy',
    text: 'Tokens issued before this time are no longer accepted.',
    spec: 'vendor parameter',
  },
};

/** Members of the answers of other endpoints. */
export const OTHER_RESPONSES: Entries = {
  request_uri: {
    title: 'Request URI',
    text: 'The reference under which the pushed request is kept. The browser then carries only this.',
    spec: 'RFC 9126 §2.2',
  },
  device_code: {
    title: 'Device code',
    text: 'The secret with which the device asks whether the user has agreed yet.',
    spec: 'RFC 8628 §3.2',
  },
  user_code: {
    title: 'User code',
    text: 'The short code that the user types in on another device.',
    spec: 'RFC 8628 §3.2, §6.1',
  },
  verification_uri: {
    title: 'Verification page',
    text: 'Where the user goes, on any device, to type the code in.',
    spec: 'RFC 8628 §3.2',
  },
  verification_uri_complete: {
    title: 'Verification page with the code',
    text: 'The same page with the code already in it, for a QR code.',
    spec: 'RFC 8628 §3.2, §3.3.1',
  },
  interval: {
    title: 'Polling interval',
    text: 'How many seconds the client has to wait between two questions; 5 if nothing is said.',
    spec: 'RFC 8628 §3.2',
  },
  auth_req_id: {
    title: 'Authentication request id',
    text: 'With it the client asks for the tokens once the user has agreed on their own device.',
    spec: 'OpenID CIBA §7.3',
  },
  active: {
    title: 'Active',
    text: 'Whether the token is good right now: known, not run out, not revoked.',
    spec: 'RFC 7662 §2.2',
    values: { true: 'The token is good.', false: 'The token is no good; why is not told, on purpose.' },
  },
  keys: {
    title: 'Keys',
    text: 'The public keys with which the server’s signatures are verified.',
    spec: 'RFC 7517 §5',
  },
  mfa_token: {
    title: 'Second-factor token',
    text: 'With it the sign-in goes on once the second factor was given.',
    spec: 'vendor parameter',
  },
};
