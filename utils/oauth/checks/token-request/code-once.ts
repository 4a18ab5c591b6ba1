import { atParameter, flowCheck, parameterIn, proved, rfc } from '../../../checks/authoring';
import type { Step } from '../../model';

/** Outcomes after which the same code may be sent again: the server did not take it. */
function mayRetry({ outcome, unseen }: Step): boolean {
  if (outcome.state === 'network-error' || outcome.state === 'pending') return true;
  // A refusal whose reason was not seen may have asked for a nonce (RFC 9449 §8).
  if (outcome.state === 'http-error')
    return outcome.status >= 500 || outcome.status === 429 || unseen.length > 0;
  return (
    outcome.state === 'oauth-error' &&
    /^(?:use_dpop_nonce|authorization_pending|slow_down|temporarily_unavailable|server_error)$/.test(
      outcome.code,
    )
  );
}

export const codeOnce = flowCheck({
  id: 'oauth/code-once',
  title: 'The code is redeemed once',
  severity: 'must',
  spec: rfc(6749, '4.1.2'),
  explanation:
    'A code is good for one exchange. A second attempt fails, and a careful server then also revokes what the first one brought, because it looks like theft. The usual cause is a callback that runs twice. Trying again after a network failure, or with the nonce that the server asked for, is right.',
  mend: 'Redeem the code in one place and only once (React’s StrictMode runs effects twice), and take it out of the address bar.',
  evaluate({ steps }) {
    const redeemed = steps('token_request').flatMap((step) => {
      const code = parameterIn(step.request, 'code');
      return code ? [{ step, code }] : [];
    });
    if (redeemed.length === 0) return undefined;
    return redeemed.flatMap(({ step, code }, index) => {
      const earlier = redeemed
        .slice(0, index)
        .find((before) => before.code.value === code.value && !mayRetry(before.step));
      return earlier
        ? [
            proved(
              'The same code was sent to the token endpoint again.',
              atParameter(earlier.step, code),
              atParameter(step, code),
            ),
          ]
        : [];
    });
  },
});
