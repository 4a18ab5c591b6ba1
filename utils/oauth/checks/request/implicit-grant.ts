import { atParameter, atTitle, flowCheck, proved, rfc } from '../../../checks/authoring';

export const implicitGrant = flowCheck({
  id: 'oauth/implicit-grant',
  title: 'No access token is issued by redirect (implicit grant)',
  severity: 'should',
  inProfile: { 'oauth2.1': 'must', 'browser-public': 'must', fapi2: 'must' },
  spec: rfc(9700, '2.1.2'),
  explanation:
    'With response_type=token the access token itself travels in the address bar, where history, scripts and extensions see it, and nothing ties it to the client that asked. The authorization code grant with PKCE does the same job without that.',
  mend: 'Use response_type=code with PKCE; current libraries do it by default.',
  evaluate({ flow, asked }) {
    const { responseType } = flow;
    if (responseType.length === 0) return undefined;
    if (!responseType.includes('token') || responseType.includes('code')) return [];
    const parameter = asked?.parameter('response_type');
    const step = asked?.carrier('response_type') ?? flow.steps[0]!;
    return [
      proved(
        'The access token is asked for in the redirect itself.',
        parameter ? atParameter(step, parameter) : atTitle(step),
      ),
    ];
  },
});
