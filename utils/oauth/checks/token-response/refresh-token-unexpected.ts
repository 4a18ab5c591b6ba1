import { atParameter, flowCheck, graded, parameterIn, proved, rfc } from '../../../checks/authoring';

export const refreshTokenUnexpected = flowCheck({
  id: 'oauth/refresh-token-unexpected',
  title: 'No refresh token comes where none belongs',
  severity: 'must',
  spec: rfc(6749, '4.2.2'),
  explanation:
    'A refresh token must never come by redirect (implicit grant): it would lie in the history, good for weeks. For the client credentials grant it is pointless (§4.4.3), because the client can ask again at any time.',
  mend: 'At the server: issue no refresh token in these grants.',
  evaluate({ steps }) {
    const redirected = steps('authorization_response').filter(({ response }) =>
      parameterIn(response, 'access_token'),
    );
    const own = steps('token_request').filter(
      ({ request }) => parameterIn(request, 'grant_type')?.value === 'client_credentials',
    );
    if (redirected.length + own.length === 0) return undefined;
    return [...redirected, ...own].flatMap((step) => {
      const token = parameterIn(step.response, 'refresh_token');
      if (!token) return [];
      return own.includes(step)
        ? [
            graded(
              'should',
              proved(
                'A refresh token was issued for the client’s own credentials.',
                atParameter(step, token),
              ),
            ),
          ]
        : [proved('A refresh token came by redirect.', atParameter(step, token))];
    });
  },
});
