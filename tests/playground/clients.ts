import type { ClientMetadata } from 'oidc-provider';

export const SPA_CLIENT_ID = 'playground-spa';

/** Registered clients: the single-page client, and one for each grant that tests drive by hand. */
export function clients(appOrigin: string): ClientMetadata[] {
  return [
    {
      client_id: SPA_CLIENT_ID,
      client_name: 'Playground',
      application_type: 'web',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: ['callback', 'popup', 'silent', 'form-post'].map((path) => `${appOrigin}/${path}`),
      post_logout_redirect_uris: [`${appOrigin}/`],
    },
    {
      client_id: 'playground-service',
      client_secret: 'playground-service-secret',
      client_name: 'Service',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    },
    {
      client_id: 'playground-device',
      client_name: 'Device',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
      response_types: [],
      redirect_uris: [],
    },
    {
      client_id: 'playground-par',
      client_name: 'PAR and DPoP',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${appOrigin}/callback`],
      require_pushed_authorization_requests: true,
      dpop_bound_access_tokens: true,
    },
  ];
}
