import {
  atStep,
  atTitle,
  cannotSee,
  type FlowSubject,
  fapi2,
  flowCheck,
  headerOf,
  type Problem,
  parameterIn,
  proved,
  say,
  valueIn,
} from '../../../checks/authoring';

const CODE_LIFE_MS = 60_000;
const REQUEST_URI_LIFE = 600;

function requestFaults({ flow, asked, steps }: FlowSubject): Problem[] {
  if (!asked) return [];
  const problems: Problem[] = [];
  const at = atTitle(asked.step);
  const pushed =
    asked.pushed !== undefined ||
    valueIn(asked.step.request, 'request_uri')?.startsWith('urn:ietf:params:oauth:request_uri:');
  if (!pushed) problems.push(proved('FAPI 2.0: the request was not pushed to the server first (PAR).', at));
  if (flow.responseType.length && flow.responseType.join(' ') !== 'code')
    problems.push(proved('FAPI 2.0: response_type is not “code”.', at));
  if (asked.complete && asked.value('code_challenge_method') !== 'S256')
    problems.push(proved('FAPI 2.0: no PKCE challenge with S256.', at));
  const life = Number(asked.pushed && valueIn(asked.pushed.response, 'expires_in'));
  if (asked.pushed && life >= REQUEST_URI_LIFE)
    problems.push(
      proved(
        say`FAPI 2.0: request_uri lives ${life} s; it has to be less than 600.`,
        atStep(asked.pushed, `expires_in=${life}`),
      ),
    );
  for (const step of steps('authorization_response')) {
    if (!parameterIn(step.response, 'iss'))
      problems.push(proved('FAPI 2.0: the response has no iss.', atTitle(step)));
  }
  return problems;
}

function tokenFaults({ steps, exchange }: FlowSubject): Problem[] {
  return steps('token_request').flatMap((step): Problem[] => {
    if (step.outcome.state !== 'ok') return [];
    const problems: Problem[] = [];
    const response = steps('authorization_response').findLast(({ at }) => at <= step.at);
    const waited = response ? step.at - response.at : 0;
    if (waited > CODE_LIFE_MS)
      problems.push(
        proved(
          say`FAPI 2.0: the code was still good after ${Math.round(waited / 1000)} s; 60 s is the limit.`,
          atTitle(step),
        ),
      );
    const seen = exchange(step);
    const bound =
      headerOf(seen?.requestHeaders, 'dpop') !== undefined ||
      valueIn(step.response, 'token_type')?.toLowerCase() === 'dpop';
    if (!bound)
      problems.push(
        cannotSee(
          'FAPI 2.0: no DPoP was seen; whether the token is bound by mutual TLS cannot be seen from a browser.',
          atTitle(step),
        ),
      );
    return problems;
  });
}

export const fapi2Profile = flowCheck({
  id: 'oauth/fapi2-profile',
  title: 'The flow keeps to FAPI 2.0',
  severity: 'must',
  only: ['fapi2'],
  spec: fapi2('5.3'),
  explanation:
    'FAPI 2.0 is the profile of banks and health services: pushed requests, the code grant with S256 only, iss in every response, tokens bound to a key, codes of at most 60 seconds and request_uri of less than ten minutes.',
  mend: 'Use a client library with a FAPI 2.0 mode and switch the profile on at the server.',
  evaluate(subject) {
    if (!subject.asked) return undefined;
    return [...requestFaults(subject), ...tokenFaults(subject)];
  },
});
