import { atParameter, flowCheck, isPlainText, proved, rfc } from '../../../checks/authoring';

export const redirectUriTls = flowCheck({
  id: 'oauth/redirect-uri-tls',
  title: 'The redirect URI is not plain http, this machine aside',
  severity: 'must',
  spec: rfc(9700, '2.6'),
  explanation:
    'The redirect URI is where the code or the tokens are sent. Over http everybody on the way can take them. Only an address on this very machine (loopback) may use http.',
  mend: 'Register and use an https redirect URI.',
  evaluate({ asked }) {
    const redirectUri = asked?.parameter('redirect_uri');
    if (!asked || !redirectUri) return undefined;
    return isPlainText(redirectUri.value)
      ? [
          proved(
            'The answer is to be sent to a plain http address.',
            atParameter(asked.carrier('redirect_uri'), redirectUri),
          ),
        ]
      : [];
  },
});
