import { atParameter, flowCheck, proved, rfc, say } from '../../../checks/authoring';

const SECRET = /^(?:client_secret|secret|client_assertion)$/;

export const clientSecretInUrl = flowCheck({
  id: 'oauth/client-secret-in-url',
  title: 'No client secret stands in a URL',
  severity: 'must',
  spec: rfc(6749, '2.3.1'),
  explanation:
    'URLs are kept in histories and logs. A client secret in one is a secret no more, and whoever has it can act as the client.',
  mend: 'Send the secret in the body or the Authorization header, from a server; and replace the one that was exposed.',
  evaluate({ flow }) {
    if (!flow.steps.some(({ request }) => request.some(({ place }) => place === 'query'))) return undefined;
    return flow.steps.flatMap((step) =>
      step.request
        .filter(({ name, value, place }) => place === 'query' && value !== '' && SECRET.test(name))
        .map((parameter) =>
          proved(say`The client’s ${parameter.name} stands in the URL.`, atParameter(step, parameter)),
        ),
    );
  },
});
