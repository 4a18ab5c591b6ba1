import type { ClientMetadata, Configuration, Provider } from 'oidc-provider';
import { startAuthorizationServer } from '../../../playground/authorization-server.ts';
import { startMockServer } from './mock-server.ts';
import { startOddServer } from './odd-server.ts';
import type { Names } from './outline.ts';
import { startSite } from './site.ts';

/** The servers that the clients of `clients/` work with, all on loopback. */
export async function startLab() {
  const site = await startSite();
  /** What users of another device have been asked and not answered yet. */
  const asked: unknown[] = [];
  let consents: (request: unknown) => Promise<unknown> = async () => {};
  const authorization = await startAuthorizationServer({
    appOrigin: site.origin,
    resource: 'urn:none',
    shortLivedSeconds: 8,
    // @auth0/auth0-spa-js knows its server's paths by heart, and its issuer by the slash at the end.
    issuerPath: '/',
    configure: (standard) => configure(standard, site.origin, asked),
    prepare(provider) {
      consents = (request) => agreeFor(provider, request);
      provider.use(allowPages);
    },
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
    /** The user agrees on another device (CIBA). */
    async agree() {
      for (const request of asked.splice(0)) await consents(request);
    },
    async close() {
      await Promise.all([site.close(), authorization.close(), mock.close(), odd.close()]);
    },
  };
}

export type Lab = Awaited<ReturnType<typeof startLab>>;

/** As Keycloak does, whose client library sends cookies along; and registration and backchannel for pages too. */
const allowPages: Parameters<Provider['use']>[0] = async (ctx, next) => {
  const { origin } = ctx.request.header;
  const forPages = origin && /^\/(?:reg|backchannel)/.test(ctx.path);
  if (forPages && ctx.method === 'OPTIONS') {
    ctx.status = 204;
    ctx.set('access-control-allow-headers', 'content-type, authorization');
    ctx.set('access-control-allow-methods', 'POST, GET, PUT, DELETE');
  } else await next();
  if (forPages) ctx.set('access-control-allow-origin', origin);
  if (origin) ctx.set('access-control-allow-credentials', 'true');
};

/** Ends a backchannel request as the authentication device would: its user has said yes. */
async function agreeFor(provider: Provider, request: unknown): Promise<void> {
  const { accountId, clientId } = request as { accountId: string; clientId: string };
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope('openid');
  await grant.save();
  await provider.backchannelResult(request as never, grant);
}

function configure(standard: Configuration, site: string, asked: unknown[]): Configuration {
  return {
    ...standard,
    clients: labClients(site),
    // Each client would ask once: the consent page is the playground's subject, not this one's.
    loadExistingGrant: async (ctx) => {
      const { provider, session, client, params } = ctx.oidc;
      const grant = new provider.Grant({ accountId: session!.accountId, clientId: client!.clientId });
      grant.addOIDCScope(String(params!.scope));
      if (params!.resource) grant.addResourceScope(String(params!.resource), 'pay');
      if (params!.authorization_details)
        for (const detail of JSON.parse(String(params!.authorization_details))) grant.addRar(detail);
      await grant.save();
      return grant;
    },
    ttl: { ...standard.ttl, BackchannelAuthenticationRequest: 600 },
    responseTypes: ['code', 'id_token token', 'id_token', 'code id_token'],
    routes: { authorization: '/authorize', token: '/oauth/token', end_session: '/v2/logout' },
    features: {
      ...standard.features,
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined as never,
        getResourceServerInfo: async (_ctx, audience) => ({
          scope: 'pay',
          audience,
          accessTokenFormat: 'opaque',
        }),
      },
      webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
      registration: { enabled: true },
      registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
      requestObjects: { enabled: true },
      introspection: { enabled: true, allowedPolicy: async () => true },
      revocation: { enabled: true, allowedPolicy: async () => true },
      richAuthorizationRequests: {
        enabled: true,
        types: { payment: { validate: () => {} } },
        authorizationDetailsForGrantSource: ({ oidc }) =>
          JSON.parse(String(oidc.params!.authorization_details)),
        authorizationDetailsForAccessToken: (_ctx, _token, source) => source?.rar,
        authorizationDetailsForIntrospection: (_ctx, token) => token.rar,
      },
      ciba: {
        enabled: true,
        deliveryModes: ['poll'],
        processLoginHint: async (_ctx, hint) => hint,
        validateBindingMessage: async () => {},
        validateRequestContext: async () => {},
        verifyUserCode: async () => {},
        triggerAuthenticationDevice: async (_ctx, request) => void asked.push(request),
      },
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
    page('backchannel', {
      client_secret: 'a secret of thirty-two characters',
      token_endpoint_auth_method: 'client_secret_jwt',
      backchannel_token_delivery_mode: 'poll',
      grant_types: ['urn:openid:params:grant-type:ciba'],
      response_types: [],
      redirect_uris: [],
      post_logout_redirect_uris: [],
    }),
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
