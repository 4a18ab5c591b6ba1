import { locale, type MessageKey, t } from '../../i18n';
import type { Flow, FlowClient, Parameter, Step } from '../../oauth/model';
import { hostOf, serverName } from './parties';

/**
 * What happened in a step, in one plain sentence in the past tense. Says only what was seen: the outcome
 * of a step is told by its state and, where it failed, by `explainFailure`.
 */
export function stepSentence(step: Step, flow: Pick<Flow, 'server' | 'client'>): string {
  const server = serverName(flow.server);
  switch (step.kind) {
    case 'authorization_request':
      return authorizationRequest(step, server, flow.client);
    case 'authorization_response':
      return authorizationResponse(step, server);
    case 'token_request':
      return tokenRequest(step, server);
    case 'resource_request':
      return t(
        step.join.key === 'resource_metadata'
          ? 'flow.said_resource_request_challenged'
          : 'flow.said_resource_request',
      );
    default:
      return t(`flow.said_${step.kind}`, { server });
  }
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** Words as a list of the language: "a code and an ID token". */
const list = (words: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words);

export function parameterValue(parameters: readonly Parameter[], name: string): string | undefined {
  return parameters.find((parameter) => parameter.name === name)?.value;
}

const THINGS: Readonly<Record<string, MessageKey>> = {
  code: 'flow.thing_code',
  token: 'flow.thing_access_token',
  access_token: 'flow.thing_access_token',
  id_token: 'flow.thing_id_token',
  vp_token: 'flow.thing_vp_token',
  response: 'flow.thing_response',
};

const thing = (name: string): string => (Object.hasOwn(THINGS, name) ? t(THINGS[name]!) : `“${short(name)}”`);

function authorizationRequest(step: Step, server: string, { id }: FlowClient): string {
  const types = parameterValue(step.request, 'response_type')?.split(' ').filter(Boolean) ?? [];
  const scope = parameterValue(step.request, 'scope');
  const values = {
    server,
    client: id ? t('flow.client_named', { id: short(id) }) : t('flow.client_unnamed'),
    wanted: types.length ? list(types.map(thing)) : t('flow.thing_authorization'),
  };
  return scope
    ? t('flow.said_authorization_request_scope', { ...values, scope: short(scope) })
    : t('flow.said_authorization_request', values);
}

function authorizationResponse(step: Step, server: string): string {
  if (step.outcome.state === 'oauth-error') return t('flow.said_authorization_response_error', { server });
  const given = ['code', 'access_token', 'id_token', 'response'].filter((name) =>
    [...step.response, ...step.request].some((parameter) => parameter.name === name),
  );
  return given.length
    ? t('flow.said_authorization_response_with', { server, what: list(given.map(thing)) })
    : t('flow.said_authorization_response', { server });
}

const GRANTS: Readonly<Record<string, MessageKey>> = {
  authorization_code: 'flow.said_token_request_code',
  password: 'flow.said_token_request_password',
  client_credentials: 'flow.said_token_request_client',
  'urn:ietf:params:oauth:grant-type:device_code': 'flow.said_token_request_device',
  'urn:ietf:params:oauth:grant-type:token-exchange': 'flow.said_token_request_exchange',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'flow.said_token_request_jwt',
  'urn:ietf:params:oauth:grant-type:saml2-bearer': 'flow.said_token_request_saml',
  'urn:openid:params:grant-type:ciba': 'flow.said_token_request_ciba',
  'urn:ietf:params:oauth:grant-type:pre-authorized_code': 'flow.said_token_request_pre_authorized',
};

function tokenRequest(step: Step, server: string): string {
  const grant = parameterValue(step.request, 'grant_type') ?? parameterValue(step.response, 'grant_type');
  if (!grant) return t('flow.said_token_request', { server });
  return Object.hasOwn(GRANTS, grant)
    ? t(GRANTS[grant]!, { server })
    : t('flow.said_token_request_other', { server, grant: short(grant) });
}

/** Where a step went: host and path of its exchange or connection, without query or fragment. */
export const stepAddress = (url: string | undefined): string => (url ? hostOf(url) : '');
