import {
  atParameter,
  atTitle,
  flowCheck,
  type Problem,
  parameterIn,
  proved,
  rpInitiatedLogout,
} from '../../../checks/authoring';

export const logoutRequest = flowCheck({
  id: 'oauth/logout-request',
  title: 'Logout names the session or the client, and brings its state back',
  severity: 'should',
  spec: rpInitiatedLogout('2'),
  explanation:
    'post_logout_redirect_uri alone could send users of any client anywhere. With id_token_hint or client_id the server knows which addresses are allowed, and need not ask the user. A state that was sent comes back with the return (§3).',
  mend: 'Send id_token_hint (or client_id) with post_logout_redirect_uri; at the server, return state.',
  evaluate({ steps }) {
    const requests = steps('end_session_request').filter(({ request }) =>
      parameterIn(request, 'post_logout_redirect_uri'),
    );
    if (requests.length === 0) return undefined;
    return requests.flatMap((step): Problem[] => {
      const problems: Problem[] = [];
      if (!parameterIn(step.request, 'id_token_hint') && !parameterIn(step.request, 'client_id'))
        problems.push(
          proved(
            'post_logout_redirect_uri is sent without id_token_hint and without client_id.',
            atTitle(step),
          ),
        );
      const state = parameterIn(step.request, 'state');
      const back = steps('end_session_response').find(({ at }) => at >= step.at);
      if (state && back && parameterIn(back.response, 'state')?.value !== state.value)
        problems.push(
          proved(
            'The state of the logout request did not come back.',
            atParameter(step, state),
            atTitle(back),
          ),
        );
      return problems;
    });
  },
});
