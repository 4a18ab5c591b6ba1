import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { listen, stop } from './listen.ts';
import { serveApiSocket } from './resource-socket.ts';

export type VerifyToken = (token: string) => Promise<JWTPayload>;

/** An API and a WebSocket that take only the authorization server's access tokens. */
export async function startResourceServer({ appOrigin }: { appOrigin: string }) {
  const server = createServer();
  const origin = await listen(server);
  let verify: VerifyToken = async () => {
    throw new Error('the resource server has no issuer to trust yet');
  };
  server.on('request', (request, response) => {
    answer(request, response, (token) => verify(token)).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  const closeSockets = serveApiSocket(server, (token) => verify(token));

  async function answer(request: IncomingMessage, response: ServerResponse, verifyToken: VerifyToken) {
    response.setHeader('access-control-allow-origin', appOrigin);
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    response.setHeader('access-control-expose-headers', 'www-authenticate');
    response.setHeader('cache-control', 'no-store');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const { pathname } = new URL(request.url ?? '/', origin);
    if (pathname === '/.well-known/oauth-protected-resource') return sendJson(response, 200, metadata);
    if (pathname !== '/api/me') return sendJson(response, 404, { error: 'not_found' });
    const token = request.headers.authorization?.match(/^Bearer (.+)$/i)?.[1];
    if (!token) return refuse(response);
    try {
      const claims = await verifyToken(token);
      sendJson(response, 200, { subject: claims.sub, scope: claims.scope, expires: claims.exp });
    } catch (error) {
      refuse(response, reasonOf(error));
    }
  }

  // RFC 6750 §3: no error code where no token was sent. RFC 9728 §5.1: where to read about this resource.
  function refuse(response: ServerResponse, description?: string) {
    const error = description ? `error="invalid_token", error_description="${description}", ` : '';
    const challenge = `Bearer ${error}resource_metadata="${origin}/.well-known/oauth-protected-resource"`;
    response.setHeader('www-authenticate', challenge);
    sendJson(response, 401, { error: description ? 'invalid_token' : 'unauthorized', description });
  }

  const metadata: Record<string, unknown> = {
    resource: origin,
    bearer_methods_supported: ['header'],
    scopes_supported: ['api:read', 'api:write', 'short-lived'],
  };

  return {
    origin,
    /** Takes tokens of this issuer, checked by the keys that it publishes. */
    trust(issuer: string) {
      metadata.authorization_servers = [issuer];
      const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
      verify = async (token) => {
        const { payload } = await jwtVerify(token, keys, { issuer, audience: origin, typ: 'at+jwt' });
        return payload;
      };
    },
    async close() {
      closeSockets();
      await stop(server);
    },
  };
}

/** Why a token was refused, in words for a person. */
export function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The access token expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature does not match';
  return 'The access token is not valid here';
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
