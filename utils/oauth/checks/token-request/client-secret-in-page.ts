import { atParameter, atStep, browserBasedApps, flowCheck, proved } from '../../../checks/authoring';
import { basicCredentials, factsOf } from '../../facts';
import { isFromPage } from './from-page';

export const clientSecretInPage = flowCheck({
  id: 'oauth/client-secret-in-page',
  title: 'The page holds no client secret',
  severity: 'must',
  spec: browserBasedApps('Client Authentication'),
  explanation:
    'A secret that a browser sends is in the page’s code, and everybody who opens the page has it. It proves nothing about the client, and whoever takes it can act as the client.',
  mend: 'Register the page as a public client and use PKCE, or move the token request to a server. Replace the secret that was exposed.',
  evaluate({ steps, exchange }) {
    const requests = steps(
      'token_request',
      'refresh_request',
      'pushed_authorization_request',
      'device_authorization_request',
      'revocation_request',
      'introspection_request',
    ).filter((step) => isFromPage(exchange(step)));
    if (requests.length === 0) return undefined;
    return requests.flatMap((step) => {
      const parameter = step.request.find(
        ({ name, value, place }) =>
          (name === 'client_secret' || name === 'secret') && value !== '' && place !== 'request-object',
      );
      if (parameter)
        return [
          proved('The browser sent a client secret.', atParameter(step, { ...parameter, secret: true })),
        ];
      const seen = exchange(step);
      const facts = seen && factsOf(seen);
      return facts && basicCredentials(facts)?.secret
        ? [
            proved(
              'The browser sent a client secret (HTTP Basic).',
              atStep(step, 'Authorization: Basic ••••••'),
            ),
          ]
        : [];
    });
  },
});
