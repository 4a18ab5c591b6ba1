import { type MessageKey, t } from '../../i18n';
import type { Step } from '../model';

/** What an answer brought, by the names of its parameters: never a value that could be secret. */
const WORDS: Readonly<Record<string, MessageKey | undefined>> = {
  code: 'flow.answer_code',
  access_token: 'flow.answer_access_token',
  refresh_token: 'flow.answer_refresh_token',
  id_token: 'flow.answer_id_token',
  vp_token: 'flow.answer_vp_token',
  // Their own names are what people know them by.
  request_uri: undefined,
  device_code: 'flow.answer_device_code',
  user_code: 'flow.answer_user_code',
  auth_req_id: undefined,
};

const MEANING: Readonly<Partial<Record<Step['kind'], MessageKey>>> = {
  discovery: 'flow.answer_endpoints',
  protected_resource_metadata: 'flow.answer_servers',
  jwks: 'flow.answer_keys',
  userinfo_request: 'flow.answer_claims',
  introspection_request: 'flow.answer_token_state',
  revocation_request: 'flow.answer_revoked',
  client_read_request: 'flow.answer_client_metadata',
  client_update_request: 'flow.answer_client_metadata',
  client_delete_request: 'flow.answer_client_deleted',
  end_session_response: 'flow.answer_signed_out',
  frontchannel_logout: 'flow.answer_sign_out_too',
};

/** One line on how a step was answered. */
export function answerLabel(step: Step): string {
  const { outcome } = step;
  switch (outcome.state) {
    case 'oauth-error':
      return t('flow.answer_error', { code: outcome.code.slice(0, 60) });
    case 'http-error':
      return `HTTP ${outcome.status}`;
    case 'network-error':
      return t('flow.answer_none');
    case 'pending':
      return t('flow.answer_waiting');
    case 'not-visible':
      return t('flow.answer_unseen');
    default: {
      const meaning = MEANING[step.kind];
      // Reading and changing may bring another token (RFC 7592 §2.1, §2.2).
      if (meaning === 'flow.answer_client_metadata' && step.issued.length > 0)
        return t('flow.answer_client_metadata_token');
      if (step.kind === 'client_registration') return 'client_id';
      return meaning ? t(meaning) : step.kind === 'resource_request' ? 'OK' : broughtBy(step);
    }
  }
}

function broughtBy(step: Step): string {
  const names = new Set(step.response.map(({ name }) => name.slice(name.lastIndexOf('.') + 1)));
  const brought = Object.entries(WORDS).filter(([name]) => names.has(name));
  return brought.map(([name, key]) => (key ? t(key) : name)).join(', ') || 'OK';
}
