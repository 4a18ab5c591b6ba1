import { atStep, flowCheck, headerOf, proved, quoteValue, rfc } from '../../../checks/authoring';

export const corsAuthorizationEndpoint = flowCheck({
  id: 'oauth/cors-authorization-endpoint',
  title: 'The authorization endpoint is not readable by other sites’ scripts',
  severity: 'must',
  spec: rfc(9700, '2.6'),
  explanation:
    'Browsers go to the authorization endpoint; scripts have no business there. If it allowed cross-origin reading (CORS), a script could take the redirect with the code in it.',
  mend: 'Send no Access-Control-Allow-Origin at the authorization endpoint; keep it for token, UserInfo and metadata.',
  evaluate({ steps, exchange }) {
    const answered = steps('authorization_request').flatMap((step) => {
      const seen = exchange(step);
      return seen?.responseHeaders && (seen.status ?? 500) < 400 ? [{ step, seen }] : [];
    });
    if (answered.length === 0) return undefined;
    return answered.flatMap(({ step, seen }) => {
      const allowed = headerOf(seen.responseHeaders, 'access-control-allow-origin');
      return allowed && allowed !== 'null'
        ? [
            proved(
              'The authorization endpoint allows cross-origin reading.',
              atStep(step, quoteValue('Access-Control-Allow-Origin', allowed)),
            ),
          ]
        : [];
    });
  },
});
