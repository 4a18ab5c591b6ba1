import type { Check } from '../../../checks/model';
import { credentialStrength } from './credential-strength';
import { errorStatus } from './error-status';
import { expiresIn } from './expires-in';
import { noStore } from './no-store';
import { refreshScope } from './refresh-scope';
import { refreshTokenReplayed } from './refresh-token-replayed';
import { refreshTokenRotation } from './refresh-token-rotation';
import { refreshTokenUnexpected } from './refresh-token-unexpected';
import { registrationTokenReplaced } from './registration-token-replaced';
import { scopeReturned } from './scope-returned';
import { tokenCors } from './token-cors';
import { tokenLifetime } from './token-lifetime';
import { tokenType } from './token-type';

/** The token response and refreshing. */
export const TOKEN_RESPONSE_CHECKS: readonly Check[] = [
  noStore,
  tokenType,
  expiresIn,
  scopeReturned,
  refreshTokenUnexpected,
  refreshTokenRotation,
  refreshTokenReplayed,
  registrationTokenReplaced,
  refreshScope,
  tokenLifetime,
  credentialStrength,
  errorStatus,
  tokenCors,
];
