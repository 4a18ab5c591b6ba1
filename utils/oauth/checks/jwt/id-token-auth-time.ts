import { atParameter, flowCheck, openidCore, type Problem, proved, say } from '../../../checks/authoring';
import { numberIn } from '../claims';
import { CLOCK_SKEW_MS, lengthText, momentOf, mustHaveCome } from '../clock';
import { atClaim, issuedIdTokens } from './id-tokens';

export const idTokenAuthTime = flowCheck({
  id: 'oauth/id-token-auth-time',
  title: 'The user signed in as recently as was asked (max_age)',
  severity: 'must',
  spec: openidCore('3.1.3.7'),
  explanation:
    'With max_age the client wants to know that the user typed the password not longer ago than so many seconds. The server must then say when it was (auth_time).',
  mend: 'At the server: ask the user again when the session is older than max_age, and put auth_time into the ID token.',
  evaluate(subject) {
    const { asked, exchange } = subject;
    const maxAge = asked?.parameter('max_age');
    const issued = issuedIdTokens(subject).filter(({ refreshed }) => !refreshed);
    if (!asked || issued.length === 0) return undefined;
    if (!maxAge && !issued.some(({ claims }) => numberIn(claims, 'auth_time') !== undefined))
      return undefined;
    return issued.flatMap((id): Problem[] => {
      const authTime = numberIn(id.claims, 'auth_time');
      const at = atClaim(id, 'auth_time', id.claims.auth_time);
      if (authTime === undefined)
        return maxAge
          ? [
              proved(
                'max_age was asked for, and the ID token has no auth_time.',
                atParameter(asked.carrier('max_age'), maxAge),
                at,
              ),
            ]
          : [];
      const seen = exchange(id.step);
      if (seen && mustHaveCome(authTime * 1000, momentOf(seen)).state === 'wrong')
        return [proved('auth_time lies in the future.', at)];
      const iat = numberIn(id.claims, 'iat');
      const age = iat === undefined ? 0 : (iat - authTime) * 1000;
      const allowed = Number(maxAge?.value ?? Number.NaN) * 1000;
      if (!maxAge || !(age > allowed + CLOCK_SKEW_MS)) return [];
      return [
        proved(
          say`The user had signed in ${lengthText(age)} before; max_age allows ${maxAge.value.slice(0, 20)} s.`,
          atParameter(asked.carrier('max_age'), maxAge),
          at,
        ),
      ];
    });
  },
});
