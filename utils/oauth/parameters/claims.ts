import type { Entries } from './entry';

/** Claims and header members of JWTs: ID tokens, access tokens, proofs, assertions. */
export const CLAIMS: Entries = {
  iss: {
    title: 'Issuer',
    text: 'Who made and signed this. It must be exactly the server’s own name.',
    spec: 'RFC 7519 §4.1.1; OpenID Connect Core §2',
  },
  sub: {
    title: 'Subject',
    text: 'Whom it is about: an id of the user that stays the same at this issuer.',
    spec: 'RFC 7519 §4.1.2; OpenID Connect Core §2',
  },
  aud: {
    title: 'Audience',
    text: 'For whom it is meant. Everybody else must refuse it.',
    spec: 'RFC 7519 §4.1.3; OpenID Connect Core §2',
  },
  exp: { title: 'Expires', text: 'From this moment on it must not be accepted.', spec: 'RFC 7519 §4.1.4' },
  nbf: { title: 'Not before', text: 'Before this moment it must not be accepted.', spec: 'RFC 7519 §4.1.5' },
  iat: { title: 'Issued at', text: 'When it was made.', spec: 'RFC 7519 §4.1.6' },
  jti: {
    title: 'Token id',
    text: 'A unique name, by which a second use can be noticed.',
    spec: 'RFC 7519 §4.1.7',
  },
  auth_time: {
    title: 'Time of sign-in',
    text: 'When the user last proved who they are.',
    spec: 'OpenID Connect Core §2',
  },
  nonce: {
    title: 'Nonce',
    text: 'The value of the authorization request, or of the server’s DPoP-Nonce. If it differs, the token was made for something else.',
    spec: 'OpenID Connect Core §2; RFC 9449 §4.2',
  },
  acr: {
    title: 'Authentication strength',
    text: 'How strongly the user proved who they are, in the server’s own names.',
    spec: 'OpenID Connect Core §2',
  },
  amr: {
    title: 'Authentication methods',
    text: 'How the user proved who they are: password, one-time code, key and so on.',
    spec: 'OpenID Connect Core §2; RFC 8176',
  },
  azp: {
    title: 'Authorized party',
    text: 'The client to which it was issued.',
    spec: 'OpenID Connect Core §2',
  },
  at_hash: {
    title: 'Access token hash',
    text: 'Half a hash of the access token issued along: it shows that the two belong together.',
    spec: 'OpenID Connect Core §3.1.3.6',
  },
  c_hash: {
    title: 'Code hash',
    text: 'Half a hash of the code issued along: it shows that the two belong together.',
    spec: 'OpenID Connect Core §3.3.2.11',
  },
  s_hash: {
    title: 'State hash',
    text: 'Half a hash of the state: it shows that the answer was not put together from two.',
    spec: 'FAPI 1.0 Part 2 §5.1',
  },
  sid: {
    title: 'Session id',
    text: 'The user’s session at the server; signing out names it.',
    spec: 'OpenID Connect Front-Channel Logout §3',
  },
  scope: { title: 'Scope', text: 'The permissions that the token gives.', spec: 'RFC 9068 §2.2.3' },
  scp: {
    title: 'Scope',
    text: 'The permissions that the token gives, in some vendors’ naming.',
    spec: 'vendor parameter',
  },
  client_id: { title: 'Client', text: 'The client that asked for the token.', spec: 'RFC 9068 §2.2' },
  cnf: {
    title: 'Confirmation',
    text: 'The key to which the token is bound. Without it, the token is of no use.',
    spec: 'RFC 7800 §3; RFC 9449 §6',
  },
  act: { title: 'Actor', text: 'Who acts in place of the subject.', spec: 'RFC 8693 §4.1' },
  may_act: {
    title: 'May act',
    text: 'Who is allowed to act in place of the subject.',
    spec: 'RFC 8693 §4.4',
  },
  htm: {
    title: 'HTTP method',
    text: 'The method of the one request for which this proof was made.',
    spec: 'RFC 9449 §4.2',
  },
  htu: {
    title: 'HTTP address',
    text: 'The address of the one request for which this proof was made, without query and fragment.',
    spec: 'RFC 9449 §4.2',
  },
  ath: {
    title: 'Access token hash',
    text: 'Hash of the access token that is sent along.',
    spec: 'RFC 9449 §4.2',
  },
  alg: {
    title: 'Algorithm',
    text: 'How it is signed. “none” means not at all, and must be refused.',
    spec: 'RFC 7515 §4.1.1',
  },
  kid: { title: 'Key id', text: 'Which of the server’s keys signed it.', spec: 'RFC 7515 §4.1.4' },
  typ: {
    title: 'Type',
    text: 'What sort of JWT it is, so that none is taken for another.',
    spec: 'RFC 7515 §4.1.9; RFC 8725 §3.11',
  },
  enc: { title: 'Encryption', text: 'How the content is encrypted.', spec: 'RFC 7516 §4.1.2' },
  jwk: {
    title: 'Public key',
    text: 'The key with which this was signed.',
    spec: 'RFC 7515 §4.1.3; RFC 9449 §4.2',
  },
  name: { title: 'Name', text: 'The user’s full name.', spec: 'OpenID Connect Core §5.1' },
  given_name: { title: 'First name', text: 'The user’s first name.', spec: 'OpenID Connect Core §5.1' },
  family_name: { title: 'Last name', text: 'The user’s last name.', spec: 'OpenID Connect Core §5.1' },
  preferred_username: {
    title: 'User name',
    text: 'How the user likes to be called. It may change: never use it as a key.',
    spec: 'OpenID Connect Core §5.1',
  },
  email: { title: 'E-mail', text: 'The user’s e-mail address.', spec: 'OpenID Connect Core §5.1' },
  email_verified: {
    title: 'E-mail verified',
    text: 'Whether the server made sure that the address is the user’s.',
    spec: 'OpenID Connect Core §5.1',
  },
  picture: { title: 'Picture', text: 'Address of a picture of the user.', spec: 'OpenID Connect Core §5.1' },
  locale: { title: 'Locale', text: 'The user’s language and region.', spec: 'OpenID Connect Core §5.1' },
  zoneinfo: { title: 'Time zone', text: 'The user’s time zone.', spec: 'OpenID Connect Core §5.1' },
  updated_at: {
    title: 'Last change',
    text: 'When the user’s data last changed.',
    spec: 'OpenID Connect Core §5.1',
  },
};
