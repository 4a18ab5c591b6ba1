import { expect, test } from 'vitest';
import { credentialOf, openDecoder } from '@/utils/websocket/decoders';
import { credentialsIn } from '@/utils/websocket/decoders/credentials';
import { contextOf, framesOf, SAMPLES } from './samples';

async function found(id: string): Promise<unknown[]> {
  const decoder = await openDecoder(contextOf(SAMPLES[id]!));
  return framesOf(SAMPLES[id]!).flatMap((frame) =>
    credentialOf(decoder.decode(frame)).map(({ where, value }) => `${where} = ${value}`),
  );
}

test.each([
  ['socketio', ['auth.token = t']],
  ['stomp', ['headers.passcode = p']],
  ['mqtt', ['CONNECT.password = p']],
  ['graphql-transport-ws', ['payload.token = t']],
  ['appsync', ['authorization.Authorization = x.y', 'payload.extensions.authorization.x-api-key = k']],
  ['phoenix', ['payload.token = t']],
  ['supabase', ['payload.access_token = jwt']],
  ['pusher', ['data.auth = key:signature']],
  ['centrifugo', ['connect.token = t']],
  ['discord', ['d.token = abc']],
  ['nats', ['CONNECT.auth_token = t']],
  ['json', []],
])('%s: where a first message carries its credential', async (id, expected) => {
  expect(await found(id)).toEqual(expected);
});

test('a value that is a JWT or has a scheme is one under any name; other values are not', () => {
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';
  expect(credentialsIn({ a: jwt, b: 'Bearer abc', user: 'ann', deep: { idToken: 'x' } }, 'p')).toEqual([
    { where: 'p.a', value: jwt },
    { where: 'p.b', value: 'abc' },
    { where: 'p.deep.idToken', value: 'x' },
  ]);
});

test('a payload of thousands of tokens, or without end, costs little', () => {
  const cyclic: Record<string, unknown> = { token: 'a' };
  cyclic.self = cyclic;
  expect(credentialsIn(cyclic, 'p').length).toBeLessThan(20);
  expect(
    credentialsIn(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`token${n}`, 'x'])), 'p'),
  ).toHaveLength(20);
});
