import { atStep, flowCheck, isPlainText, proved, quoteUrl, rfc } from '../../../checks/authoring';

export const authorizationEndpointTls = flowCheck({
  id: 'oauth/authorization-endpoint-tls',
  title: 'The authorization endpoint uses https, this machine aside',
  severity: 'must',
  spec: rfc(6749, '3.1'),
  explanation:
    'The user types a password at this address, and the answer carries the key to the account. Over plain http everybody on the way can read and change both. On this machine itself (localhost) nobody else can listen, so development is left alone.',
  mend: 'Serve the authorization endpoint over https and send clients there.',
  evaluate({ steps, exchange }) {
    const requests = steps('authorization_request');
    if (requests.length === 0) return undefined;
    return requests.flatMap((step) => {
      const url = exchange(step)?.url ?? '';
      return isPlainText(url)
        ? [proved('The authorization request went over unencrypted http.', atStep(step, quoteUrl(url)))]
        : [];
    });
  },
});
