import {
  atParameter,
  atTitle,
  flowCheck,
  graded,
  type Problem,
  parameterIn,
  proved,
  rfc,
} from '../../../checks/authoring';

export const redirectUriRepeated = flowCheck({
  id: 'oauth/redirect-uri-repeated',
  title: 'The token request names the same redirect URI',
  severity: 'must',
  spec: rfc(6749, '4.1.3'),
  explanation:
    'The redirect URI of the authorization request has to be repeated, to the letter, when the code is redeemed: it ties the code to the client’s real address. OAuth 2.1 leaves that to PKCE, and many servers no longer insist.',
  mend: 'Send the very string that the authorization request had, its trailing slash included.',
  evaluate({ asked, steps, context }) {
    const first = asked?.complete ? asked.parameter('redirect_uri') : undefined;
    const redeemed = steps('token_request').filter(({ request }) => parameterIn(request, 'code'));
    if (!asked || !first || redeemed.length === 0) return undefined;
    return redeemed.flatMap((step): Problem[] => {
      const again = parameterIn(step.request, 'redirect_uri');
      if (again?.value === first.value) return [];
      const at = atParameter(asked.carrier('redirect_uri'), first);
      if (again)
        return [
          proved('redirect_uri differs from the authorization request’s.', at, atParameter(step, again)),
        ];
      if (context.profile !== 'oauth2') return [];
      const problem = proved('redirect_uri is not repeated in the token request.', at, atTitle(step));
      return [step.outcome.state === 'ok' ? graded('information', problem) : problem];
    });
  },
});
