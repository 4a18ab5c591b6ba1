import { flowCheck, openidCore, type Problem, proved, say } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { audienceOf } from '../claims';
import { atClaim, issuedIdTokens } from './id-tokens';

export const refreshedIdToken = flowCheck({
  id: 'oauth/refreshed-id-token',
  title: 'A refreshed ID token is about the same user, client and server',
  severity: 'must',
  spec: openidCore('12.2'),
  explanation:
    'A refresh renews a sign-in; it cannot become another one. iss, sub and aud have to stay, and a nonce, if there is one, is the first one’s.',
  mend: 'At the client: refuse it and sign the user in again.',
  evaluate(subject) {
    const issued = issuedIdTokens(subject);
    const first = issued.find(({ refreshed }) => !refreshed);
    const later = issued.filter(({ refreshed }) => refreshed);
    if (!first || later.length === 0) return undefined;
    return later.flatMap((id): Problem[] => {
      const changed = ['iss', 'sub'].filter(
        (name) => ownString(id.claims, name) !== ownString(first.claims, name),
      );
      const [before, now] = [first, id].map(({ claims }) => [...audienceOf(claims)].sort().join(' '));
      if (before !== now) changed.push('aud');
      const nonce = ownString(id.claims, 'nonce');
      if (nonce !== undefined && nonce !== ownString(first.claims, 'nonce')) changed.push('nonce');
      return changed.map((name) =>
        proved(
          say`${name} changed with the refresh.`,
          atClaim(first, name, first.claims[name]),
          atClaim(id, name, id.claims[name]),
        ),
      );
    });
  },
});
