import { atParameter, flowCheck, parameterIn, proved, rfc, say } from '../../../checks/authoring';

export const singleResponse = flowCheck({
  id: 'oauth/single-response',
  title: 'One authorization request brings one success',
  severity: 'information',
  spec: rfc(6749, '4.1.2'),
  explanation:
    'Several codes for one request usually mean that the user went back and signed in again, or that the page asked twice. A reload that repeats the same code is no second success.',
  mend: 'If the user did not go back, look for a component that starts the sign-in twice.',
  evaluate({ steps }) {
    const requests = steps('authorization_request');
    const codes = new Map(
      steps('authorization_response').flatMap((step) => {
        const code = parameterIn(step.response, 'code');
        return code ? [[code.value, { step, code }] as const] : [];
      }),
    );
    if (requests.length === 0 || codes.size === 0) return undefined;
    if (codes.size <= requests.length) return [];
    const at = [...codes.values()].slice(0, 4).map(({ step, code }) => atParameter(step, code));
    return [
      proved(
        say`${codes.size} different codes came for ${requests.length === 1 ? 'one request' : say`${requests.length} requests`}.`,
        ...at,
      ),
    ];
  },
});
