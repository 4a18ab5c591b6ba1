import { tOr } from '../../i18n';

/** An error explained: what it says, and what is usually the matter. */
export interface ErrorEntry {
  text: string;
  causes: readonly string[];
  spec: string;
}

const AUTHORIZATION = 'RFC 6749 §4.1.2.1';
const TOKEN = 'RFC 6749 §5.2';
const OIDC = 'OpenID Connect Core §3.1.2.6';

/** Error codes by name, with their likely causes, the likeliest first. */
export const ERRORS: Readonly<Record<string, ErrorEntry>> = {
  invalid_request: {
    text: 'The request lacks a parameter, has one twice, or is malformed.',
    causes: [
      'A required parameter is missing or misspelt.',
      'The redirect URI differs from the registered one.',
      'PKCE is required and code_challenge is missing.',
      'The body is not form-encoded.',
    ],
    spec: `${AUTHORIZATION}, §5.2`,
  },
  invalid_client: {
    text: 'The client is unknown, or did not prove who it is.',
    causes: [
      'The client_id is wrong, or belongs to another environment.',
      'The client secret is wrong or has run out.',
      'The client is registered for another authentication method.',
    ],
    spec: TOKEN,
  },
  invalid_grant: {
    text: 'What was offered in exchange for tokens is not good: wrong, used up, run out, or another client’s.',
    causes: [
      'The code was redeemed before, for instance by a reload of the callback or by two renders of a component.',
      'The code has run out.',
      'The code_verifier does not belong to the code_challenge.',
      'The redirect_uri differs from the authorization request’s.',
      'The refresh token was rotated, revoked, or has run out.',
    ],
    spec: TOKEN,
  },
  unauthorized_client: {
    text: 'The client may not use this grant or response type.',
    causes: [
      'The grant is not switched on in the client’s registration.',
      'The client is registered as confidential and behaves as a public one, or the other way round.',
    ],
    spec: `${AUTHORIZATION}, §5.2`,
  },
  access_denied: {
    text: 'The user, or the server, said no.',
    causes: [
      'The user pressed “cancel” or did not agree.',
      'A policy of the server forbids this user or client.',
    ],
    spec: AUTHORIZATION,
  },
  unsupported_response_type: {
    text: 'The server cannot answer in this way.',
    causes: ['The implicit or hybrid flow is switched off.', 'response_type is misspelt.'],
    spec: AUTHORIZATION,
  },
  unsupported_grant_type: {
    text: 'The server does not know this grant.',
    causes: ['grant_type is misspelt.', 'The body is JSON, and the server expects a form.'],
    spec: TOKEN,
  },
  invalid_scope: {
    text: 'A permission that was asked for is unknown or not allowed.',
    causes: [
      'A scope is misspelt.',
      'The client is not registered for it.',
      'A refresh asks for more than was granted.',
    ],
    spec: `${AUTHORIZATION}, §5.2`,
  },
  server_error: {
    text: 'The server failed.',
    causes: ['A fault at the authorization server: look at its log.'],
    spec: AUTHORIZATION,
  },
  temporarily_unavailable: {
    text: 'The server is overloaded or being maintained.',
    causes: ['Try again later.'],
    spec: AUTHORIZATION,
  },
  login_required: {
    text: 'The user has to sign in, and nothing may be shown.',
    causes: [
      'prompt=none, and the user has no session any more.',
      'The browser blocks third-party cookies, so a hidden frame does not see the session.',
    ],
    spec: OIDC,
  },
  consent_required: {
    text: 'The user has to agree, and nothing may be shown.',
    causes: ['prompt=none with a scope to which the user has not agreed yet.'],
    spec: OIDC,
  },
  interaction_required: {
    text: 'The user has to do something, and nothing may be shown.',
    causes: [
      'prompt=none, and a second factor or new terms are due.',
      'The browser blocks third-party cookies.',
    ],
    spec: OIDC,
  },
  account_selection_required: {
    text: 'The user has to choose an account, and nothing may be shown.',
    causes: ['prompt=none with several sessions: send a login_hint.'],
    spec: OIDC,
  },
  invalid_request_uri: {
    text: 'The request_uri cannot be used.',
    causes: ['The pushed request has run out or was used before.', 'It belongs to another client.'],
    spec: OIDC,
  },
  invalid_request_object: {
    text: 'The signed request cannot be used.',
    causes: ['Its signature, audience or expiry is wrong.', 'The client’s key is not registered.'],
    spec: OIDC,
  },
  request_not_supported: {
    text: 'The server takes no request objects.',
    causes: ['Send plain parameters, or push the request.'],
    spec: OIDC,
  },
  request_uri_not_supported: {
    text: 'The server takes no request_uri.',
    causes: ['Push the request to the server’s own endpoint instead.'],
    spec: OIDC,
  },
  registration_not_supported: {
    text: 'The server takes no registration in the request.',
    causes: ['Register the client beforehand.'],
    spec: OIDC,
  },
  invalid_target: {
    text: 'The API that was named is unknown or not allowed.',
    causes: ['resource or audience is misspelt.', 'The client has no access to it.'],
    spec: 'RFC 8707 §2',
  },
  invalid_authorization_details: {
    text: 'The authorization details cannot be used.',
    causes: ['A type is unknown, or a field is missing.'],
    spec: 'RFC 9396 §5',
  },
  invalid_dpop_proof: {
    text: 'The DPoP proof is not good.',
    causes: ['The clock is off.', 'htm or htu do not fit the request.', 'The proof was used before.'],
    spec: 'RFC 9449 §5',
  },
  use_dpop_nonce: {
    text: 'The proof has to contain the server’s nonce. The client asks again with it: this is normal.',
    causes: ['The first request to this server, or its nonce changed.'],
    spec: 'RFC 9449 §8',
  },
  authorization_pending: {
    text: 'The user has not agreed yet. The client goes on asking: this is normal.',
    causes: ['The user has not finished on the other device.'],
    spec: 'RFC 8628 §3.5',
  },
  slow_down: {
    text: 'The client asks too often and has to wait five seconds longer from now on.',
    causes: ['The polling interval is too short.'],
    spec: 'RFC 8628 §3.5',
  },
  expired_token: {
    text: 'The device code has run out.',
    causes: ['The user took too long: begin again.'],
    spec: 'RFC 8628 §3.5',
  },
  invalid_token: {
    text: 'The access token is not good: run out, revoked, malformed, or for another API.',
    causes: ['It has run out: refresh it.', 'Its audience is another API.', 'The ID token was sent instead.'],
    spec: 'RFC 6750 §3.1',
  },
  insufficient_scope: {
    text: 'The token does not give this permission.',
    causes: ['Ask for the scope that the API names.'],
    spec: 'RFC 6750 §3.1',
  },
  insufficient_user_authentication: {
    text: 'The API wants the user to sign in more strongly or again.',
    causes: ['Send a new authorization request with the acr_values or max_age that the challenge names.'],
    spec: 'RFC 9470 §3',
  },
  unsupported_token_type: {
    text: 'The server cannot revoke this kind of token.',
    causes: ['Revoke the refresh token instead.'],
    spec: 'RFC 7009 §2.2.1',
  },
  invalid_redirect_uri: {
    text: 'A redirect URI may not be registered.',
    causes: ['It is not https, or has a fragment.'],
    spec: 'RFC 7591 §3.2.2',
  },
  invalid_client_metadata: {
    text: 'The registration is not acceptable.',
    causes: ['A field has a value that the server does not take.'],
    spec: 'RFC 7591 §3.2.2',
  },
  invalid_software_statement: {
    text: 'The software statement is not good.',
    causes: ['Its signature does not fit, it has run out, or it is by somebody else.'],
    spec: 'RFC 7591 §3.2.2',
  },
  unapproved_software_statement: {
    text: 'The server does not approve of this software statement.',
    causes: ['Whoever vouches for the client is not trusted by this server.'],
    spec: 'RFC 7591 §3.2.2',
  },
  redirect_uri_mismatch: {
    text: 'The redirect URI is not one of those registered.',
    causes: ['Scheme, host, port, path or a trailing slash differ.'],
    spec: 'vendor error',
  },
  bad_verification_code: {
    text: 'The code is wrong or has run out.',
    causes: ['It was redeemed before.', 'More than ten minutes went by.'],
    spec: 'vendor error',
  },
  incorrect_client_credentials: {
    text: 'Client id or client secret are wrong.',
    causes: ['They belong to another application.'],
    spec: 'vendor error',
  },
  mfa_required: {
    text: 'A second factor is needed. The client goes on with the mfa_token.',
    causes: ['The user has a second factor, or a policy demands one.'],
    spec: 'vendor error',
  },
  no_answer: {
    text: 'The hidden frame got a page, where the server must answer at once by a redirect (prompt=none).',
    causes: [
      'The server shows a page of its own, and does not know prompt=none or takes it for something else.',
      'The page that was to hand the answer on was not allowed to run in a frame (X-Frame-Options, frame-ancestors).',
      'The browser kept the server’s cookies from the frame, and the server asks to sign in instead of saying login_required.',
    ],
    spec: OIDC,
  },
  network_error: {
    text: 'The browser got no usable answer.',
    causes: [
      'The server does not allow the page’s origin (CORS).',
      'The server is down, or the address is wrong.',
      'The page was left before the answer came.',
    ],
    spec: 'Fetch Standard',
  },
};

/** An entry in the language of the interface; `id` names its texts in utils/i18n/prose/errors.ko.json. */
export function translated(id: string, { text, causes, spec }: ErrorEntry): ErrorEntry {
  return {
    text: tOr(text, `errors.${id}.text`),
    causes: causes.map((cause, index) => tOr(cause, `errors.${id}.causes.${index}`)),
    spec,
  };
}
