import { once } from 'node:events';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Playground, startPlayground } from '../playground/index.ts';

describe('the playground', () => {
  let playground: Playground;

  beforeAll(async () => {
    playground = await startPlayground({ shortLivedSeconds: 2 });
  });

  afterAll(() => playground.close());

  /** RFC 6749 §4.4, for a token without a browser. */
  async function token(scope: string): Promise<string> {
    const answer = await fetch(`${playground.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('playground-service:playground-service-secret')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: playground.api, scope }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  const callApi = (authorization?: string) =>
    fetch(`${playground.api}/api/me`, { headers: authorization ? { authorization } : {} });

  test('the API takes a token of its issuer, and no other', async () => {
    const genuine = await token('api:read');
    const [header, claims, signature] = genuine.split('.');
    const forged = [header, claims, signature!.split('').reverse().join('')].join('.');
    expect((await callApi(`Bearer ${genuine}`)).status).toBe(200);
    expect((await callApi(`Bearer ${forged}`)).status).toBe(401);
    const bare = await callApi();
    expect(bare.status).toBe(401);
    expect(bare.headers.get('www-authenticate')).toMatch(/^Bearer resource_metadata="http/);
  });

  test('a scope asks for a short life', async () => {
    const { iat, exp } = decodeJwt(await token('api:read short-lived'));
    expect(exp! - iat!).toBe(2);
  });

  test.each([
    ['query', (url: string, value: string) => new WebSocket(`${url}?access_token=${value}`)],
    ['subprotocol', (url: string, value: string) => new WebSocket(url, ['bearer', value])],
    [
      'first message',
      (url: string, value: string) => {
        const socket = new WebSocket(url);
        socket.once('open', () => socket.send(JSON.stringify({ type: 'auth', token: value })));
        return socket;
      },
    ],
  ])('the socket takes the token in the %s and closes with 4401 when it runs out', async (_carrier, open) => {
    const value = await token('api:read short-lived');
    const socket = open(playground.apiSocket, value);
    const closed = once(socket, 'close');
    const [welcome] = await once(socket, 'message');
    expect(JSON.parse(String(welcome))).toMatchObject({ type: 'welcome', scope: 'api:read short-lived' });
    expect((await closed)[0]).toBe(4401);
    expect(Date.now() / 1000).toBeGreaterThanOrEqual(decodeJwt(value).exp!);
  });

  test('a handshake with a bad token is answered with 401', async () => {
    const socket = new WebSocket(`${playground.apiSocket}?access_token=nonsense`);
    const [error] = await once(socket, 'error');
    expect(error.message).toBe('Unexpected server response: 401');
  });
});
