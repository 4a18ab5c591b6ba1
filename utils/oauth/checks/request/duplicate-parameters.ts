import { atStep, flowCheck, proved, quoteValue, rfc, say } from '../../../checks/authoring';
import type { Parameter, ParameterPlace } from '../../model';

/** May stand several times (RFC 8707 §2, RFC 8693 §2.1); names that end in [] are lists by their own convention. */
const REPEATABLE = /^(?:resource|audience)$|\[\]$/;
const PLACES: readonly ParameterPlace[] = ['query', 'fragment', 'request-body'];

function duplicates(parameters: readonly Parameter[]): Parameter[] {
  const seen = new Set<string>();
  return parameters.filter(({ name, place }) => {
    if (!PLACES.includes(place) || REPEATABLE.test(name)) return false;
    const key = `${place} ${name}`;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

export const duplicateParameters = flowCheck({
  id: 'oauth/duplicate-parameters',
  title: 'No parameter is sent twice',
  severity: 'must',
  spec: rfc(6749, '3.1'),
  explanation:
    'Of two values with one name, one program takes the first and another the last. That difference is a well-known way round checks, so OAuth forbids it. resource and audience may repeat.',
  mend: 'Send every parameter once; look where the second one is appended.',
  evaluate({ steps }) {
    const looked = steps(
      'authorization_request',
      'pushed_authorization_request',
      'authorization_response',
      'token_request',
      'refresh_request',
    );
    if (looked.length === 0) return undefined;
    return looked.flatMap((step) => {
      const twice = [...duplicates(step.request), ...duplicates(step.response)];
      const names = [...new Set(twice.map(({ name }) => name))];
      return names.slice(0, 10).map((name) => {
        const all = [...step.request, ...step.response].filter((parameter) => parameter.name === name);
        const quote = all
          .slice(0, 4)
          .map(({ value, secret }) => quoteValue(name, value, secret))
          .join(' & ');
        return proved(say`“${name.slice(0, 60)}” was sent ${all.length} times.`, atStep(step, quote));
      });
    });
  },
});
