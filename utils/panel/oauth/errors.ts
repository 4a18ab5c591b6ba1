import type { Step } from '../../oauth/model';

/** An error told to a person: what it means, what usually causes it, where it is defined. */
export interface Explanation {
  code: string;
  meaning: string;
  causes: readonly string[];
  specification?: string;
}

type Entry = [meaning: string, specification: string, ...causes: string[]];

const OAUTH: Record<string, Entry> = {
  invalid_request: [
    'The request lacks a parameter, repeats one, or has one that the server cannot read.',
    'RFC 6749 §4.1.2.1, §5.2',
    'A required parameter is missing: compare the table below with the server’s documentation.',
    'The server demands PKCE and code_challenge or code_verifier was not sent.',
    'The body is JSON where the server wants a form, or the reverse.',
  ],
  invalid_client: [
    'The server does not know the client, or the client did not prove who it is.',
    'RFC 6749 §5.2',
    'The client_id is wrong for this server or environment.',
    'The client secret is wrong, expired, or sent in another way than registered (header or body).',
    'A single-page app is registered as a confidential client.',
  ],
  invalid_grant: [
    'The code, refresh token or assertion is invalid, expired, revoked or not meant for this client.',
    'RFC 6749 §5.2',
    'The code was already used: it works once (a reload of the callback, a double call in development).',
    'The code expired: most servers give it 30 to 60 seconds.',
    'redirect_uri differs from the one in the authorization request.',
    'code_verifier does not match code_challenge.',
    'The refresh token was rotated, and an old one was sent.',
  ],
  unauthorized_client: [
    'This client may not use this grant or response type.',
    'RFC 6749 §4.1.2.1, §5.2',
    'The grant is not switched on in the client’s registration.',
  ],
  unsupported_grant_type: [
    'The server does not support this grant type.',
    'RFC 6749 §5.2',
    'grant_type is misspelt, or the body was not sent as a form.',
  ],
  unsupported_response_type: [
    'The server does not support this response_type.',
    'RFC 6749 §4.1.2.1',
    'The implicit grant is switched off at this server: use code with PKCE.',
  ],
  invalid_scope: [
    'A scope asked for is unknown, malformed or more than was granted.',
    'RFC 6749 §4.1.2.1, §5.2',
    'A scope is misspelt, or separated by something other than spaces.',
    'The scope is not assigned to this client.',
  ],
  access_denied: [
    'The user or the server refused.',
    'RFC 6749 §4.1.2.1',
    'The user pressed “Cancel” or declined to consent.',
    'A policy of the server forbids this user this client.',
  ],
  server_error: ['The server failed inside.', 'RFC 6749 §4.1.2.1', 'Look in the authorization server’s log.'],
  temporarily_unavailable: [
    'The server is overloaded or in maintenance.',
    'RFC 6749 §4.1.2.1',
    'Try again later; too many requests may have been sent.',
  ],
  interaction_required: [
    'The user would have to do something, and prompt=none forbids it.',
    'OpenID Connect Core §3.1.2.6',
    'Silent renewal: send the user through a visible sign-in.',
  ],
  login_required: [
    'Nobody is signed in at the server, and prompt=none forbids asking.',
    'OpenID Connect Core §3.1.2.6',
    'The session at the server has ended.',
    'The browser keeps third-party cookies from the hidden frame: use refresh tokens instead.',
  ],
  account_selection_required: [
    'The user would have to choose an account, and prompt=none forbids it.',
    'OpenID Connect Core §3.1.2.6',
    'Send login_hint, or a visible sign-in.',
  ],
  consent_required: [
    'The user has not consented yet, and prompt=none forbids asking.',
    'OpenID Connect Core §3.1.2.6',
    'A new scope was added since the last consent.',
  ],
  invalid_request_uri: [
    'The request_uri cannot be used.',
    'RFC 9101 §7',
    'A pushed request expired, or was used before: it works once.',
  ],
  invalid_request_object: [
    'The request object (JWT) is not valid.',
    'RFC 9101 §7',
    'Its signature, aud or exp is wrong.',
  ],
  invalid_target: [
    'The resource or audience asked for is unknown or not allowed.',
    'RFC 8707 §2',
    'resource must be an absolute URI that the server knows, without a fragment.',
  ],
  invalid_dpop_proof: [
    'The DPoP proof is not valid.',
    'RFC 9449 §5',
    'htm or htu does not match the request, or the clock is off.',
  ],
  use_dpop_nonce: [
    'The server wants its nonce inside the DPoP proof. This is not a failure: the client tries again with it.',
    'RFC 9449 §8',
    'If no second try follows, the client library does not support DPoP nonces.',
  ],
  authorization_pending: [
    'The user has not finished on the other device yet. The client goes on asking.',
    'RFC 8628 §3.5',
    'Normal while waiting.',
  ],
  slow_down: [
    'The client asks too often: it must wait 5 seconds more between tries.',
    'RFC 8628 §3.5',
    'The polling interval of the device response is not kept.',
  ],
  expired_token: [
    'The device code ran out before the user finished.',
    'RFC 8628 §3.5',
    'Start the flow again.',
  ],
  invalid_token: [
    'The resource server does not accept the access token.',
    'RFC 6750 §3.1',
    'It expired or was revoked.',
    'It was issued for another audience.',
  ],
  insufficient_scope: [
    'The token lacks a scope that this resource needs.',
    'RFC 6750 §3.1',
    'Ask for the scope that the answer names, and sign in again.',
  ],
  insufficient_user_authentication: [
    'The resource wants a stronger or more recent sign-in.',
    'RFC 9470 §3',
    'Send a new authorization request with the acr_values or max_age of the answer.',
  ],
  redirect_uri_mismatch: [
    'The redirect URI is not registered for this client.',
    'RFC 6749 §3.1.2.4',
    'Scheme, host, port, path and trailing slash must be equal to the registered one.',
  ],
};

