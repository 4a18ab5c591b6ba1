import {
  atParameter,
  flowCheck,
  graded,
  type Problem,
  parameterIn,
  proved,
  rfc,
} from '../../../checks/authoring';
import { factsOf } from '../../facts';
import { issuingSteps } from './issued';

/** OpenID conformance suite: more than a year is milliseconds by mistake. */
const YEAR = 31_536_000;

export const expiresIn = flowCheck({
  id: 'oauth/expires-in',
  title: 'expires_in is a sane number of seconds',
  severity: 'should',
  spec: rfc(6749, '5.1'),
  explanation:
    'Clients refresh the token by this number. If it is in milliseconds, or no number, they refresh far too late or all the time.',
  mend: 'At the server: send the lifetime as a JSON number, in seconds.',
  evaluate(subject) {
    const told = issuingSteps(subject).flatMap((step) => {
      const parameter = parameterIn(step.response, 'expires_in');
      return parameter ? [{ step, parameter }] : [];
    });
    if (told.length === 0) return undefined;
    return told.flatMap(({ step, parameter }): Problem[] => {
      const at = atParameter(step, parameter);
      const seconds = Number(parameter.value);
      if (!Number.isFinite(seconds) || parameter.value.trim() === '')
        return [proved('expires_in is not a number.', at)];
      if (seconds < 0) return [proved('expires_in is negative.', at)];
      if (seconds > YEAR) return [proved('expires_in is more than a year: milliseconds by mistake?', at)];
      const seen = subject.exchange(step);
      const written = seen && factsOf(seen)?.answer().json?.expires_in;
      return typeof written === 'string'
        ? [graded('information', proved('expires_in is a string; it should be a number.', at))]
        : [];
    });
  },
});
