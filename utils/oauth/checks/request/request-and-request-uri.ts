import { atParameter, flowCheck, parameterIn, proved, rfc } from '../../../checks/authoring';

export const requestAndRequestUri = flowCheck({
  id: 'oauth/request-and-request-uri',
  title: 'request and request_uri are not sent together',
  severity: 'must',
  spec: rfc(9101, '5'),
  explanation:
    'Both name the request object that holds the real parameters. If both are there, the server may take one and a check the other.',
  mend: 'Send one of the two.',
  evaluate({ asked }) {
    const request = asked && parameterIn(asked.step.request, 'request');
    const requestUri = asked && parameterIn(asked.step.request, 'request_uri');
    if (!asked || !(request ?? requestUri)) return undefined;
    return request && requestUri
      ? [
          proved(
            'request and request_uri stand side by side.',
            atParameter(asked.step, request),
            atParameter(asked.step, requestUri),
          ),
        ]
      : [];
  },
});
