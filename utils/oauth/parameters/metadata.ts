import type { Entries } from './entry';

/** Members of authorization server and protected resource metadata. */
export const METADATA: Entries = {
  issuer: {
    title: 'Issuer',
    text: 'The server’s own name, an https URL. Everything that it signs must carry exactly this.',
    spec: 'RFC 8414 §2',
  },
  authorization_endpoint: {
    title: 'Authorization endpoint',
    text: 'Where users are sent to sign in and to agree.',
    spec: 'RFC 8414 §2; RFC 6749 §3.1',
  },
  token_endpoint: {
    title: 'Token endpoint',
    text: 'Where clients get tokens.',
    spec: 'RFC 8414 §2; RFC 6749 §3.2',
  },
  userinfo_endpoint: {
    title: 'UserInfo endpoint',
    text: 'Where facts about the user can be had with an access token.',
    spec: 'OpenID Connect Discovery §3',
  },
  jwks_uri: { title: 'Key set', text: 'Where the server’s public keys are.', spec: 'RFC 8414 §2' },
  registration_endpoint: {
    title: 'Registration endpoint',
    text: 'Where clients can register themselves.',
    spec: 'RFC 8414 §2; RFC 7591',
  },
  revocation_endpoint: {
    title: 'Revocation endpoint',
    text: 'Where tokens can be ended.',
    spec: 'RFC 8414 §2; RFC 7009',
  },
  introspection_endpoint: {
    title: 'Introspection endpoint',
    text: 'Where APIs can ask whether a token is good.',
    spec: 'RFC 8414 §2; RFC 7662',
  },
  end_session_endpoint: {
    title: 'Logout endpoint',
    text: 'Where users are sent to sign out.',
    spec: 'OpenID Connect RP-Initiated Logout §2.1',
  },
  check_session_iframe: {
    title: 'Session frame',
    text: 'A page which, in a hidden frame, tells when the user’s session changes.',
    spec: 'OpenID Connect Session Management §3.3',
  },
  pushed_authorization_request_endpoint: {
    title: 'Pushed request endpoint',
    text: 'Where clients hand in authorization requests beforehand.',
    spec: 'RFC 9126 §5',
  },
  require_pushed_authorization_requests: {
    title: 'Pushed requests required',
    text: 'Whether only requests handed in beforehand are taken.',
    spec: 'RFC 9126 §5',
  },
  device_authorization_endpoint: {
    title: 'Device endpoint',
    text: 'Where devices without a keyboard begin.',
    spec: 'RFC 8628 §4',
  },
  backchannel_authentication_endpoint: {
    title: 'Backchannel endpoint',
    text: 'Where a client asks for a user to agree on their own device.',
    spec: 'OpenID CIBA §4',
  },
  scopes_supported: {
    title: 'Scopes',
    text: 'Permissions that can be asked for, or some of them.',
    spec: 'RFC 8414 §2',
  },
  response_types_supported: {
    title: 'Response types',
    text: 'What can be asked back from the authorization endpoint.',
    spec: 'RFC 8414 §2',
  },
  response_modes_supported: {
    title: 'Response modes',
    text: 'How answers can travel back.',
    spec: 'RFC 8414 §2',
  },
  grant_types_supported: {
    title: 'Grant types',
    text: 'What can be exchanged for tokens.',
    spec: 'RFC 8414 §2',
  },
  code_challenge_methods_supported: {
    title: 'PKCE methods',
    text: 'How code challenges may be made. If it is absent, one cannot tell that PKCE is supported.',
    spec: 'RFC 8414 §2; RFC 9700 §2.1.1',
  },
  token_endpoint_auth_methods_supported: {
    title: 'Client authentication',
    text: 'How clients may prove who they are.',
    spec: 'RFC 8414 §2',
  },
  dpop_signing_alg_values_supported: {
    title: 'DPoP algorithms',
    text: 'How proofs may be signed; that it is there says that DPoP is supported.',
    spec: 'RFC 9449 §5.1',
  },
  authorization_response_iss_parameter_supported: {
    title: 'Issuer in responses',
    text: 'Whether answers name their server in iss. Then a client has to check it.',
    spec: 'RFC 9207 §3',
  },
  id_token_signing_alg_values_supported: {
    title: 'ID token algorithms',
    text: 'How ID tokens may be signed.',
    spec: 'OpenID Connect Discovery §3',
  },
  subject_types_supported: {
    title: 'Subject types',
    text: 'Whether all clients see the same id of a user (public) or each another (pairwise).',
    spec: 'OpenID Connect Discovery §3',
  },
  claims_supported: {
    title: 'Claims',
    text: 'Facts about users that may be had.',
    spec: 'OpenID Connect Discovery §3',
  },
  resource: { title: 'Resource', text: 'The API’s own name.', spec: 'RFC 9728 §2' },
  authorization_servers: {
    title: 'Authorization servers',
    text: 'Which servers’ tokens the API takes.',
    spec: 'RFC 9728 §2',
  },
  bearer_methods_supported: {
    title: 'Ways to send a token',
    text: 'Where the API looks for the token: header, body or query.',
    spec: 'RFC 9728 §2',
  },
  resource_metadata: {
    title: 'Resource metadata',
    text: 'Where the API tells which authorization server it trusts.',
    spec: 'RFC 9728 §5.1',
  },
};
