import type { SocketId } from '../session/observations';

/** RFC 6749 §1.1; the user agent stands with the resource owner. */
export type Role = 'resource-owner' | 'client' | 'authorization-server' | 'resource-server';

/** How a statement is known. Shown with every judgement. */
export type Confidence = 'proved' | 'inferred' | 'cannot-see';

export type Grant =
  | 'authorization_code'
  | 'implicit'
  | 'hybrid'
  | 'password'
  | 'client_credentials'
  | 'refresh_token'
  | 'device_code'
  | 'token_exchange'
  | 'jwt_bearer'
  | 'saml2_bearer'
  | 'ciba'
  | 'pre_authorized_code'
  /** A grant_type of a vendor's own; `Flow.grantName` has its name. */
  | 'vendor'
  /** No grant: a client registers, and manages that itself; of a sign-in of its nothing was seen. */
  | 'client_registration'
  /** Tokens seen in use, their issue not. */
  | 'unknown';

export type StepKind =
  | 'discovery'
  | 'protected_resource_metadata'
  | 'jwks'
  | 'client_registration'
  /** The client reads, changes, deletes its own registration (RFC 7592 §2). */
  | 'client_read_request'
  | 'client_update_request'
  | 'client_delete_request'
  | 'pushed_authorization_request'
  | 'authorization_request'
  /** A redirect or page between request and response, at the authorization server. */
  | 'authorization_interaction'
  | 'authorization_response'
  | 'token_request'
  | 'refresh_request'
  | 'device_authorization_request'
  | 'device_verification'
  | 'backchannel_authentication_request'
  | 'userinfo_request'
  | 'introspection_request'
  | 'revocation_request'
  | 'resource_request'
  | 'websocket_use'
  | 'end_session_request'
  | 'end_session_response'
  | 'frontchannel_logout'
  | 'check_session'
  /** Stands where a step must have been that a browser cannot see (a server-side token exchange). */
  | 'not_visible';

/** Why a step is held to belong to its flow. Never time alone. */
export interface Join {
  key:
    | 'first'
    | 'state'
    | 'code'
    | 'code_verifier'
    | 'redirect_uri'
    | 'request_chain'
    /** The same frame went on at the authorization server, between request and response. */
    | 'same_frame'
    | 'request_uri'
    | 'refresh_token'
    | 'access_token'
    | 'registration_access_token'
    | 'id_token'
    | 'device_code'
    | 'user_code'
    | 'auth_req_id'
    | 'mfa_token'
    | 'subject_token'
    | 'dpop_jkt'
    | 'client_id'
    | 'issuer'
    /** It was refused, and named the metadata of its resource, which the client then read (RFC 9728 §5). */
    | 'resource_metadata'
    /** Where a logout returns to is the flow's client. */
    | 'post_logout_redirect_uri'
    | 'sid';
  confidence: Confidence;
}

/** Where in the message a parameter stood. */
export type ParameterPlace =
  | 'query'
  | 'fragment'
  | 'request-header'
  | 'request-body'
  | 'response-header'
  | 'response-body'
  | 'request-object'
  | 'jarm';

export interface Parameter {
  name: string;
  value: string;
  place: ParameterPlace;
  /** A credential: shown masked until clicked, redacted on every way out. */
  secret: boolean;
}

export type StepOutcome =
  | { state: 'pending' }
  | { state: 'ok' }
  /** The protocol's own error (RFC 6749 §4.1.2.1, §5.2): `code` is the `error` parameter. */
  | { state: 'oauth-error'; code: string; description?: string; uri?: string }
  | { state: 'http-error'; status: number }
  | { state: 'network-error'; error: string }
  /** Something of it could not be seen; `reason` is a sentence for the user. */
  | { state: 'not-visible'; reason: string };

export interface Step {
  /** Stable within a session: `${exchangeId}/${kind}`. */
  id: string;
  kind: StepKind;
  /** 1, 2, 3… in causal order within the flow. */
  number: number;
  from: Role;
  to: Role;
  at: number;
  endedAt?: number;
  /** The exchange that carried it; absent for `not_visible` and for a WebSocket's use. */
  exchangeId?: string;
  socketId?: SocketId;
  /** One line: "POST /token (authorization_code)". */
  title: string;
  /** Parameters of the request as sent. */
  request: readonly Parameter[];
  /** Parameters of the answer (token response, callback). */
  response: readonly Parameter[];
  outcome: StepOutcome;
  join: Join;
  /** How the step was recognised: learned endpoint, the address that a registration gave, parameters, body, path. */
  recognisedBy: 'metadata' | 'registration' | 'parameters' | 'response' | 'path' | 'inferred';
  /** What of this step the browser would not show, each a sentence that also says what to do. */
  unseen: readonly string[];
  /** Ids of tokens that it issued, and that it carried. */
  issued: readonly string[];
  used: readonly string[];
}

