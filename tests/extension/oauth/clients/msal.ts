import {
  type INavigationClient,
  type INetworkModule,
  type NavigationOptions,
  type NetworkRequestOptions,
  PublicClientApplication,
} from '@azure/msal-browser';
import { configuration, isCallback, offer, run } from '../page/offer.ts';

const { issuer, site } = configuration();

/** The library takes an authority by https alone; the lab's is on loopback. Its requests go there all the same. */
const plain = (url: string) => url.replace(/^https:\/\/127\.0\.0\.1/, 'http://127.0.0.1');
const secure = (url: string) => url.replace(/^http:/, 'https:');

const send = (method: string) => async (url: string, options?: NetworkRequestOptions) => {
  const { body, headers } = options ?? {};
  const response = await fetch(plain(url), { method, ...(headers && { headers }), ...(body && { body }) });
  const text = await response.text();
  return {
    headers: Object.fromEntries(response.headers),
    status: response.status,
    // Metadata has to name endpoints of the authority that the library knows.
    body: JSON.parse(url.includes('/.well-known/') ? text.replaceAll('http://127', 'https://127') : text),
  };
};
const networkClient = {
  sendGetRequestAsync: send('GET'),
  sendPostRequestAsync: send('POST'),
} as INetworkModule;

const navigationClient = {
  navigateInternal: async () => false,
  async navigateExternal(url: string, _: NavigationOptions) {
    location.assign(plain(url));
    return true;
  },
} as INavigationClient;

const client = new PublicClientApplication({
  auth: {
    clientId: 'msal',
    authority: secure(issuer),
    // By itself it asks for offline_access each time, which the lab's server gives for a consent alone.
    OIDCOptions: { defaultScopes: ['openid', 'profile'] },
    knownAuthorities: [new URL(issuer).host],
    redirectUri: `${site}/msal`,
    postLogoutRedirectUri: `${site}/msal`,
  },
  system: { networkClient, navigationClient, protocolMode: 'OIDC' },
});
const scopes = ['openid', 'profile'];

offer({
  'sign-in': () => client.loginRedirect({ scopes }),
  refresh: () =>
    client.acquireTokenSilent({ scopes, account: client.getAllAccounts()[0]!, forceRefresh: true }),
});
await run(isCallback() ? 'callback' : 'started', async () => {
  await client.initialize();
  await client.handleRedirectPromise();
});
