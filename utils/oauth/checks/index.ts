import type { Check } from '../../checks/model';
import { JWT_CHECKS } from './jwt';
import { REQUEST_CHECKS } from './request';
import { RESOURCE_CHECKS } from './resource';
import { RESPONSE_CHECKS } from './response';
import { SERVER_CHECKS } from './server';
import { TOKEN_REQUEST_CHECKS } from './token-request';
import { TOKEN_RESPONSE_CHECKS } from './token-response';

/** Every check of OAuth and OpenID Connect, in the order of a flow. */
export const OAUTH_CHECKS: readonly Check[] = [
  ...REQUEST_CHECKS,
  ...RESPONSE_CHECKS,
  ...TOKEN_REQUEST_CHECKS,
  ...TOKEN_RESPONSE_CHECKS,
  ...JWT_CHECKS,
  ...RESOURCE_CHECKS,
  ...SERVER_CHECKS,
];
