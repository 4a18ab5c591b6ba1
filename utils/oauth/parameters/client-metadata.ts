import type { Entries } from './entry';

const OIDC = 'OpenID Connect Dynamic Client Registration §2';
const METHODS = {
  none: 'None: a public client, such as a web page.',
  client_secret_basic: 'With its secret, in an Authorization: Basic header.',
  client_secret_post: 'With its secret, in the body.',
  client_secret_jwt: 'With a JWT signed by its secret.',
  private_key_jwt: 'With a JWT signed by its private key.',
  tls_client_auth: 'With a TLS certificate of a known authority (RFC 8705).',
  self_signed_tls_client_auth: 'With its own TLS certificate (RFC 8705).',
};

/** What a client says of itself when it registers or changes its registration, and what it is told. */
export const CLIENT_METADATA: Entries = {
  client_id: {
    title: 'Client identifier',
    text: 'The name that the server gave this client. It is no secret.',
    spec: 'RFC 7591 §3.2.1',
  },
  client_secret: {
    title: 'Client secret',
    text: 'The client’s password, made by the server. An answer to reading or changing may bring a new one, which then counts alone.',
    spec: 'RFC 7591 §3.2.1; RFC 7592 §3',
  },
  client_id_issued_at: {
    title: 'Registered at',
    text: 'When the client was given its identifier, in seconds since 1970.',
    spec: 'RFC 7591 §3.2.1',
  },
  client_secret_expires_at: {
    title: 'End of the client secret',
    text: 'When the secret runs out, in seconds since 1970; 0 means never.',
    spec: 'RFC 7591 §3.2.1',
    values: { 0: 'Never.' },
  },
  registration_access_token: {
    title: 'Registration access token',
    text: 'With it the client reads, changes and deletes its own registration. It is good for nothing else; if another comes, the old one has to be thrown away.',
    spec: 'RFC 7592 §1.2, §3',
  },
  registration_client_uri: {
    title: 'Client configuration endpoint',
    text: 'Where the client reads, changes and deletes its own registration. It has to be used as it was given.',
    spec: 'RFC 7592 §2, §3',
  },
  authorization: {
    title: 'Authorization header',
    text: 'Carries the registration access token; at a first registration an access token, where the server wants one.',
    spec: 'RFC 7592 §2; RFC 7591 §3',
  },
  redirect_uris: {
    title: 'Redirect URIs',
    text: 'Every address to which answers may be sent.',
    spec: 'RFC 7591 §2',
  },
  token_endpoint_auth_method: {
    title: 'Client authentication',
    text: 'How the client proves who it is at the token endpoint.',
    spec: 'RFC 7591 §2',
    values: METHODS,
  },
  token_endpoint_auth_signing_alg: {
    title: 'Signature of client authentication',
    text: 'With which algorithm the client signs the JWT by which it authenticates.',
    spec: OIDC,
  },
  grant_types: {
    title: 'Grant types',
    text: 'By which grants the client will ask for tokens. It may use no others.',
    spec: 'RFC 7591 §2',
  },
  response_types: {
    title: 'Response types',
    text: 'What the client will ask for at the authorization endpoint.',
    spec: 'RFC 7591 §2',
  },
  client_name: {
    title: 'Client name',
    text: 'The name that users see when they are asked to agree.',
    spec: 'RFC 7591 §2',
  },
  client_uri: {
    title: 'Client’s home page',
    text: 'A page that tells about the client.',
    spec: 'RFC 7591 §2',
  },
  logo_uri: { title: 'Logo', text: 'A picture shown beside the client’s name.', spec: 'RFC 7591 §2' },
  scope: {
    title: 'Scope',
    text: 'What the client may ask for at the most.',
    spec: 'RFC 7591 §2',
  },
  contacts: {
    title: 'Contacts',
    text: 'Whom to write to about this client, mostly e-mail addresses.',
    spec: 'RFC 7591 §2',
  },
  tos_uri: {
    title: 'Terms of service',
    text: 'A page with the client’s terms of service.',
    spec: 'RFC 7591 §2',
  },
  policy_uri: {
    title: 'Privacy policy',
    text: 'A page that tells what the client does with personal data.',
    spec: 'RFC 7591 §2',
  },
  jwks_uri: {
    title: 'Client’s key set',
    text: 'Where the client’s public keys are.',
    spec: 'RFC 7591 §2',
  },
  jwks: { title: 'Client’s keys', text: 'The client’s public keys themselves.', spec: 'RFC 7591 §2' },
  software_id: {
    title: 'Software',
    text: 'Which program the client is, the same in every copy of it.',
    spec: 'RFC 7591 §2',
  },
  software_version: {
    title: 'Software version',
    text: 'Which version of the program the client is.',
    spec: 'RFC 7591 §2',
  },
  software_statement: {
    title: 'Software statement',
    text: 'A JWT in which somebody whom the server trusts vouches for what the client says of itself.',
    spec: 'RFC 7591 §2.3',
  },
  application_type: {
    title: 'Kind of application',
    text: 'Which redirect URIs the client may have: a web application’s, or an app’s on a device.',
    spec: OIDC,
    values: { web: 'A web application.', native: 'An app on a device, or a program on this machine.' },
  },
  subject_type: {
    title: 'Kind of subject',
    text: 'Whether every client gets the same identifier of a user.',
    spec: OIDC,
    values: {
      public: 'Every client gets the same.',
      pairwise: 'Each client gets another, so that nobody can compare.',
    },
  },
  sector_identifier_uri: {
    title: 'Sector identifier',
    text: 'Clients with the same address here get the same identifiers of users.',
    spec: OIDC,
  },
  id_token_signed_response_alg: {
    title: 'Signature of ID tokens',
    text: 'With which algorithm this client’s ID tokens are signed.',
    spec: OIDC,
  },
  userinfo_signed_response_alg: {
    title: 'Signature of UserInfo',
    text: 'With which algorithm UserInfo answers are signed; without it they are plain JSON.',
    spec: OIDC,
  },
  request_object_signing_alg: {
    title: 'Signature of request objects',
    text: 'With which algorithm the client signs its authorization requests.',
    spec: OIDC,
  },
  default_max_age: {
    title: 'Default maximum age',
    text: 'After how many seconds a user has to sign in anew, where a request says nothing.',
    spec: OIDC,
  },
  require_auth_time: {
    title: 'Time of sign-in wanted',
    text: 'Whether every ID token has to say when the user signed in.',
    spec: OIDC,
    values: { true: 'It has to.', false: 'It need not.' },
  },
  default_acr_values: {
    title: 'Default authentication class',
    text: 'How strong the sign-in has to be, where a request says nothing.',
    spec: OIDC,
  },
  initiate_login_uri: {
    title: 'Address that starts a sign-in',
    text: 'Where others send the user so that the client starts a sign-in.',
    spec: OIDC,
  },
  request_uris: {
    title: 'Request URIs',
    text: 'Addresses at which the client may keep request objects.',
    spec: OIDC,
  },
  post_logout_redirect_uris: {
    title: 'Post-logout redirect URIs',
    text: 'Every address to which a user may be sent after signing out.',
    spec: 'OpenID Connect RP-Initiated Logout §3.1',
  },
  frontchannel_logout_uri: {
    title: 'Front-channel logout address',
    text: 'What is loaded in a hidden frame when the user signs out elsewhere.',
    spec: 'OpenID Connect Front-Channel Logout §2',
  },
  backchannel_logout_uri: {
    title: 'Back-channel logout address',
    text: 'What the server calls itself, past the browser, when the user signs out elsewhere.',
    spec: 'OpenID Connect Back-Channel Logout §2.2',
  },
  dpop_bound_access_tokens: {
    title: 'Bound access tokens',
    text: 'Whether the client always asks for tokens that are bound to its key.',
    spec: 'RFC 9449 §5.2',
    values: { true: 'Always, with DPoP.', false: 'As each request says.' },
  },
  require_pushed_authorization_requests: {
    title: 'Pushed requests only',
    text: 'Whether the client leaves every authorization request at the server beforehand.',
    spec: 'RFC 9126 §6',
    values: { true: 'Every one.', false: 'As it likes.' },
  },
  authorization_details_types: {
    title: 'Types of authorization details',
    text: 'For which kinds of rich authorization the client will ask.',
    spec: 'RFC 9396 §10',
  },
};
