import type { Entries } from './entry';

/** Parameters of an authorization request, and of one pushed ahead of it. */
export const AUTHORIZATION_REQUEST: Entries = {
  response_type: {
    title: 'Response type',
    text: 'What the client wants back from the authorization server: a code to exchange later, or tokens right away. It decides which flow this is.',
    spec: 'RFC 6749 §3.1.1',
    values: {
      code: 'An authorization code, to be exchanged for tokens at the token endpoint. The recommended choice.',
      token:
        'An access token straight in the redirect (implicit grant). No longer recommended: it can leak from the URL.',
      id_token: 'An ID token straight in the redirect: it says who signed in, and opens no API.',
      none: 'Nothing but the fact that the user agreed.',
      vp_token: 'A presentation of credentials from a wallet.',
    },
  },
  client_id: {
    title: 'Client identifier',
    text: 'The public name under which the application is registered at the authorization server. It is no secret.',
    spec: 'RFC 6749 §2.2',
  },
  redirect_uri: {
    title: 'Redirect URI',
    text: 'Where the authorization server sends the user back to. It has to be one that was registered for the client, or an attacker could collect the answer.',
    spec: 'RFC 6749 §3.1.2',
  },
  scope: {
    title: 'Scope',
    text: 'Which permissions are asked for, or were given. Each word stands for one permission; what it means is up to the server.',
    spec: 'RFC 6749 §3.3',
  },
  state: {
    title: 'State',
    text: 'A random value that the client makes up and must get back unchanged. It ties the answer to this request, so that nobody can slip in an answer of their own.',
    spec: 'RFC 6749 §4.1.1, §10.12',
  },
  response_mode: {
    title: 'Response mode',
    text: 'How the answer travels back to the redirect URI.',
    spec: 'OAuth 2.0 Multiple Response Type Encoding Practices §2.1',
    values: {
      query: 'In the query of the redirect URI, which the client’s server sees.',
      fragment: 'Behind the # of the redirect URI, which stays in the browser.',
      form_post:
        'As a form that the browser posts to the redirect URI: nothing stays in the address bar or in history.',
      'query.jwt': 'As one signed JWT in the query (JARM).',
      'fragment.jwt': 'As one signed JWT in the fragment (JARM).',
      'form_post.jwt': 'As one signed JWT in a posted form (JARM).',
      jwt: 'As one signed JWT, where the response type puts it (JARM).',
      web_message: 'As a message from a frame or popup to the page that opened it; there is no redirect.',
      okta_post_message: 'As a message from a frame to the page that opened it; there is no redirect.',
    },
  },
  nonce: {
    title: 'Nonce',
    text: 'A random value that has to come back inside the ID token. It proves that the ID token was made for this sign-in and is not replayed.',
    spec: 'OpenID Connect Core §3.1.2.1, §15.5.2',
  },
  code_challenge: {
    title: 'PKCE code challenge',
    text: 'A fingerprint of a secret that only this client instance knows. Whoever redeems the code has to show the secret itself, so a stolen code is worthless.',
    spec: 'RFC 7636 §4.2',
  },
  code_challenge_method: {
    title: 'PKCE challenge method',
    text: 'How the challenge was made from the secret verifier.',
    spec: 'RFC 7636 §4.3',
    values: {
      S256: 'The challenge is the SHA-256 hash of the verifier: whoever sees it cannot get the verifier from it.',
      plain:
        'The challenge is the verifier itself: whoever reads this request can redeem the code. Use S256.',
    },
  },
  prompt: {
    title: 'Prompt',
    text: 'Whether the user may, or must, be asked something.',
    spec: 'OpenID Connect Core §3.1.2.1',
    values: {
      none: 'Nothing may be shown: it works only if the user is already signed in, else an error comes back. Used for silent renewal.',
      login: 'The user has to sign in again, even with a session.',
      consent: 'The user has to agree again.',
      select_account: 'The user has to choose an account.',
      create: 'The user is to create an account.',
    },
  },
  display: {
    title: 'Display',
    text: 'What kind of page the sign-in should be: a full page, a popup, for touch.',
    spec: 'OpenID Connect Core §3.1.2.1',
  },
  max_age: {
    title: 'Maximum authentication age',
    text: 'How many seconds ago the user may have signed in. If it was longer ago, they have to do it again.',
    spec: 'OpenID Connect Core §3.1.2.1',
  },
  ui_locales: {
    title: 'Languages of the sign-in page',
    text: 'Languages that the user would like, best first.',
    spec: 'OpenID Connect Core §3.1.2.1',
  },
  id_token_hint: {
    title: 'ID token hint',
    text: 'An ID token issued earlier. It tells the server which user, or which session, is meant.',
    spec: 'OpenID Connect Core §3.1.2.1',
  },
  login_hint: {
    title: 'Login hint',
    text: 'Who is probably going to sign in, often an e-mail address, so that the form can be filled in.',
    spec: 'OpenID Connect Core §3.1.2.1',
  },
  acr_values: {
    title: 'Authentication strength asked for',
    text: 'How strongly the user has to prove who they are, in the server’s own names, best first.',
    spec: 'OpenID Connect Core §3.1.2.1; RFC 9470 §4',
  },
  claims: {
    title: 'Claims request',
    text: 'Single facts about the user that are wanted in the ID token or from UserInfo.',
    spec: 'OpenID Connect Core §5.5',
  },
  registration: {
    title: 'Self-issued registration',
    text: 'A client’s own description of itself, for servers that know no registration.',
    spec: 'OpenID Connect Core §7.2.1',
  },
  resource: {
    title: 'Resource indicator',
    text: 'The API for which the token is meant, as an absolute URI. It may be given more than once. The token should then be good for nothing else.',
    spec: 'RFC 8707 §2',
  },
  audience: {
    title: 'Audience',
    text: 'The API for which the token is meant, by a name that the server knows. Some vendors use it in place of a resource indicator.',
    spec: 'RFC 8693 §2.1',
  },
  authorization_details: {
    title: 'Authorization details',
    text: 'A precise description of what is asked for, as JSON: not “payments”, but “this payment of 25 € to that account”.',
    spec: 'RFC 9396 §2',
  },
  dpop_jkt: {
    title: 'DPoP key thumbprint',
    text: 'Fingerprint of the key to which the code is bound: only its holder can redeem it.',
    spec: 'RFC 9449 §10',
  },
  request: {
    title: 'Request object',
    text: 'The whole request as a signed JWT, so that nobody can change it on its way through the browser. Its values supersede those beside it.',
    spec: 'RFC 9101 §4, §5',
  },
  request_uri: {
    title: 'Request URI',
    text: 'A reference to a request that the server already has, usually pushed to it a moment ago. The parameters themselves then stay out of the browser.',
    spec: 'RFC 9126 §2.2, §4; RFC 9101 §5.2',
  },
  access_type: {
    title: 'Access type',
    text: 'One vendor’s way to ask for a refresh token.',
    spec: 'vendor parameter',
    values: {
      offline: 'A refresh token is wanted, so the client can go on without the user.',
      online: 'No refresh token is wanted.',
    },
  },
  include_granted_scopes: {
    title: 'Incremental authorization',
    text: 'Permissions given before are kept, so the granted scope may be wider than what is asked for here.',
    spec: 'vendor parameter',
  },
  ui_hint: {
    title: 'UI hint',
    text: 'How the page should be shown, in the server’s own words.',
    spec: 'vendor parameter',
  },
};
