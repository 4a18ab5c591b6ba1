import { atStep, flowCheck, proved, rfc, say, valueIn } from '../../../checks/authoring';

/** Seconds; RFC 8628 §3.2 and §3.5. */
const DEFAULT_INTERVAL = 5;
const SLOWER = 5;
/** Timers fire a little early, and a request's start is not its arrival. */
const TOLERANCE_MS = 500;

export const devicePolling = flowCheck({
  id: 'oauth/device-polling',
  title: 'The device asks no more often than it may',
  severity: 'must',
  spec: rfc(8628, '3.5'),
  explanation:
    'While the user signs in elsewhere, the device asks again and again. The server says how long to wait between (interval, five seconds if it says nothing), and each slow_down adds five seconds.',
  mend: 'Wait interval seconds after each answer, and five more after every slow_down.',
  evaluate({ flow, steps }) {
    if (flow.grant !== 'device_code') return undefined;
    const polls = steps('token_request').filter(({ request }) => valueIn(request, 'device_code'));
    if (polls.length < 2) return undefined;
    const opening = steps('device_authorization_request')[0];
    const told = Number(opening && valueIn(opening.response, 'interval'));
    let interval = Number.isFinite(told) && told > 0 ? told : DEFAULT_INTERVAL;
    return polls.slice(1).flatMap((poll, index) => {
      const before = polls[index]!;
      if (before.outcome.state === 'oauth-error' && before.outcome.code === 'slow_down') interval += SLOWER;
      // A nonce that was asked for is answered at once (RFC 9449 §8).
      if (before.outcome.state === 'oauth-error' && before.outcome.code === 'use_dpop_nonce') return [];
      const waited = poll.at - before.at;
      return waited + TOLERANCE_MS < interval * 1000
        ? [
            proved(
              say`The device asked again after ${(waited / 1000).toFixed(1)} s; ${interval} s is the interval.`,
              atStep(poll, `${(waited / 1000).toFixed(1)} s after the request before`),
            ),
          ]
        : [];
    });
  },
});
