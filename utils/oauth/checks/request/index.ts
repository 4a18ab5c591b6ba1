import type { Check } from '../../../checks/model';
import { authorizationEndpointTls } from './authorization-endpoint-tls';
import { clientSecretInUrl } from './client-secret-in-url';
import { corsAuthorizationEndpoint } from './cors-authorization-endpoint';
import { csrfDefence } from './csrf-defence';
import { customScheme } from './custom-scheme';
import { duplicateParameters } from './duplicate-parameters';
import { framablePage } from './framable-page';
import { implicitGrant } from './implicit-grant';
import { loopbackByName } from './loopback-by-name';
import { nonceFrontChannel } from './nonce-front-channel';
import { nonceReused } from './nonce-reused';
import { offlineAccessConsent } from './offline-access-consent';
import { openRedirector } from './open-redirector';
import { openidScope } from './openid-scope';
import { pkceChallengeFormat } from './pkce-challenge-format';
import { pkceChallengeReused } from './pkce-challenge-reused';
import { pkceMethod } from './pkce-method';
import { pkcePresent } from './pkce-present';
import { promptNoneAlone } from './prompt-none-alone';
import { queryWithToken } from './query-with-token';
import { redirectUriFragment } from './redirect-uri-fragment';
import { redirectUriTls } from './redirect-uri-tls';
import { requestAndRequestUri } from './request-and-request-uri';
import { requestObjectClient } from './request-object-client';
import { requestUriForm } from './request-uri-form';
import { resourceIndicator } from './resource-indicator';
import { responseType } from './response-type';
import { sensitiveData } from './sensitive-data';
import { stateStrength } from './state-strength';
import { tokenInHybrid } from './token-in-hybrid';

/** The authorization request. */
export const REQUEST_CHECKS: readonly Check[] = [
  authorizationEndpointTls,
  responseType,
  implicitGrant,
  tokenInHybrid,
  pkcePresent,
  pkceMethod,
  pkceChallengeFormat,
  pkceChallengeReused,
  csrfDefence,
  stateStrength,
  sensitiveData,
  nonceFrontChannel,
  nonceReused,
  openidScope,
  redirectUriTls,
  redirectUriFragment,
  loopbackByName,
  customScheme,
  openRedirector,
  queryWithToken,
  requestAndRequestUri,
  requestUriForm,
  requestObjectClient,
  promptNoneAlone,
  offlineAccessConsent,
  duplicateParameters,
  resourceIndicator,
  clientSecretInUrl,
  framablePage,
  corsAuthorizationEndpoint,
];
