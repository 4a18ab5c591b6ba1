import {
  atParameter,
  estimatedBits,
  flowCheck,
  graded,
  inferred,
  type Problem,
  parameterIn,
  proved,
  rfc,
  say,
} from '../../../checks/authoring';
import { isRedacted, redactedTraits, type Traits } from '../../redacted-form';

/** OpenID conformance suite. */
const FEWEST_BITS = 180;

/** Of a verifier that was redacted, what its mark tells of it; undefined where nothing is wrong with it. */
function traitsOf(verifier: string): Traits | undefined {
  if (isRedacted(verifier)) return redactedTraits(verifier);
  const odd = !/^[A-Za-z0-9._~-]+$/.test(verifier);
  return { length: verifier.length, bits: estimatedBits(verifier), odd };
}

export const pkceVerifierFormat = flowCheck({
  id: 'oauth/pkce-verifier-format',
  title: 'The PKCE verifier is long and random',
  severity: 'must',
  spec: rfc(7636, '4.1'),
  explanation:
    'Whoever guesses the verifier can redeem the code. It has to be 43 to 128 letters, digits, “-”, “.”, “_” or “~”, drawn at random (RFC 7636 §7.1).',
  mend: 'Take 32 bytes from crypto.getRandomValues and encode them as base64url.',
  evaluate({ steps }) {
    const sent = steps('token_request').flatMap((step) => {
      const verifier = parameterIn(step.request, 'code_verifier');
      return verifier ? [{ step, verifier }] : [];
    });
    if (sent.length === 0) return undefined;
    return sent.flatMap(({ step, verifier }): Problem[] => {
      const at = atParameter(step, verifier);
      const traits = traitsOf(verifier.value);
      if (!traits) return [];
      const { length, odd, bits } = traits;
      if (length < 43 || length > 128)
        return [proved(say`The verifier has ${length} characters; 43 to 128 are allowed.`, at)];
      if (odd) return [proved('The verifier has characters that are not allowed.', at)];
      if (bits > FEWEST_BITS) return [];
      return [graded('should', inferred('The verifier repeats itself too much to be random.', at))];
    });
  },
});
