import type {
  Confidence,
  FlowClient,
  Join,
  ParameterPlace,
  Role,
  Step,
  StepKind,
  TokenCarrier,
  TokenKind,
} from '../../oauth/model';

const STEPS: Record<StepKind, string> = {
  discovery: 'Discovery',
  protected_resource_metadata: 'Protected resource metadata',
  jwks: 'Signing keys',
  client_registration: 'Client registration',
  pushed_authorization_request: 'Pushed authorization request',
  authorization_request: 'Authorization request',
  authorization_interaction: 'Sign-in and consent',
  authorization_response: 'Authorization response',
  token_request: 'Token request',
  refresh_request: 'Refresh request',
  device_authorization_request: 'Device authorization request',
  device_verification: 'Device verification',
  backchannel_authentication_request: 'Backchannel authentication request',
  userinfo_request: 'UserInfo request',
  introspection_request: 'Introspection request',
  revocation_request: 'Revocation request',
  resource_request: 'Resource request',
  websocket_use: 'WebSocket',
  end_session_request: 'Logout request',
  end_session_response: 'Logout response',
  frontchannel_logout: 'Front-channel logout',
  check_session: 'Session check',
  not_visible: 'Not visible from the browser',
};

export const stepKindName = (kind: StepKind): string => STEPS[kind] ?? kind;

const ROLES: Record<Role, string> = {
  'resource-owner': 'Browser and user',
  client: 'Client application',
  'authorization-server': 'Authorization server',
  'resource-server': 'Resource server',
};

export const roleName = (role: Role): string => ROLES[role] ?? role;

const TOKENS: Record<TokenKind, string> = {
  access: 'Access token',
  refresh: 'Refresh token',
  id: 'ID token',
  code: 'Authorization code',
  unknown: 'Token',
};

export const tokenKindName = (kind: TokenKind): string => TOKENS[kind] ?? kind;

const CARRIERS: Record<TokenCarrier, string> = {
  'header-bearer': 'Authorization: Bearer header',
  'header-dpop': 'Authorization: DPoP header',
  query: 'URL query',
  form: 'form body',
  cookie: 'cookie',
  'ws-query': 'WebSocket URL query',
  'ws-subprotocol': 'WebSocket subprotocol',
  'ws-first-message': 'first WebSocket message',
};

export const carrierName = (carrier: TokenCarrier): string => CARRIERS[carrier] ?? carrier;

const PLACES: Record<ParameterPlace, string> = {
  query: 'URL query',
  fragment: 'URL fragment',
  'request-header': 'request header',
  'request-body': 'request body',
  'response-header': 'response header',
  'response-body': 'response body',
  'request-object': 'request object (JWT)',
  jarm: 'response JWT (JARM)',
};

export const placeName = (place: ParameterPlace): string => PLACES[place] ?? place;

/** How a statement is known, in words and as the name of its shape. */
export function confidenceName(confidence: Confidence): string {
  if (confidence === 'proved') return 'Proved';
  return confidence === 'inferred' ? 'Inferred' : 'Cannot be seen from a browser';
}

const JOINS: Record<Join['key'], string> = {
  first: 'It begins the flow.',
  state: 'It carries the same state value as the authorization request.',
  code: 'It carries the authorization code that this flow issued.',
  code_verifier: 'Its code_verifier hashes to this flow’s code_challenge.',
  redirect_uri: 'It goes to the redirect URI of this flow.',
  request_chain: 'The browser was redirected here from the step before, within one request.',
  request_uri: 'It carries the request_uri that this flow was given.',
  refresh_token: 'It carries a refresh token that this flow issued.',
  access_token: 'It carries an access token that this flow issued.',
  id_token: 'It carries an ID token that this flow issued.',
  device_code: 'It carries the device code of this flow.',
  user_code: 'It carries the user code of this flow.',
  auth_req_id: 'It carries the auth_req_id of this flow.',
  subject_token: 'Its subject token was issued by this flow.',
  dpop_jkt: 'It is signed with the DPoP key of this flow.',
  client_id: 'It has the same client_id as this flow.',
  issuer: 'It belongs to the same authorization server.',
  same_frame: 'It ran in the same frame of this flow’s page.',
  mfa_token: 'It carries the mfa_token that this flow was given.',
  opener: 'It ran in a window or frame that this flow’s page opened.',
  sid: 'It names the session (sid) that this flow began.',
};

/** Why the step is held to belong to its flow: one sentence. */
export const joinSentence = (join: Join): string => JOINS[join.key] ?? 'It shares a value with this flow.';

const RECOGNISED: Record<Step['recognisedBy'], string> = {
  metadata: 'Its address is an endpoint that the server’s metadata names.',
  parameters: 'Its parameters have the form of this message.',
  response: 'The answer has the form of this message.',
  path: 'Only its path looks like this message.',
  inferred: 'It must have happened between the steps seen around it.',
};

/** What the step was recognised by: one sentence. */
export const recognisedSentence = (by: Step['recognisedBy']): string => RECOGNISED[by] ?? RECOGNISED.inferred;

/** What kind of client it is (RFC 6749 §2.1) and how it proved who it is (§2.3). */
export function clientKind(client: FlowClient): string {
  const kind = client.kind === 'unknown' ? 'not known' : client.kind;
  if (!client.authentication) return kind;
  const proof = client.authentication === 'none' ? 'without authentication' : `by ${client.authentication}`;
  return `${kind}, ${proof}`;
}
