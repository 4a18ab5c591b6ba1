import { atParameter, openidCore, proved, say, sessionCheck } from '../../../checks/authoring';
import { reused } from './reuse';

export const nonceReused = sessionCheck({
  id: 'oauth/nonce-reused',
  title: 'Every sign-in has a nonce of its own',
  severity: 'must',
  spec: openidCore('15.5.2'),
  explanation:
    'A nonce that was used before cannot show that the ID token is fresh: an old token would pass.',
  mend: 'Draw a new random nonce for each authorization request.',
  evaluate(context) {
    return reused(context, 'nonce')?.map(({ flows }) => ({
      ...proved(
        say`The same nonce was sent in ${flows.length} different sign-ins.`,
        ...flows.map(({ asked }) => atParameter(asked!.carrier('nonce'), asked!.parameter('nonce')!)),
      ),
      flowId: flows.at(-1)!.flow.id,
    }));
  },
});
