import { atParameter, flowCheck, graded, proved, rfc } from '../../../checks/authoring';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const resourceIndicator = flowCheck({
  id: 'oauth/resource-indicator',
  title: 'resource is an absolute URI without fragment',
  severity: 'must',
  spec: rfc(8707, '2'),
  explanation:
    'resource names the API that the token is for, so that it is good for nothing else. It has to be a whole address; a relative one or a bare word names nothing.',
  mend: 'Send the API’s https address, without “#”.',
  evaluate({ steps }) {
    const sent = steps(
      'authorization_request',
      'pushed_authorization_request',
      'token_request',
      'refresh_request',
    ).flatMap((step) =>
      step.request
        .filter(({ name, value }) => name === 'resource' && value !== '')
        .map((parameter) => ({ step, parameter })),
    );
    if (sent.length === 0) return undefined;
    return sent.flatMap(({ step, parameter }) => {
      const { value } = parameter;
      // JSON arrays come from request objects.
      if (value.startsWith('[') || (/^[a-z][a-z0-9+.-]*:/i.test(value) && !value.includes('#'))) return [];
      if (GUID.test(value))
        return [
          graded(
            'information',
            proved(
              'resource is a GUID, which one provider’s older interface takes.',
              atParameter(step, parameter),
            ),
          ),
        ];
      const text = value.includes('#') ? 'resource has a fragment.' : 'resource is not an absolute URI.';
      return [proved(text, atParameter(step, parameter))];
    });
  },
});
