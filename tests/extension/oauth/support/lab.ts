import type { ClientMetadata, Configuration } from 'oidc-provider';
import { startAuthorizationServer } from '../../../playground/authorization-server.ts';
import { startMockServer } from './mock-server.ts';
import { startOddServer } from './odd-server.ts';
import type { Names } from './outline.ts';
import { startSite } from './site.ts';

/** The servers that the clients of `clients/` work with, all on loopback. */
export async function startLab() {
  const site = await startSite();
  const authorization = await startAuthorizationServer({
    appOrigin: site.origin,
    resource: 'urn:none',
    shortLivedSeconds: 8,
    // @auth0/auth0-spa-js knows its server's paths by heart, and its issuer by the slash at the end.
    issuerPath: '/',
    configure: (standard) => configure(standard, site.origin),
    // As Keycloak does: its client library sends cookies with the token request.
    prepare: (provider) =>
      provider.use(async (ctx, next) => {
        await next();
        if (ctx.request.header.origin) ctx.set('access-control-allow-credentials', 'true');
      }),
  });
  const mock = await startMockServer();
  const odd = await startOddServer();
  site.serve({ issuer: authorization.issuer, mock: mock.origin, odd: odd.origin });
  const names: Names = {
    [authorization.issuer.replace(/\/$/, '')]: 'AS',
    [site.origin]: 'SITE',
    [mock.origin]: 'MOCK',
    [odd.origin]: 'ODD',
  };
  return {
    site: site.origin,
    issuer: authorization.issuer,
    odd,
    names,
    async close() {
      await Promise.all([site.close(), authorization.close(), mock.close(), odd.close()]);
    },
  };
}

export type Lab = Awaited<ReturnType<typeof startLab>>;

function configure(standard: Configuration, site: string): Configuration {
  return {
    ...standard,
    clients: labClients(site),
    // Each client would ask once: the consent page is the playground's subject, not this one's.
    loadExistingGrant: async (ctx) => {
      const { provider, session, client, params } = ctx.oidc;
      const grant = new provider.Grant({ accountId: session!.accountId, clientId: client!.clientId });
      grant.addOIDCScope(String(params!.scope));
      await grant.save();
      return grant;
    },
    responseTypes: ['code', 'id_token token', 'id_token', 'code id_token'],
    routes: { authorization: '/authorize', token: '/oauth/token', end_session: '/v2/logout' },
    features: {
      ...standard.features,
      resourceIndicators: { enabled: false },
      webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
      dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => true },
    },
  };
}

function labClients(site: string): ClientMetadata[] {
  const page = (name: string, more: Partial<ClientMetadata> = {}): ClientMetadata => ({
    client_id: name,
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${site}/${name}`],
    post_logout_redirect_uris: [`${site}/${name}`],
    ...more,
  });
  return [
    page('auth0'),
    page('keycloak'),
    page('msal'),
    page('jarm'),
    page('dpop', { require_pushed_authorization_requests: true, dpop_bound_access_tokens: true }),
    page('implicit', {
      application_type: 'native',
      grant_types: ['implicit'],
      response_types: ['id_token token'],
    }),
    page('hybrid', {
      application_type: 'native',
      grant_types: ['authorization_code', 'implicit'],
      response_types: ['code id_token'],
    }),
    page('device', {
      application_type: 'native',
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
      response_types: [],
      redirect_uris: [],
    }),
  ];
}
