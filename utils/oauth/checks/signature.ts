import type { CheckContext } from '../../checks/context';
import { secretId } from '../digest';
import type { SignatureProof } from '../proofs';

/** What was proved of a JWT's signature; undefined where nothing was verified (yet). */
export function signatureOf(context: CheckContext, jwt: string): SignatureProof | undefined {
  return context.proofs?.signatures.get(secretId(jwt));
}
