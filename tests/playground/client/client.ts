import { UserManager, type UserManagerSettings } from 'oidc-client-ts';
import { readConfiguration } from './configuration.ts';

export const configuration = readConfiguration();

const settings: UserManagerSettings = {
  authority: configuration.issuer,
  client_id: 'playground-spa',
  redirect_uri: `${configuration.app}/callback`,
  popup_redirect_uri: `${configuration.app}/popup`,
  silent_redirect_uri: `${configuration.app}/silent`,
  post_logout_redirect_uri: `${configuration.app}/`,
  scope: 'openid profile api:read',
  resource: configuration.api,
  // The token's end is what this playground is for: it is met, not avoided.
  automaticSilentRenew: false,
};

/** The OAuth client of the page, its popup and its hidden frame. */
export const manager = new UserManager(settings);

/** Finishes a sign-in whose answer came in the URL's query or fragment. */
export const finishSignIn = (response_mode: 'query' | 'fragment') =>
  new UserManager({ ...settings, response_mode }).signinRedirectCallback();