const HTTP: Record<number, Entry> = {
  400: [
    'The server could not make sense of the request.',
    'RFC 9110 §15.5.1',
    'A parameter is missing or malformed.',
  ],
  401: [
    'The server wants (other) credentials.',
    'RFC 9110 §15.5.2',
    'The token is missing, expired, or of another audience.',
    'At a token endpoint: the client’s own credentials are wrong.',
  ],
  403: [
    'The server knows who asks and refuses.',
    'RFC 9110 §15.5.4',
    'The token lacks a scope, or the user lacks a role.',
  ],
  404: [
    'There is nothing at this address.',
    'RFC 9110 §15.5.5',
    'The endpoint is misconfigured: compare with the metadata.',
  ],
  405: ['The address does not take this method.', 'RFC 9110 §15.5.6', 'A token endpoint takes POST only.'],
  415: [
    'The body’s type is not taken.',
    'RFC 9110 §15.5.16',
    'Token endpoints take application/x-www-form-urlencoded.',
  ],
  429: ['Too many requests.', 'RFC 6585 §4', 'Wait as long as Retry-After says.'],
};

const NETWORK: [match: RegExp, entry: Entry][] = [
  [
    /ABORTED|BINDING_ABORTED/,
    ['The page or the user stopped the request.', 'Fetch', 'The page navigated away or called abort().'],
  ],
  [
    /CERT|SSL|SEC_ERROR/,
    [
      'The certificate or the TLS connection was not accepted.',
      'RFC 8446',
      'Open the address in a tab to see why.',
    ],
  ],
  [
    /NAME_NOT_RESOLVED|UNKNOWN_HOST/,
    ['The host’s name is not known.', 'DNS', 'The address is misspelt, or a VPN is off.'],
  ],
  [
    /REFUSED|UNREACHABLE|TIMED_OUT|TIMEOUT|RESET/,
    ['The server could not be reached.', 'TCP', 'It is down, or a firewall is in between.'],
  ],
  [
    /FAILED|CORS|BLOCKED|NS_ERROR_DOM_BAD_URI/,
    [
      'The browser did not hand the answer to the page.',
      'Fetch, CORS protocol',
      'The server sent no Access-Control-Allow-Origin for this page’s origin: allow the origin at the server (often “web origins”).',
      'An extension or a content security policy blocked it.',
    ],
  ],
];

const asExplanation = (code: string, [meaning, specification, ...causes]: Entry): Explanation => ({
  code,
  meaning,
  specification,
  causes,
});

/**
 * Why a step failed and what usually causes it, or undefined for one that did not fail.
 * RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6; an unknown code is said to be the server's own.
 */
export function explainFailure(outcome: Step['outcome']): Explanation | undefined {
  switch (outcome.state) {
    case 'oauth-error':
      return explainError(outcome.code);
    case 'http-error': {
      const entry = HTTP[outcome.status];
      if (entry) return asExplanation(`HTTP ${outcome.status}`, entry);
      const meaning = outcome.status >= 500 ? 'The server failed inside.' : 'The server refused the request.';
      return {
        code: `HTTP ${outcome.status}`,
        meaning,
        causes: ['The body of the answer, below, may say more.'],
      };
    }
    case 'network-error': {
      const entry = NETWORK.find(([match]) => match.test(outcome.error))?.[1];
      if (entry) return asExplanation(outcome.error, entry);
      return { code: outcome.error, meaning: 'The browser got no usable answer.', causes: [] };
    }
    default:
      return undefined;
  }
}

/** The meaning of an OAuth error code. */
export function explainError(code: string): Explanation {
  const entry = Object.hasOwn(OAUTH, code) ? OAUTH[code] : undefined;
  if (entry) return asExplanation(code, entry);
  return {
    code,
    meaning: 'A code of this server’s own: no specification defines it.',
    causes: ['Look it up in the server’s documentation.'],
  };
}
