import {
  cannotSee,
  flowCheck,
  inferred,
  openidCore,
  type Problem,
  proved,
  say,
} from '../../../checks/authoring';
import type { Token } from '../../model';
import type { SignatureProof } from '../../proofs';
import { signatureOf } from '../signature';
import { atClaim } from './id-tokens';

type Undecided = Extract<SignatureProof, { state: 'undecided' }>['reason'];

const WHY: Readonly<Record<Undecided, string>> = {
  'no-keys': 'the server’s keys (JWKS) were not seen in the traffic',
  'unknown-key': 'the keys that were seen do not have the one it names; they may have been rotated',
  symmetric: 'it is signed with the client’s secret (HMAC), which only the client and the server know',
  encrypted: 'it is encrypted',
  unsupported: 'it uses an algorithm or an extension that is not supported here',
};

const NAMES: Readonly<Partial<Record<Token['kind'], string>>> = { id: 'ID token', access: 'access token' };

export const jwtSignature = flowCheck({
  id: 'oauth/jwt-signature',
  title: 'Signatures of ID tokens and JWT access tokens hold',
  severity: 'must',
  spec: openidCore('3.1.3.7'),
  explanation:
    'Anybody can write a JWT; only its signature shows who did. It is verified here with the keys that the server published, as far as they were seen. “alg: none” means no signature at all (RFC 8725 §3.1). A token that is not a JWT has none to verify: that is no fault.',
  mend: 'If the keys were rotated, fetch the JWKS again. If it still fails, find out who changed the token on its way.',
  evaluate({ flow, tokens, context }) {
    const signed = tokens.flatMap((token) => {
      const step = flow.steps.find(({ id }) => id === token.issuedBy);
      return token.format === 'jwt' && step && NAMES[token.kind]
        ? [{ token, step, name: NAMES[token.kind]! }]
        : [];
    });
    let decided = 0;
    const problems = signed.flatMap(({ token, step, name }): Problem[] => {
      const at = atClaim({ token, step }, 'alg', token.header?.alg);
      if (token.header?.alg === 'none') return [proved(say`The ${name} is not signed (alg: none).`, at)];
      const proof = signatureOf(context, token.value);
      if (proof?.state === 'verified') decided += 1;
      if (proof?.state === 'failed') {
        return [
          proof.named
            ? proved(say`The signature of the ${name} does not hold under the key that it names.`, at)
            : inferred(say`The signature of the ${name} holds under none of the keys that were seen.`, at),
        ];
      }
      return proof?.state === 'undecided' && token.kind === 'id'
        ? [cannotSee(say`The signature of the ${name} cannot be verified: ${WHY[proof.reason]}.`, at)]
        : [];
    });
    return decided + problems.length > 0 ? problems : undefined;
  },
});
