import { atTitle, flowCheck, oauth21, proved } from '../../../checks/authoring';
import { isFromPage } from './from-page';

export const clientCredentialsInPage = flowCheck({
  id: 'oauth/client-credentials-in-page',
  title: 'The client credentials grant is not used from a page',
  severity: 'must',
  spec: oauth21('4.2'),
  explanation:
    'With grant_type=client_credentials the client acts for itself, by its secret. A page has no secret that its visitors do not have too, so every visitor gets the client’s own rights.',
  mend: 'Make this request on a server. For the user’s own rights use the code grant.',
  evaluate({ steps, exchange }) {
    const requests = steps('token_request').filter((step) => isFromPage(exchange(step)));
    if (requests.length === 0) return undefined;
    return requests
      .filter(({ request }) =>
        request.some(({ name, value }) => name === 'grant_type' && value === 'client_credentials'),
      )
      .map((step) => proved('A browser asked for a token with the client’s own credentials.', atTitle(step)));
  },
});
