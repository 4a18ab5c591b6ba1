import { atParameter, flowCheck, proved, rfc } from '../../../checks/authoring';

export const pkceMethod = flowCheck({
  id: 'oauth/pkce-method',
  title: 'The PKCE challenge is a hash (S256)',
  severity: 'must',
  spec: rfc(7636, '4.2'),
  explanation:
    'With the method “plain” the challenge is the secret itself, so whoever sees the authorization request can redeem the code. An absent code_challenge_method means plain (RFC 7636 §4.3), which is easily overlooked.',
  mend: 'Send code_challenge_method=S256, with the challenge as the base64url of the verifier’s SHA-256.',
  evaluate({ asked }) {
    const challenge = asked?.parameter('code_challenge');
    if (!asked || !challenge) return undefined;
    const method = asked.parameter('code_challenge_method');
    const step = asked.carrier('code_challenge');
    if (method?.value === 'S256') return [];
    if (!method)
      return [
        proved(
          'code_challenge_method is missing, which means “plain”: the challenge is the secret itself.',
          atParameter(step, challenge),
        ),
      ];
    const text =
      method.value === 'plain'
        ? 'The challenge is sent plain: it is the secret itself.'
        : 'code_challenge_method is neither S256 nor plain.';
    return [proved(text, atParameter(asked.carrier('code_challenge_method'), method))];
  },
});
