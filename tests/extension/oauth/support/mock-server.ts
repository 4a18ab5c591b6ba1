import { createServer, type ServerResponse } from 'node:http';
import { OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server';
import { listen, stop } from '../../../playground/listen.ts';

/** An authorization server that signs in at once, without a page. */
export async function startMockServer() {
  const issuer = new OAuth2Issuer();
  await issuer.keys.generate('RS256');
  const { requestHandler } = new OAuth2Service(issuer);
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/authorize?')) keepFromScripts(response);
    requestHandler(request, response);
  });
  const origin = await listen(server);
  issuer.url = origin;
  return { origin, close: () => stop(server) };
}

/** oauth2-mock-server allows cross-origin reading everywhere; an authorization endpoint must not (RFC 9700 §2.6). */
function keepFromScripts(response: ServerResponse) {
  const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse;
  response.writeHead = (...head: unknown[]) => {
    for (const name of response.getHeaderNames()) {
      if (name.startsWith('access-control-')) response.removeHeader(name);
    }
    return writeHead(...head);
  };
}
