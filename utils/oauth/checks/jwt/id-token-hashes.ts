import type { FlowSubject } from '../../../checks/authoring';
import { flowCheck, openidCore, type Problem, proved, say, valueIn } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { tokenHash } from '../../proofs/hash';
import { atClaim, type IssuedIdToken, issuedIdTokens } from './id-tokens';

const HASHES = [
  ['at_hash', 'access_token', 'access token'],
  ['c_hash', 'code', 'code'],
  ['s_hash', 'state', 'state'],
] as const;

function judge(id: IssuedIdToken, { flow }: FlowSubject): { problems: Problem[]; compared: number } {
  const front = id.step.kind === 'authorization_response';
  const problems: Problem[] = [];
  let compared = 0;
  for (const [claim, parameter, name] of HASHES) {
    const value = valueIn(id.step.response, parameter);
    const told = ownString(id.claims, claim);
    const required =
      front && claim !== 's_hash' && value !== undefined && flow.responseType.includes('id_token');
    if (!told && !required) continue;
    compared += 1;
    if (!told)
      problems.push(
        proved(
          say`The ID token came with the ${name} by redirect and has no ${claim}.`,
          atClaim(id, claim, undefined),
        ),
      );
    // Of a value that was redacted the hash was computed again, where it was right.
    else if (value !== undefined) {
      const expected = tokenHash(value, ownString(id.header, 'alg') ?? '');
      // Ed448 is told from Ed25519 by the key, which need not be known here.
      const other = id.header.alg === 'EdDSA' ? tokenHash(value, 'EdDSA', 'Ed448') : undefined;
      if (expected !== undefined && told !== expected && told !== other)
        problems.push(
          proved(
            say`${claim} is not the hash of the ${name} that came with it.`,
            atClaim(id, claim, told),
            atClaim(id, 'computed', expected),
          ),
        );
    }
  }
  return { problems, compared };
}

export const idTokenHashes = flowCheck({
  id: 'oauth/id-token-hashes',
  title: 'The ID token fits the token and code that came with it (at_hash, c_hash, s_hash)',
  severity: 'must',
  spec: openidCore('3.3.2.11'),
  explanation:
    'The signed ID token vouches for what came beside it, by half of its hash: at_hash for the access token, c_hash for the code, s_hash for the state. They are computed here. If one differs, something was swapped.',
  mend: 'At the client: refuse the response. At the server: hash with the digest of the ID token’s own alg (EdDSA with Ed25519: SHA-512), take the left half, base64url.',
  evaluate(subject) {
    const judged = issuedIdTokens(subject).map((id) => judge(id, subject));
    if (!judged.some(({ compared }) => compared > 0)) return undefined;
    return judged.flatMap(({ problems }) => problems);
  },
});
