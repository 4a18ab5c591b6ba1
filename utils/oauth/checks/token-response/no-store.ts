import { atStep, flowCheck, headerOf, proved, rfc } from '../../../checks/authoring';
import { issuingSteps } from './issued';

export const noStore = flowCheck({
  id: 'oauth/token-response-no-store',
  title: 'Token responses are not stored',
  severity: 'must',
  spec: rfc(6749, '5.1'),
  explanation:
    'A token response that a cache keeps can be read by the next user of the machine or proxy. Cache-Control: no-store forbids that. (Pragma: no-cache, once asked for too, is no longer needed.)',
  mend: 'At the server: send Cache-Control: no-store with every token response.',
  evaluate(subject) {
    const issued = issuingSteps(subject).flatMap((step) => {
      const headers = subject.exchange(step)?.responseHeaders;
      return headers?.length ? [{ step, policy: headerOf(headers, 'cache-control') }] : [];
    });
    if (issued.length === 0) return undefined;
    return issued
      .filter(({ policy }) => !/\bno-store\b/i.test(policy ?? ''))
      .map(({ step, policy }) =>
        proved(
          'The token response may be stored.',
          atStep(step, policy ? `Cache-Control: ${policy.slice(0, 100)}` : 'no Cache-Control'),
        ),
      );
  },
});
