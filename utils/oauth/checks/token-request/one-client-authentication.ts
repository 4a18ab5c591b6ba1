import { atStep, flowCheck, proved, rfc, say } from '../../../checks/authoring';
import { basicCredentials, factsOf } from '../../facts';

export const oneClientAuthentication = flowCheck({
  id: 'oauth/one-client-authentication',
  title: 'The client authenticates in one way only',
  severity: 'must',
  spec: rfc(6749, '2.3'),
  explanation:
    'If a request proves the client’s identity twice, servers disagree on which counts, and many refuse. A client_id in the body beside the Authorization header is no second proof.',
  mend: 'Send the secret in the header or in the body, or an assertion: one of the three.',
  evaluate({ steps, exchange }) {
    const requests = steps('token_request', 'refresh_request', 'pushed_authorization_request');
    if (requests.length === 0) return undefined;
    return requests.flatMap((step) => {
      const seen = exchange(step);
      const facts = seen && factsOf(seen);
      const ways: string[] = [];
      if (facts && basicCredentials(facts)?.secret) ways.push('Authorization: Basic');
      for (const name of ['client_secret', 'client_assertion'])
        if (step.request.some((parameter) => parameter.name === name && parameter.value !== ''))
          ways.push(name);
      return ways.length > 1
        ? [
            proved(
              say`The client authenticates in ${ways.length} ways at once.`,
              atStep(step, ways.join(', ')),
            ),
          ]
        : [];
    });
  },
});
