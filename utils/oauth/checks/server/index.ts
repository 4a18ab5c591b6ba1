import type { Check } from '../../../checks/model';
import { devicePolling } from './device-polling';
import { fapi2Profile } from './fapi2-profile';
import { logoutRequest } from './logout-request';
import { metadataEndpoints } from './metadata-endpoints';
import { metadataIssuer } from './metadata-issuer';
import { metadataPkce } from './metadata-pkce';

/** Metadata, logout, the device grant, and the FAPI profile. */
export const SERVER_CHECKS: readonly Check[] = [
  metadataIssuer,
  metadataEndpoints,
  metadataPkce,
  logoutRequest,
  devicePolling,
  fapi2Profile,
];
