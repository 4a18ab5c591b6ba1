import type { Check } from '../../checks/model';
import { authenticationClose } from './authentication-close';
import { closeCode } from './close-code';
import { closeCodeRange } from './close-code-range';
import { cookieAuthentication } from './cookie-authentication';
import { cookieSameSite } from './cookie-same-site';
import { credentialInClear } from './credential-in-clear';
import { handshakeRefused } from './handshake-refused';
import { heartbeat } from './heartbeat';
import { messageLimits } from './message-limits';
import { mixedContent } from './mixed-content';
import { outlivesToken } from './outlives-token';
import { protocolNotChosen } from './protocol-not-chosen';
import { protocolNotOffered } from './protocol-not-offered';
import { tokenEchoed } from './token-echoed';
import { tokenInUrl } from './token-in-url';
import { transportEncrypted } from './transport-encrypted';

/** Every check of WebSocket connections. */
export const WEBSOCKET_CHECKS: readonly Check[] = [
  transportEncrypted,
  mixedContent,
  tokenInUrl,
  tokenEchoed,
  protocolNotOffered,
  protocolNotChosen,
  cookieAuthentication,
  cookieSameSite,
  closeCode,
  authenticationClose,
  closeCodeRange,
  outlivesToken,
  messageLimits,
  heartbeat,
  credentialInClear,
  handshakeRefused,
];
