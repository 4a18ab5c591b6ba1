import { atParameter, atTitle, flowCheck, parameterIn, proved, rfc } from '../../../checks/authoring';

export const stateReturned = flowCheck({
  id: 'oauth/state-returned',
  title: 'The response returns the state that was sent',
  severity: 'must',
  spec: rfc(6749, '4.1.2'),
  explanation:
    'The client recognises its own sign-in by the state that comes back. If it is missing or changed, the client should refuse the answer: it may belong to somebody else’s attempt.',
  mend: 'At the server: return state unchanged, in errors too. At the client: look whether something rewrites the callback URL.',
  evaluate({ asked, steps }) {
    const sent = asked?.complete ? asked.parameter('state') : undefined;
    const responses = steps('authorization_response').filter(({ response }) =>
      // Of an encrypted JARM response only the envelope is seen.
      ['code', 'access_token', 'id_token', 'error', 'state'].some((name) => parameterIn(response, name)),
    );
    if (!asked || !sent || responses.length === 0) return undefined;
    return responses.flatMap((step) => {
      const returned = parameterIn(step.response, 'state');
      if (returned?.value === sent.value) return [];
      const request = atParameter(asked.carrier('state'), sent);
      return [
        returned
          ? proved('The response returns another state than was sent.', request, atParameter(step, returned))
          : proved('The response does not return the state that was sent.', request, atTitle(step)),
      ];
    });
  },
});
