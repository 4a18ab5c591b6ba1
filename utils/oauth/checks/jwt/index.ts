import type { Check } from '../../../checks/model';
import { accessTokenProfile } from './access-token-profile';
import { idTokenAtApi } from './id-token-at-api';
import { idTokenAudience } from './id-token-audience';
import { idTokenAuthTime } from './id-token-auth-time';
import { idTokenHashes } from './id-token-hashes';
import { idTokenIssuer } from './id-token-issuer';
import { idTokenNonce } from './id-token-nonce';
import { jwtSignature } from './jwt-signature';
import { refreshedIdToken } from './refreshed-id-token';
import { tokenTime } from './token-time';
import { userinfoSubject } from './userinfo-subject';

/** ID tokens and JWT access tokens. */
export const JWT_CHECKS: readonly Check[] = [
  jwtSignature,
  idTokenIssuer,
  idTokenAudience,
  tokenTime,
  idTokenNonce,
  idTokenHashes,
  idTokenAuthTime,
  userinfoSubject,
  refreshedIdToken,
  idTokenAtApi,
  accessTokenProfile,
];
