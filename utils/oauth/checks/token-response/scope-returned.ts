import { atParameter, atStep, flowCheck, inferred, parameterIn, rfc } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { issuingSteps, scopeSet } from './issued';

/** Scopes that ask for claims or a refresh token: an access token for an API need not name them. */
const OPENID = /^(?:openid|profile|email|address|phone|offline_access)$/;

const apiScopes = (scope: string | undefined) =>
  [...scopeSet(scope)].filter((name) => !OPENID.test(name)).sort();

export const scopeReturned = flowCheck({
  id: 'oauth/scope-returned',
  title: 'A scope other than the one asked for is told',
  severity: 'must',
  spec: rfc(6749, '3.3'),
  explanation:
    'The server may grant less, or other, than was asked for. If it does, it must say so in scope; the client would otherwise believe that it may do what it may not.',
  mend: 'At the server: send scope in the token response.',
  evaluate(subject) {
    const { asked, steps, tokens } = subject;
    const scope = asked?.complete ? asked.parameter('scope') : undefined;
    const issued = issuingSteps(subject).filter(({ kind }) => kind === 'token_request');
    if (
      !asked ||
      !scope ||
      issued.length === 0 ||
      steps('refresh_request').some(({ at }) => at < issued[0]!.at)
    )
      return undefined;
    return issued.flatMap((step) => {
      if (parameterIn(step.response, 'scope')) return [];
      const access = tokens.find(
        ({ kind, issuedBy, claims }) => kind === 'access' && issuedBy === step.id && claims,
      );
      const granted = ownString(access?.claims, 'scope');
      if (granted === undefined || apiScopes(granted).join(' ') === apiScopes(scope.value).join(' '))
        return [];
      const text =
        'The access token has another scope than was asked for, and the token response does not say so.';
      return [
        inferred(
          text,
          atParameter(asked.carrier('scope'), scope),
          atStep(step, `scope of the token: ${granted.slice(0, 120)}`),
        ),
      ];
    });
  },
});
