import { atStep, flowCheck, isPlainText, proved, quoteUrl, rfc } from '../../../checks/authoring';

export const tokenEndpointTls = flowCheck({
  id: 'oauth/token-endpoint-tls',
  title: 'The token endpoint uses https, this machine aside',
  severity: 'must',
  spec: rfc(6749, '3.2'),
  explanation:
    'Codes, refresh tokens and access tokens pass here. Over http everybody on the way can take and use them.',
  mend: 'Serve the token endpoint over https only.',
  evaluate({ steps, exchange }) {
    const requests = steps(
      'token_request',
      'refresh_request',
      'pushed_authorization_request',
      'revocation_request',
      'introspection_request',
    );
    if (requests.length === 0) return undefined;
    return requests.flatMap((step) => {
      const url = exchange(step)?.url ?? '';
      return isPlainText(url)
        ? [proved('The request went over unencrypted http.', atStep(step, quoteUrl(url)))]
        : [];
    });
  },
});
