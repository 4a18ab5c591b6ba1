import {
  atStep,
  flowCheck,
  graded,
  proved,
  quoteValue,
  rfc,
  say,
  vendorWith,
} from '../../../checks/authoring';

export const errorStatus = flowCheck({
  id: 'oauth/token-error-status',
  title: 'Errors of the token endpoint have status 400 or 401',
  severity: 'must',
  spec: rfc(6749, '5.2'),
  explanation:
    'Clients tell success from failure by the HTTP status. An error that comes with 200 is taken for a token response without token.',
  mend: 'At the server: answer errors with 400 (401 for failed client authentication).',
  evaluate({ steps, exchange }) {
    const failed = steps('token_request', 'refresh_request').flatMap((step) => {
      const seen = exchange(step);
      return step.outcome.state === 'oauth-error' && seen?.status !== undefined
        ? [{ step, code: step.outcome.code, url: seen.url, status: seen.status }]
        : [];
    });
    if (failed.length === 0) return undefined;
    return failed
      .filter(({ status }) => status !== 400 && status !== 401)
      .map(({ step, code, url, status }) => {
        const vendor = status < 300 ? vendorWith('errors-with-200', url) : undefined;
        const text = say`An error came with status ${status}${vendor ? say`, as ${vendor} documents it` : ''}.`;
        const problem = proved(text, atStep(step, `${status}, ${quoteValue('error', code, false)}`));
        // Another 4xx is at least read as a failure.
        return vendor || (status >= 400 && status < 500) ? graded('information', problem) : problem;
      });
  },
});
