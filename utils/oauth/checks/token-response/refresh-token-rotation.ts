import { atParameter, flowCheck, headerOf, parameterIn, proved, rfc } from '../../../checks/authoring';

export const refreshTokenRotation = flowCheck({
  id: 'oauth/refresh-token-rotation',
  title: 'A public client’s refresh token is rotated or bound to a key',
  severity: 'must',
  spec: rfc(9700, '2.2.2'),
  explanation:
    'Without a client secret, whoever steals the refresh token can use it as long as it lives. Either each use brings a new one and ends the old (so that theft shows), or it is bound to a key that only the client has (DPoP).',
  mend: 'Switch on refresh token rotation for this client at the server, or use DPoP.',
  evaluate({ flow, steps, exchange, context }) {
    const isPublic = flow.client.kind === 'public' || context.profile === 'browser-public';
    const refreshed = steps('refresh_request').filter(
      ({ outcome, response }) => outcome.state === 'ok' && parameterIn(response, 'access_token'),
    );
    if (!isPublic || refreshed.length === 0) return undefined;
    return refreshed.flatMap((step) => {
      const used = parameterIn(step.request, 'refresh_token');
      const next = parameterIn(step.response, 'refresh_token');
      const bound = headerOf(exchange(step)?.requestHeaders, 'dpop') !== undefined;
      if (bound || !used || (next && next.value !== used.value)) return [];
      return [
        proved('The refresh token was used, and stays good: no new one came.', atParameter(step, used)),
      ];
    });
  },
});
