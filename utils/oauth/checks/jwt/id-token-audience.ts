import { flowCheck, graded, openidCore, type Problem, proved } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { audienceOf } from '../claims';
import { atClaim, issuedIdTokens } from './id-tokens';

export const idTokenAudience = flowCheck({
  id: 'oauth/id-token-audience',
  title: 'The ID token is meant for this client',
  severity: 'must',
  spec: openidCore('3.1.3.7'),
  explanation:
    'aud names the client that the token was made for. A client that takes tokens meant for others can be signed into with a token that some other site received.',
  mend: 'Refuse ID tokens whose aud does not have the client’s own client_id.',
  evaluate(subject) {
    const clientId = subject.flow.client.id;
    const issued = issuedIdTokens(subject);
    if (!clientId || issued.length === 0) return undefined;
    return issued.flatMap((id): Problem[] => {
      const audience = audienceOf(id.claims);
      if (!audience.includes(clientId))
        return [proved('The ID token’s aud is not this client.', atClaim(id, 'aud', id.claims.aud))];
      const azp = ownString(id.claims, 'azp');
      if (azp !== undefined && azp !== clientId)
        return [
          graded(
            'should',
            proved('The ID token was issued to another party (azp).', atClaim(id, 'azp', azp)),
          ),
        ];
      if (audience.length > 1 && azp === undefined)
        return [
          graded(
            'should',
            proved(
              'The ID token has several audiences and does not say to whom it was issued (azp).',
              atClaim(id, 'aud', id.claims.aud),
            ),
          ),
        ];
      return [];
    });
  },
});
