import { atParameter, flowCheck, openidCore, proved } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { atClaim, issuedIdTokens } from './id-tokens';

export const idTokenNonce = flowCheck({
  id: 'oauth/id-token-nonce',
  title: 'The ID token returns the nonce',
  severity: 'must',
  spec: openidCore('3.1.3.7'),
  explanation:
    'The nonce of the authorization request comes back inside the signed ID token. If it is missing or another, the token was made for a different sign-in, and may have been replayed.',
  mend: 'At the client: refuse it. At the server: copy nonce into the ID token.',
  evaluate(subject) {
    const { asked } = subject;
    const nonce = asked?.complete ? asked.parameter('nonce') : undefined;
    const issued = issuedIdTokens(subject).filter(({ refreshed }) => !refreshed);
    if (!asked || !nonce || issued.length === 0) return undefined;
    return issued.flatMap((id) => {
      const returned = ownString(id.claims, 'nonce');
      if (returned === nonce.value) return [];
      const text =
        returned === undefined
          ? 'The ID token does not return the nonce.'
          : 'The ID token has another nonce than was sent.';
      return [
        proved(text, atParameter(asked.carrier('nonce'), nonce), atClaim(id, 'nonce', id.claims.nonce)),
      ];
    });
  },
});
