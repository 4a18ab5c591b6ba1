import type { IncomingMessage, ServerResponse } from 'node:http';
import * as oauth from 'oauth4webapi';
import type { SiteConfiguration } from './site.ts';

/**
 * A web application whose server redeems the code itself (RFC 6749 §4.1, confidential client): the browser sees
 * the authorization request and response and a session cookie, never a token.
 *
 * @returns a listener that says whether the request was its own
 */
export function serverSideClient({ site, mock }: SiteConfiguration) {
  const redirect_uri = `${site}/web/callback`;
  /** Code verifiers by state. */
  const verifiers = new Map<string, string>();
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', site);
    if (pathname === '/web/login') {
      const state = crypto.randomUUID();
      const verifier = oauth.generateRandomCodeVerifier();
      verifiers.set(state, verifier);
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: 'web',
        redirect_uri,
        scope: 'openid',
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      response.writeHead(302, { location: `${mock}/authorize?${query}` }).end();
      return true;
    }
    if (pathname === '/web/callback') {
      const state = searchParams.get('state') ?? '';
      const code_verifier = verifiers.get(state);
      verifiers.delete(state);
      if (code_verifier === undefined) {
        response.writeHead(400, { 'content-type': 'text/plain' }).end('Unknown state');
        return true;
      }
      const answer = await fetch(`${mock}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('web:secret')}` },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: searchParams.get('code') ?? '',
          redirect_uri,
          code_verifier,
        }),
      });
      if (!answer.ok) throw new Error(`The token endpoint said ${answer.status}`);
      response.writeHead(302, {
        location: '/web',
        'set-cookie': `session=${crypto.randomUUID()}; HttpOnly; SameSite=Lax`,
      });
      response.end();
      return true;
    }
    if (pathname === '/web') {
      const signedIn = request.headers.cookie?.includes('session=');
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<!doctype html><title>web</title><body data-signed-in="${signedIn}">`);
      return true;
    }
    return false;
  };
}
