import {
  atParameter,
  atTitle,
  cannotSee,
  flowCheck,
  type Problem,
  parameterIn,
  proved,
  rfc,
} from '../../../checks/authoring';
import { s256 } from '../../digest';
import type { Parameter, Step } from '../../model';
import { isRedacted } from '../../redacted-form';

function compare(
  challenge: Parameter,
  method: string,
  verifier: Parameter,
  request: Step,
  step: Step,
): Problem[] {
  if (method !== 'S256' && method !== 'plain') return [];
  // Redaction computes the challenge again from the verifier's mark: what proved itself still does, and no other.
  const computed = method === 'S256' ? s256(verifier.value) : verifier.value;
  if (computed === challenge.value) return [];
  if (isRedacted(challenge.value))
    return [
      cannotSee(
        'The challenge was redacted: whether the verifier fits can no longer be computed.',
        atParameter(step, verifier),
      ),
    ];
  const text =
    method === 'S256' ? 'The verifier does not hash to the challenge.' : 'The verifier is not the challenge.';
  return [proved(text, atParameter(request, challenge), atParameter(step, verifier))];
}

export const pkceProof = flowCheck({
  id: 'oauth/pkce-proof',
  title: 'The PKCE verifier proves the challenge',
  severity: 'must',
  spec: rfc(7636, '4.6'),
  explanation:
    'The token request must carry the secret whose hash the authorization request announced. It is computed here: base64url(SHA-256(code_verifier)) has to be the code_challenge. A missing or unexpected verifier means that the protection is not in force; a server that lets it pass can be downgraded (RFC 9700 §4.8.2).',
  mend: 'Keep the verifier with the state of its own request (two tabs overwrite each other in shared storage), and send it with the code.',
  evaluate({ asked, steps }) {
    const redeemed = steps('token_request').filter(({ request }) => parameterIn(request, 'code'));
    if (redeemed.length === 0) return undefined;
    const challenge = asked?.parameter('code_challenge');
    const problems = redeemed.flatMap((step): Problem[] => {
      const verifier = parameterIn(step.request, 'code_verifier');
      if (verifier && challenge && asked) {
        const method = asked.value('code_challenge_method') ?? 'plain';
        return compare(challenge, method, verifier, asked.carrier('code_challenge'), step);
      }
      if (challenge && asked) {
        const text = 'A challenge was announced, and the token request has no code_verifier.';
        return [proved(text, atParameter(asked.carrier('code_challenge'), challenge), atTitle(step))];
      }
      if (!verifier) return [];
      if (asked?.complete) {
        const text =
          'The token request has a code_verifier, but the authorization request announced no challenge.';
        return [proved(text, atTitle(asked.step), atParameter(step, verifier))];
      }
      return [
        cannotSee(
          'The challenge was not seen, so the verifier cannot be held against it.',
          atParameter(step, verifier),
        ),
      ];
    });
    const used = challenge || redeemed.some(({ request }) => parameterIn(request, 'code_verifier'));
    return used ? problems : undefined;
  },
});
