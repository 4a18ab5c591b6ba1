import type { Check } from '../../../checks/model';
import { codeInAddressBar } from './code-in-address-bar';
import { credentialRedirect } from './credential-redirect';
import { errorCharacters } from './error-characters';
import { errorRegistered } from './error-registered';
import { formPostNoStore } from './form-post-no-store';
import { issuerReturned } from './issuer-returned';
import { jarm } from './jarm';
import { mixUp } from './mix-up';
import { refererLeak } from './referer-leak';
import { responseTls } from './response-tls';
import { seeOther } from './see-other';
import { singleResponse } from './single-response';
import { stateReturned } from './state-returned';
import { tokenInFragment } from './token-in-fragment';
import { tokenInQuery } from './token-in-query';

/** The authorization response and the redirects on its way. */
export const RESPONSE_CHECKS: readonly Check[] = [
  stateReturned,
  issuerReturned,
  mixUp,
  responseTls,
  tokenInQuery,
  tokenInFragment,
  credentialRedirect,
  seeOther,
  refererLeak,
  codeInAddressBar,
  errorCharacters,
  errorRegistered,
  formPostNoStore,
  jarm,
  singleResponse,
];
