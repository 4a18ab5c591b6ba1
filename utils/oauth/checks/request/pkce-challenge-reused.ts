import { atParameter, proved, rfc, say, sessionCheck } from '../../../checks/authoring';
import { reused } from './reuse';

export const pkceChallengeReused = sessionCheck({
  id: 'oauth/pkce-challenge-reused',
  title: 'Every sign-in has a PKCE challenge of its own',
  severity: 'must',
  spec: rfc(9700, '2.1.1'),
  explanation:
    'The verifier protects a code only as long as nobody knows it. If two sign-ins share one, what was learned from the first opens the second.',
  mend: 'Draw a new code_verifier for each authorization request.',
  evaluate(context) {
    return reused(context, 'code_challenge')?.map(({ flows }) => ({
      ...proved(
        say`The same code_challenge was sent in ${flows.length} different sign-ins.`,
        ...flows.map(({ asked }) =>
          atParameter(asked!.carrier('code_challenge'), asked!.parameter('code_challenge')!),
        ),
      ),
      flowId: flows.at(-1)!.flow.id,
    }));
  },
});
