import { atParameter, flowCheck, proved, rfc } from '../../../checks/authoring';

export const tokenInFragment = flowCheck({
  id: 'oauth/token-in-fragment',
  title: 'No access token stays in the browser’s history',
  severity: 'should',
  spec: rfc(9700, '4.3.2'),
  explanation:
    'A fragment is not sent to the server, but it is part of the URL: it stays in the history, and scripts and extensions can read it. An access token there can be used by whoever finds it.',
  mend: 'Use the code grant with PKCE: a code in the URL is worth nothing without the verifier.',
  evaluate({ steps }) {
    const responses = steps('authorization_response').filter(({ response }) =>
      response.some(({ place }) => place === 'fragment'),
    );
    if (responses.length === 0) return undefined;
    return responses.flatMap((step) =>
      step.response
        .filter(({ name, value, place }) => name === 'access_token' && place === 'fragment' && value !== '')
        .map((parameter) =>
          proved(
            'The access token came in the fragment of the callback’s URL.',
            atParameter(step, parameter),
          ),
        ),
    );
  },
});
