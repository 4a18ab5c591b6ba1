import { atParameter, flowCheck, graded, parameterIn, proved, rfc } from '../../../checks/authoring';

/** Tabs that share a store race for so long. */
const RACE = 10_000;

export const refreshTokenReplayed = flowCheck({
  id: 'oauth/refresh-token-replayed',
  title: 'A rotated refresh token is not used again',
  severity: 'should',
  spec: rfc(9700, '4.14.2'),
  explanation:
    'Once a new refresh token came, using the old one looks like theft: a careful server then ends the whole session. Usually a client forgot to store the new one, or two tabs refreshed at the same moment.',
  mend: 'Store the new refresh token before anything else uses the session, and let one tab refresh for all (Web Locks).',
  evaluate({ steps }) {
    const refreshes = steps('refresh_request').flatMap((step) => {
      const used = parameterIn(step.request, 'refresh_token');
      return used ? [{ step, used, next: parameterIn(step.response, 'refresh_token') }] : [];
    });
    if (refreshes.length === 0) return undefined;
    return refreshes.flatMap(({ step, used }, index) => {
      const rotated = refreshes
        .slice(0, index)
        .find(
          (before) => before.used.value === used.value && before.next && before.next.value !== used.value,
        );
      if (!rotated) return [];
      const problem = proved(
        'A refresh token was used again after a new one had replaced it.',
        atParameter(rotated.step, used),
        atParameter(step, used),
      );
      return [
        step.at - (rotated.step.endedAt ?? rotated.step.at) < RACE ? graded('information', problem) : problem,
      ];
    });
  },
});
