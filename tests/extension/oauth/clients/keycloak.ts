import Keycloak from 'keycloak-js';
import { configuration, isCallback, offer, run } from '../page/offer.ts';

const { issuer, site } = configuration();
const keycloak = new Keycloak({ oidcProvider: issuer, clientId: 'keycloak' });

offer({
  'sign-in': () => keycloak.login({ redirectUri: `${site}/keycloak` }),
  refresh: () => keycloak.updateToken(-1),
  'sign-out': () => keycloak.logout({ redirectUri: `${site}/keycloak` }),
});
await run(isCallback() ? 'callback' : 'started', () =>
  keycloak.init({ checkLoginIframe: false, pkceMethod: 'S256', redirectUri: `${site}/keycloak` }),
);
