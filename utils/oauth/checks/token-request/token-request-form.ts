import { atStep, flowCheck, headerOf, proved, rfc } from '../../../checks/authoring';

export const tokenRequestForm = flowCheck({
  id: 'oauth/token-request-form',
  title: 'Token requests are form-encoded',
  severity: 'information',
  spec: rfc(6749, '4.1.3'),
  explanation:
    'The specification has the parameters form-encoded (application/x-www-form-urlencoded). Some providers take JSON, or even prefer it; others will not understand it.',
  mend: 'If the server refuses the request, send it form-encoded.',
  evaluate({ steps, exchange }) {
    const posts = steps('token_request', 'refresh_request').flatMap((step) => {
      const seen = exchange(step);
      const type =
        headerOf(seen?.requestHeaders, 'content-type') ??
        (seen?.requestBody?.state === 'text' ? (seen.requestBody.mime ?? '') : '');
      return seen?.method === 'POST' && (type || seen.requestBody?.state === 'form') ? [{ step, type }] : [];
    });
    if (posts.length === 0) return undefined;
    return posts
      .filter(({ type }) => /\bjson\b/i.test(type))
      .map(({ step, type }) =>
        proved('The token request is sent as JSON.', atStep(step, `Content-Type: ${type.slice(0, 80)}`)),
      );
  },
});
