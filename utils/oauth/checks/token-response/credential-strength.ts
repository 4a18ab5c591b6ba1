import { atStep, estimatedBits, flowCheck, inferred, rfc, say } from '../../../checks/authoring';
import { isRedacted, redactedTraits } from '../../redacted-form';
import { maskSecret } from '../../secrets';

/** OpenID conformance suite: at most so many bits are too few. */
const FEWEST_BITS = 96;
const NAMES: Readonly<Record<string, string>> = {
  code: 'code',
  access: 'access token',
  refresh: 'refresh token',
};

/** Of a token that was redacted, its mark tells where it had few. */
const bitsOf = (value: string): number =>
  isRedacted(value) ? (redactedTraits(value)?.bits ?? Number.POSITIVE_INFINITY) : estimatedBits(value);

export const credentialStrength = flowCheck({
  id: 'oauth/credential-strength',
  title: 'Codes and tokens look unguessable',
  severity: 'should',
  spec: rfc(6749, '10.10'),
  explanation:
    'Whoever guesses a code or token has it. They should hold at least 128 random bits. From one value that can only be estimated, by its length and its variety.',
  mend: 'At the server: draw codes and tokens from a cryptographic random source, at least 16 bytes.',
  evaluate({ flow, tokens }) {
    const opaque = tokens.filter(
      ({ kind, format, issuedBy }) =>
        format === 'opaque' && issuedBy !== undefined && Object.hasOwn(NAMES, kind),
    );
    if (opaque.length === 0) return undefined;
    return opaque
      .map((token) => ({ token, bits: bitsOf(token.value) }))
      .filter(({ bits }) => bits <= FEWEST_BITS)
      .map(({ token, bits }) => {
        const step = flow.steps.find(({ id }) => id === token.issuedBy) ?? flow.steps[0]!;
        const text = say`The ${NAMES[token.kind]!} seems to hold about ${Math.round(bits)} random bits at most.`;
        return inferred(text, { ...atStep(step, maskSecret(token.value)), tokenId: token.id });
      });
  },
});
