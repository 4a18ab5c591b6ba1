import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { type Configuration, errors, Provider } from 'oidc-provider';
import { account, findAccount } from './accounts.ts';
import { clients } from './clients.ts';
import { answerInteractions } from './interactions.ts';
import { HOST, listen, stop } from './listen.ts';
import { createMemoryStore } from './memory-store.ts';
import { page } from './page.ts';

interface AuthorizationServerOptions {
  appOrigin: string;
  /** Resource indicator (RFC 8707) of the API: its origin. */
  resource: string;
  shortLivedSeconds: number;
  /** Ends the issuer's URL, where it is not the bare origin. */
  issuerPath?: string;
  /** What another test wants otherwise: clients, endpoints' paths, features. */
  configure?(standard: Configuration): Configuration;
  /** More to do with the provider before it answers. */
  prepare?(provider: Provider): void;
}

/** oidc-provider with keys of its own, login and consent pages, and everything in memory. */
export async function startAuthorizationServer(options: AuthorizationServerOptions) {
  const server = createServer();
  const issuer = (await listen(server)) + (options.issuerPath ?? '');
  const standard = await configuration(options);
  const provider = new Provider(issuer, options.configure?.(standard) ?? standard);
  options.prepare?.(provider);
  // RFC 8252 §7.3 and oidc-provider agree: plain HTTP is for loopback, which this is.
  const asked: string[] = [];
  server.on('request', ({ url = '' }) => void asked.push(new URL(url, issuer).href));
  server.on('request', answerInteractions(provider));
  provider.on('server_error', (_ctx, error) => console.error('authorization server:', error));
  return { issuer, account, asked, close: () => stop(server) };
}

async function signingKeys() {
  return Promise.all(
    ['RS256', 'ES256'].map(async (alg) => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true });
      return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `playground-${alg.toLowerCase()}` };
    }),
  );
}

async function configuration(options: AuthorizationServerOptions): Promise<Configuration> {
  const { resource, shortLivedSeconds, appOrigin } = options;
  const lifetime = (scope = '') => (scope.split(' ').includes('short-lived') ? shortLivedSeconds : 600);
  return {
    adapter: createMemoryStore(),
    clients: clients(appOrigin),
    findAccount,
    jwks: { keys: await signingKeys() },
    cookies: { keys: [crypto.randomUUID()] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    scopes: ['openid', 'profile', 'email', 'offline_access', 'api:read', 'api:write', 'short-lived'],
    clientBasedCORS: (_ctx, origin) => origin === appOrigin,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: (_ctx, token) => lifetime(token.scope),
      ClientCredentials: (_ctx, token) => lifetime(token.scope),
      IdToken: 600,
      RefreshToken: 24 * 3600,
      Session: 24 * 3600,
      Grant: 24 * 3600,
      Interaction: 600,
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = page({ title: 'The request was refused', facts: { ...out } });
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      dPoP: { enabled: true },
      introspection: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      revocation: { enabled: true },
      jwtResponseModes: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: async (_ctx, indicator) => {
          if (indicator !== resource) throw new errors.InvalidTarget();
          return {
            scope: 'api:read api:write short-lived',
            audience: resource,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => {
          ctx.body = page({
            title: 'Sign out?',
            lead: `You are signed in at ${HOST} as ${account.name}.`,
            body: `${form}<p class="actions">
              <button id="confirm-sign-out" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
              <button class="quiet" type="submit" form="op.logoutForm">Stay signed in</button></p>`,
          });
        },
        postLogoutSuccessSource: async (ctx) => {
          ctx.body = page({ title: 'Signed out', lead: 'You may close this page.' });
        },
      },
    },
  };
}
