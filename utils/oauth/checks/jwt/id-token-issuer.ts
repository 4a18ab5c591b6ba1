import { flowCheck, openidCore, proved } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { sameIssuer } from '../issuer';
import { atClaim, issuedIdTokens } from './id-tokens';

export const idTokenIssuer = flowCheck({
  id: 'oauth/id-token-issuer',
  title: 'The ID token’s issuer is the server’s, to the letter',
  severity: 'must',
  spec: openidCore('3.1.3.7'),
  explanation:
    'iss says who vouches for the user. It has to be exactly the issuer of the server’s metadata; a slash more or less is another issuer. A {tenantid} in a provider’s template stands for the user’s own tenant.',
  mend: 'Compare the issuer that the client is configured with to the one in the server’s metadata.',
  evaluate(subject) {
    const issuer = ownString(subject.metadata?.json, 'issuer');
    const issued = issuedIdTokens(subject);
    if (!issuer || issued.length === 0) return undefined;
    return issued.flatMap((id) => {
      const iss = ownString(id.claims, 'iss');
      if (iss && sameIssuer(issuer, iss)) return [];
      const expected = { ...atClaim(id, 'issuer of the metadata', issuer) };
      return [
        proved(
          iss ? 'The ID token’s iss is not the server’s issuer.' : 'The ID token has no iss.',
          atClaim(id, 'iss', id.claims.iss),
          expected,
        ),
      ];
    });
  },
});
