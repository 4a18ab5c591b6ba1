import {
  atParameter,
  atStep,
  flowCheck,
  graded,
  type Problem,
  proved,
  quoteUrl,
  rfc,
  say,
  vendorWith,
} from '../../../checks/authoring';

const SECRET =
  /^(?:code|code_verifier|refresh_token|client_secret|secret|client_assertion|password|assertion|subject_token)$/;

export const tokenRequestPost = flowCheck({
  id: 'oauth/token-request-post',
  title: 'Token requests are POST, with nothing secret in the URL',
  severity: 'must',
  spec: rfc(6749, '3.2'),
  explanation:
    'What stands in a URL is kept in logs and histories. A token request carries codes, refresh tokens and secrets, so it has to be a POST with everything in its body.',
  mend: 'Send the parameters in a form-encoded POST body.',
  evaluate({ steps, exchange }) {
    const requests = steps('token_request', 'refresh_request');
    if (requests.length === 0) return undefined;
    return requests.flatMap((step): Problem[] => {
      const seen = exchange(step);
      const vendor = vendorWith('token-by-get', seen?.url);
      const found: Problem[] = [];
      if (seen && seen.method !== 'POST')
        found.push(
          proved(say`The token request is a ${seen.method.slice(0, 20)}.`, atStep(step, quoteUrl(seen.url))),
        );
      const secret = step.request.find(
        ({ name, value, place }) => place === 'query' && value !== '' && SECRET.test(name),
      );
      if (secret)
        found.push(
          proved(say`${secret.name} stands in the URL of the token request.`, atParameter(step, secret)),
        );
      return vendor
        ? found.map((problem) =>
            graded(
              'information',
              proved(say`${problem.said} ${vendor} documents it so.`, ...problem.evidence),
            ),
          )
        : found;
    });
  },
});
