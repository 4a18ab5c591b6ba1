import { atParameter, atTitle, flowCheck, proved, rfc } from '../../../checks/authoring';

export const tokenInHybrid = flowCheck({
  id: 'oauth/token-in-hybrid',
  title: 'A hybrid response carries no access token',
  severity: 'should',
  inProfile: { 'oauth2.1': 'must', 'browser-public': 'must', fapi2: 'must' },
  spec: rfc(9700, '2.1.2'),
  explanation:
    'The hybrid types “code token” and “code id_token token” send an access token by redirect besides the code. It leaks in the same ways as in the implicit grant, and the code would have brought one anyway.',
  mend: 'Ask for “code” or “code id_token”, and take the access token from the token endpoint.',
  evaluate({ flow, asked }) {
    const { responseType } = flow;
    if (!responseType.includes('code')) return undefined;
    if (!responseType.includes('token')) return [];
    const parameter = asked?.parameter('response_type');
    const step = asked?.carrier('response_type') ?? flow.steps[0]!;
    return [
      proved(
        'A code and an access token are asked for together.',
        parameter ? atParameter(step, parameter) : atTitle(step),
      ),
    ];
  },
});
