import { atParameter, flowCheck, proved, rfc, say } from '../../../checks/authoring';

export const tokenInQuery = flowCheck({
  id: 'oauth/token-in-query',
  title: 'The response brings no token in the query',
  severity: 'must',
  spec: rfc(9700, '4.3.2'),
  explanation:
    'The query of the callback’s URL is sent to the server, written to logs and passed on in Referer headers. A token there is known to all of them, and can be used by any of them.',
  mend: 'Use the code grant. Where a token must come by redirect, use the fragment or a form.',
  evaluate({ steps }) {
    const responses = steps('authorization_response').filter(({ outcome }) => outcome.state === 'ok');
    if (responses.length === 0) return undefined;
    return responses.flatMap((step) =>
      step.response
        .filter(
          ({ name, value, place }) =>
            place === 'query' && value !== '' && /^(?:access|id|refresh)_token$/.test(name),
        )
        .map((parameter) =>
          proved(
            say`${parameter.name} came in the query of the callback’s URL.`,
            atParameter(step, parameter),
          ),
        ),
    );
  },
});
