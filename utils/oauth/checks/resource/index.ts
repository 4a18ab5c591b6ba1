import type { Check } from '../../../checks/model';
import { bearerTls } from './bearer-tls';
import { cookieAttributes } from './cookie-attributes';
import { dpopAsBearer } from './dpop-as-bearer';
import { oneTokenTransport } from './one-token-transport';
import { tokenInUrl } from './token-in-url';
import { unexpectedOrigin } from './unexpected-origin';
import { wwwAuthenticate } from './www-authenticate';

/** Tokens and sessions in use. */
export const RESOURCE_CHECKS: readonly Check[] = [
  tokenInUrl,
  oneTokenTransport,
  bearerTls,
  unexpectedOrigin,
  dpopAsBearer,
  wwwAuthenticate,
  cookieAttributes,
];
