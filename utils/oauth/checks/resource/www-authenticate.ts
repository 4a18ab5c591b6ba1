import { atStep, flowCheck, headerOf, proved, rfc } from '../../../checks/authoring';

export const wwwAuthenticate = flowCheck({
  id: 'oauth/www-authenticate',
  title: 'A refusal (401) says how to authenticate',
  severity: 'must',
  spec: rfc(6750, '3'),
  explanation:
    'With 401 an API has to say in WWW-Authenticate what it wants and what was wrong (error="invalid_token"). Without it a client cannot tell an expired token, which it could refresh, from a missing right.',
  mend: 'At the API: send WWW-Authenticate: Bearer error="invalid_token" with 401.',
  evaluate({ steps, exchange }) {
    const refused = steps('resource_request', 'userinfo_request').flatMap((step) => {
      const seen = exchange(step);
      return seen?.status === 401 && seen.responseHeaders ? [{ step, seen }] : [];
    });
    if (refused.length === 0) return undefined;
    return refused
      .filter(({ seen }) => headerOf(seen.responseHeaders, 'www-authenticate') === undefined)
      .map(({ step }) =>
        proved('The API answered 401 without WWW-Authenticate.', atStep(step, '401, no WWW-Authenticate')),
      );
  },
});
