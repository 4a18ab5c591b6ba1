import { atStep, flowCheck, openidCore, proved } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { factsOf } from '../../facts';
import { atClaim, issuedIdTokens } from './id-tokens';

export const userinfoSubject = flowCheck({
  id: 'oauth/userinfo-subject',
  title: 'UserInfo speaks of the same user as the ID token',
  severity: 'must',
  spec: openidCore('5.3.2'),
  explanation:
    'An access token may belong to another user than the ID token does, if somebody swapped one. The subject (sub) of the UserInfo answer has to be the ID token’s.',
  mend: 'At the client: do not use the UserInfo answer if its sub differs.',
  evaluate(subject) {
    const id = issuedIdTokens(subject).find(({ claims }) => ownString(claims, 'sub'));
    const answers = subject.steps('userinfo_request').flatMap((step) => {
      const seen = subject.exchange(step);
      const sub = seen && ownString(factsOf(seen)?.answer().json, 'sub');
      return sub ? [{ step, sub }] : [];
    });
    if (!id || answers.length === 0) return undefined;
    return answers
      .filter(({ sub }) => sub !== id.claims.sub)
      .map(({ step, sub }) =>
        proved(
          'UserInfo is about another user than the ID token.',
          atClaim(id, 'sub', id.claims.sub),
          atStep(step, `sub: ${JSON.stringify(sub.slice(0, 100))}`),
        ),
      );
  },
});
