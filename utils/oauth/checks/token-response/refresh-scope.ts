import { atParameter, flowCheck, parameterIn, proved, rfc, say } from '../../../checks/authoring';
import { issuingSteps, scopeSet } from './issued';

export const refreshScope = flowCheck({
  id: 'oauth/refresh-scope',
  title: 'A refresh does not widen the scope',
  severity: 'must',
  spec: rfc(6749, '6'),
  explanation:
    'Refreshing renews what the user agreed to. More than that needs the user’s consent again, with a new authorization request.',
  mend: 'Ask for the additional scope in a new authorization request.',
  evaluate(subject) {
    const { flow, asked, steps } = subject;
    const first = issuingSteps(subject).find(({ kind }) => kind === 'token_request');
    const told = first && parameterIn(first.response, 'scope')?.value;
    // Where the first grant was not seen, a provider may have granted more in earlier sign-ins.
    if (!first || (!told && !asked?.complete)) return undefined;
    const granted = scopeSet([told ?? '', flow.scopeAsked ?? ''].join(' '));
    const refreshes = steps('refresh_request').filter(
      ({ request, response }) => parameterIn(request, 'scope') ?? parameterIn(response, 'scope'),
    );
    if (granted.size === 0 || refreshes.length === 0) return undefined;
    return refreshes.flatMap((step) =>
      [parameterIn(step.request, 'scope'), parameterIn(step.response, 'scope')].flatMap((parameter) => {
        const more = [...scopeSet(parameter?.value)].filter((name) => !granted.has(name));
        return parameter && more.length
          ? [
              proved(
                say`The refresh adds scope: ${more.join(' ').slice(0, 120)}.`,
                atParameter(step, parameter),
              ),
            ]
          : [];
      }),
    );
  },
});
