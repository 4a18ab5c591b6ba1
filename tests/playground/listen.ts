import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Every server of the playground is on the loopback interface and takes a free port. */
export const HOST = '127.0.0.1';

/** Starts a server on a free port and gives its origin, without a slash at the end. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, HOST);
  await once(server, 'listening');
  return `http://${HOST}:${(server.address() as AddressInfo).port}`;
}

/** Stops a server at once, connections that are still open included. */
export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/** A URL that nothing listens on: the port was free a moment ago. */
export async function refusedOrigin(server: Server): Promise<string> {
  const origin = await listen(server);
  await stop(server);
  return origin;
}

/** The same origin for a WebSocket. */
export const toWebSocketUrl = (url: string): string => url.replace(/^http/, 'ws');
