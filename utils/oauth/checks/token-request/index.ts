import type { Check } from '../../../checks/model';
import { clientAssertion } from './client-assertion';
import { clientCredentialsInPage } from './client-credentials-in-page';
import { clientSecretInPage } from './client-secret-in-page';
import { codeOnce } from './code-once';
import { dpopJkt } from './dpop-jkt';
import { dpopJtiReused } from './dpop-jti-reused';
import { dpopProof } from './dpop-proof';
import { oneClientAuthentication } from './one-client-authentication';
import { passwordGrant } from './password-grant';
import { pkceProof } from './pkce-proof';
import { pkceVerifierFormat } from './pkce-verifier-format';
import { redirectUriRepeated } from './redirect-uri-repeated';
import { tokenEndpointTls } from './token-endpoint-tls';
import { tokenRequestForm } from './token-request-form';
import { tokenRequestPost } from './token-request-post';

/** The token request, client authentication and DPoP. */
export const TOKEN_REQUEST_CHECKS: readonly Check[] = [
  tokenRequestPost,
  tokenRequestForm,
  tokenEndpointTls,
  codeOnce,
  pkceProof,
  pkceVerifierFormat,
  redirectUriRepeated,
  clientSecretInPage,
  oneClientAuthentication,
  passwordGrant,
  clientCredentialsInPage,
  clientAssertion,
  dpopProof,
  dpopJtiReused,
  dpopJkt,
];
