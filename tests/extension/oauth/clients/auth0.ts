import { Auth0Client, type Auth0ClientOptions } from '@auth0/auth0-spa-js';
import { configuration, isCallback, offer, run } from '../page/offer.ts';

const { issuer, site } = configuration();
const options: Auth0ClientOptions = {
  domain: issuer.replace(/\/$/, ''),
  clientId: 'auth0',
  authorizationParams: { redirect_uri: `${site}/auth0`, scope: 'openid profile' },
};
/** Tokens in memory, refresh in a worker of the library's own. */
const client = new Auth0Client({ ...options, useRefreshTokens: true });
/** Renews by web_message in a hidden frame. */
const framed = new Auth0Client(options);

offer({
  'sign-in': () => client.loginWithRedirect(),
  refresh: () => client.getTokenSilently({ cacheMode: 'off' }),
  'renew-framed': () => framed.getTokenSilently({ cacheMode: 'off' }),
  'sign-out': () => client.logout({ logoutParams: { returnTo: `${site}/auth0` } }),
});
if (isCallback()) await run('callback', () => client.handleRedirectCallback());
