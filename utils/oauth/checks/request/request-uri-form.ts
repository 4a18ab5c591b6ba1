import { atParameter, flowCheck, isLoopback, parameterIn, proved, rfc, say } from '../../../checks/authoring';

const LONGEST = 512;

export const requestUriForm = flowCheck({
  id: 'oauth/request-uri-form',
  title: 'request_uri is https or a URN, and not overlong',
  severity: 'must',
  spec: rfc(9101, '5.2'),
  explanation:
    'The server takes the whole request from this address. Over http it could be swapped on the way; a very long one is refused by browsers and servers.',
  mend: 'Use the urn that the pushed authorization request endpoint answers, or an https address of at most 512 characters.',
  evaluate({ asked }) {
    const requestUri = asked && parameterIn(asked.step.request, 'request_uri');
    if (!asked || !requestUri) return undefined;
    const { value } = requestUri;
    if (!/^(?:https:|urn:)/i.test(value) && !isLoopback(value))
      return [proved('request_uri is neither https nor a URN.', atParameter(asked.step, requestUri))];
    return value.length > LONGEST
      ? [
          proved(
            say`request_uri has ${value.length} characters; 512 is the limit.`,
            atParameter(asked.step, requestUri),
          ),
        ]
      : [];
  },
});
