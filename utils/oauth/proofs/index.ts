export { type HashAlgorithm, tokenHash } from './hash';
export type { FetchedKeys, Proofs, SignatureProof } from './model';
export { type KeysWanted, keysWanted, proveSession } from './session';
