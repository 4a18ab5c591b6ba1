import { type MessageKey, t } from '../../i18n';
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

export const stepKindName = (kind: StepKind): string => t(`flow.step_${kind}`);

const ROLES: Record<Role, MessageKey> = {
  'resource-owner': 'flow.role_owner',
  client: 'flow.role_client',
  'authorization-server': 'flow.role_server',
  'resource-server': 'flow.role_resource',
};

export const roleName = (role: Role): string => t(ROLES[role]);

export const tokenKindName = (kind: TokenKind): string => t(`token.kind_${kind}`);

const CARRIERS: Record<TokenCarrier, MessageKey> = {
  'header-bearer': 'token.in_header_bearer',
  'header-dpop': 'token.in_header_dpop',
  query: 'token.in_query',
  form: 'token.in_form',
  cookie: 'token.in_cookie',
  'ws-query': 'token.in_ws_query',
  'ws-subprotocol': 'token.in_ws_subprotocol',
  'ws-first-message': 'token.in_ws_first_message',
};

export const carrierName = (carrier: TokenCarrier): string => t(CARRIERS[carrier]);

const PLACES: Record<ParameterPlace, MessageKey> = {
  query: 'parameters.in_query',
  fragment: 'parameters.in_fragment',
  'request-header': 'parameters.in_request_header',
  'request-body': 'parameters.in_request_body',
  'response-header': 'parameters.in_response_header',
  'response-body': 'parameters.in_response_body',
  'request-object': 'parameters.in_request_object',
  jarm: 'parameters.in_jarm',
};

export const placeName = (place: ParameterPlace): string => t(PLACES[place]);

/** How a statement is known, in words and as the name of its shape. */
export function confidenceName(confidence: Confidence): string {
  if (confidence === 'proved') return t('flow.confidence_proved');
  return t(confidence === 'inferred' ? 'flow.confidence_inferred' : 'flow.confidence_unseen');
}

/** Why the step is held to belong to its flow: one sentence. */
export const joinSentence = (join: Join): string => t(`flow.key_${join.key}`);

/** What the step was recognised by: one sentence. */
export const recognisedSentence = (by: Step['recognisedBy']): string => t(`flow.by_${by}`);

/** What kind of client it is (RFC 6749 §2.1) and how it proved who it is (§2.3). */
export function clientKind(client: FlowClient): string {
  const kind = t(`flow.client_kind_${client.kind}`);
  if (!client.authentication) return kind;
  if (client.authentication === 'tls_client_auth') return t('flow.client_by_tls', { kind });
  return client.authentication === 'none'
    ? t('flow.client_unauthenticated', { kind })
    : t('flow.client_authenticated', { kind, method: client.authentication });
}