export type FlowState =
  | { phase: 'in-progress' }
  /** At the authorization server, nothing in flight: somebody has to sign in or consent. */
  | { phase: 'waiting-for-user'; since: number }
  | { phase: 'complete'; at: number }
  | { phase: 'failed'; at: number; code: string; description?: string; stepId: string }
  | { phase: 'abandoned'; at: number }
  /** Went on where no browser sees it (server-side client). Never called failed. */
  | { phase: 'not-visible'; reason: string }
  | { phase: 'ended'; at: number; by: 'logout' | 'revocation' | 'deregistration' };

export interface FlowClient {
  id?: string;
  /** Origin of the redirect URI or of the page that asked. */
  origin?: string;
  /** `public`: no client authentication at the token endpoint was seen. */
  kind: 'public' | 'confidential' | 'unknown';
  authentication?:
    | 'none'
    | 'client_secret_basic'
    | 'client_secret_post'
    | 'client_secret_jwt'
    | 'private_key_jwt'
    /** OAuth 2.0 Attestation-Based Client Authentication. */
    | 'attest_jwt_client_auth'
    /** RFC 8705: invisible. Inferred where the server's metadata asks for authentication and none was seen. */
    | 'tls_client_auth';
}

export interface FlowServer {
  issuer?: string;
  origin: string;
  authorizationEndpoint?: string;
  tokenEndpoint?: string;
}

export interface Pkce {
  challenge?: string;
  method?: string;
  verifier?: string;
  /** Set once both were seen: S256(verifier) = challenge, computed. */
  verified?: boolean;
}

export interface Flow {
  id: string;
  ordinal: number;
  grant: Grant;
  /** The grant's or vendor's own name where `grant` is `vendor`. */
  grantName?: string;
  /** Unordered set, RFC "Multiple Response Types" §3. */
  responseType: readonly string[];
  responseMode?: string;
  client: FlowClient;
  server: FlowServer;
  /** Origins (or ws origins) where its tokens were used. */
  resourceServers: readonly string[];
  redirectUri?: string;
  scopeAsked?: string;
  scopeGranted?: string;
  pkce?: Pkce;
  /** Subject of the ID token or UserInfo, where seen. */
  subject?: string;
  state: FlowState;
  startedAt: number;
  endedAt?: number;
  /** Where it ran: the tab itself, a popup, a hidden frame, another tab, a worker. */
  surface: 'tab' | 'popup' | 'frame' | 'worker' | 'page';
  steps: readonly Step[];
  tokenIds: readonly string[];
  socketIds: readonly SocketId[];
}

export type TokenKind =
  | 'access'
  | 'refresh'
  | 'id'
  | 'code'
  /** With it a client manages its own registration, and nothing else (RFC 7592 §1.2). */
  | 'registration'
  | 'unknown';

export interface TokenUse {
  at: number;
  stepId?: string;
  exchangeId?: string;
  socketId?: SocketId;
  carrier: TokenCarrier;
  /** Origin it was sent to. */
  to: string;
}

export type TokenCarrier =
  | 'header-bearer'
  | 'header-dpop'
  | 'query'
  | 'form'
  | 'cookie'
  | 'ws-query'
  | 'ws-subprotocol'
  | 'ws-first-message';

export interface Token {
  /** Short and stable: from a hash of the value, so it survives redaction. */
  id: string;
  kind: TokenKind;
  value: string;
  format: 'jwt' | 'jwe' | 'opaque';
  /** Decoded claims where it is a JWT; never trusted, only shown. */
  header?: Readonly<Record<string, unknown>>;
  claims?: Readonly<Record<string, unknown>>;
  flowId?: string;
  issuedBy?: string;
  issuedAt?: number;
  expiresAt?: number;
  /** What `expiresAt` rests on: the token response or the token's own `exp`. */
  expiryFrom?: 'expires_in' | 'exp';
  tokenType?: string;
  scope?: string;
  audience?: readonly string[];
  /** Token that this one came from (code → access, refresh → access). */
  parentId?: string;
  childIds: readonly string[];
  /** Thumbprint of the key it is bound to, RFC 9449 §6. */
  boundKey?: string;
  revokedAt?: number;
  uses: readonly TokenUse[];
}
