import { createServer } from 'node:http';
import { startAppServer } from './app-server.ts';
import { startAuthorizationServer } from './authorization-server.ts';
import { refusedOrigin, toWebSocketUrl } from './listen.ts';
import { startResourceServer } from './resource-server.ts';
import { startSocketServer } from './socket-server.ts';

export interface PlaygroundOptions {
  /** Life of an access token asked for with the scope `short-lived`, in seconds. */
  shortLivedSeconds?: number;
}

export interface Playground {
  /** Issuer of the authorization server. */
  issuer: string;
  /** Addresses that the authorization server was asked for, as they came. */
  asked: readonly string[];
  /** Origin of the resource server (HTTP). */
  api: string;
  /** The resource server's WebSocket. */
  apiSocket: string;
  /** The single-page client. */
  app: string;
  /** The page of plain sockets. */
  socketsPage: string;
  /** Origin of the plain WebSocket server. */
  sockets: string;
  /** Whom the login page takes. */
  account: { username: string; password: string };
  close(): Promise<void>;
}

/** Starts the authorization server, the resource server, the plain sockets and the pages; all on loopback. */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const sockets = await startSocketServer();
  const refused = toWebSocketUrl(await refusedOrigin(createServer()));
  const app = await startAppServer();
  const resource = await startResourceServer({ appOrigin: app.origin });
  const authorization = await startAuthorizationServer({
    appOrigin: app.origin,
    resource: resource.origin,
    shortLivedSeconds: options.shortLivedSeconds ?? 8,
  });
  resource.trust(authorization.issuer);
  const apiSocket = `${toWebSocketUrl(resource.origin)}/ws`;
  app.serve({
    issuer: authorization.issuer,
    api: resource.origin,
    apiSocket,
    sockets: sockets.origin,
    refused,
    shortLivedSeconds: options.shortLivedSeconds ?? 8,
  });
  return {
    issuer: authorization.issuer,
    asked: authorization.asked,
    api: resource.origin,
    apiSocket,
    app: `${app.origin}/`,
    socketsPage: `${app.origin}/sockets`,
    sockets: sockets.origin,
    account: authorization.account,
    async close() {
      await Promise.all([app.close(), authorization.close(), resource.close(), sockets.close()]);
    },
  };
}
