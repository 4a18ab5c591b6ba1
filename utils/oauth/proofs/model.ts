import type { JsonObject } from '../encoding';

/** What became of a JWT's signature. */
export type SignatureProof =
  /** Holds under a key that was seen. */
  | { state: 'verified'; kid?: string; keysFrom: string }
  /** Holds under none of the keys that it could be signed with. `named`: one of them has the very `kid`. */
  | { state: 'failed'; named: boolean; keysFrom: string }
  | { state: 'undecided'; reason: 'no-keys' | 'unknown-key' | 'symmetric' | 'encrypted' | 'unsupported' };

/** Signatures of a session by `secretId` of the JWT. Plain data, replaced when something new was proved. */
export interface Proofs {
  signatures: ReadonlyMap<string, SignatureProof>;
}

/** A key set that the user let us fetch. */
export interface FetchedKeys {
  /** The `jwks_uri` that it came from. */
  url: string;
  /** Whose keys they are, where no traffic shows the issuer's `jwks_uri`. */
  issuer?: string;
  jwks: JsonObject;
}
