import type { Step } from '../model';

/** What an answer brought, by the names of its parameters: never a value that could be secret. */
const WORDS: Readonly<Record<string, string>> = {
  code: 'code',
  access_token: 'access token',
  refresh_token: 'refresh token',
  id_token: 'ID token',
  vp_token: 'presentation',
  request_uri: 'request_uri',
  device_code: 'device code',
  user_code: 'user code',
  auth_req_id: 'auth_req_id',
};

const MEANING: Readonly<Partial<Record<Step['kind'], string>>> = {
  discovery: 'endpoints',
  protected_resource_metadata: 'authorization servers',
  jwks: 'public keys',
  client_registration: 'client_id',
  userinfo_request: 'claims about the user',
  introspection_request: 'token state',
  revocation_request: 'revoked',
  end_session_response: 'signed out',
  frontchannel_logout: 'sign out here too',
  resource_request: 'OK',
};

/** One line on how a step was answered. */
export function answerLabel(step: Step): string {
  const { outcome } = step;
  switch (outcome.state) {
    case 'oauth-error':
      return `error: ${outcome.code.slice(0, 60)}`;
    case 'http-error':
      return `HTTP ${outcome.status}`;
    case 'network-error':
      return 'no answer';
    case 'pending':
      return 'waiting for an answer';
    case 'not-visible':
      return 'answer not visible';
    default:
      return MEANING[step.kind] ?? broughtBy(step);
  }
}

function broughtBy(step: Step): string {
  const names = new Set(step.response.map(({ name }) => name.slice(name.lastIndexOf('.') + 1)));
  const brought = Object.keys(WORDS).filter((name) => names.has(name));
  return brought.map((name) => WORDS[name]).join(', ') || 'OK';
}
