import { atTitle, flowCheck, proved, rfc } from '../../../checks/authoring';

export const passwordGrant = flowCheck({
  id: 'oauth/password-grant',
  title: 'The client never handles the user’s password',
  severity: 'must',
  spec: rfc(9700, '2.4'),
  explanation:
    'With grant_type=password the user types the password into the client instead of the server’s own page. The client learns it, users learn to type it anywhere, and two-factor sign-in cannot work.',
  mend: 'Send the user to the server: authorization code with PKCE, or the device grant where there is no browser.',
  evaluate({ steps }) {
    const requests = steps('token_request');
    if (requests.length === 0) return undefined;
    return requests
      .filter(({ request }) =>
        request.some(({ name, value }) => name === 'grant_type' && value === 'password'),
      )
      .map((step) =>
        proved('The user’s password was sent by the client (grant_type=password).', atTitle(step)),
      );
  },
});
