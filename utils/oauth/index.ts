export { deriveOAuth, type OAuthInput } from './derive';
export { jwkThumbprint, redactedForm, s256, secretId } from './digest';
export { type DecodedJwt, decodeJwt } from './jwt';
export type * from './model';
export { type Learned, learnEndpoints, type Recognition, recognise } from './recognise';
export { isSecretParameter, maskSecret } from './secrets';
