import mqtt from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { createFold } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import { closed, created, frames, handshake, jwt, opened, T0 } from '../support/journal';
import { flow, token } from '../support/oauth';

const SECRET = 'tok-2YotnFZFEjr1zCsicMWpAA';
const b64url = (text: string) => Buffer.from(text).toString('base64url');

/** The session of a page whose sign-in issued SECRET, with these observations. */
function sessionOf(...observations: Observation[]) {
  const fold = createFold(() => ({
    flows: [
      flow([
        ['authorization_request', -50],
        ['token_request', -20, [`id-of-${SECRET}`]],
        ['resource_request', 500],
      ]),
    ],
    tokens: [token(SECRET, { expires: 60_000 })],
  }));
  fold.apply(observations);
  return fold.session;
}

const query = (text: string) => [created('r.1', 0, { url: `wss://api.example/echo?${text}` })];
const offering = (...protocols: string[]) => [created('r.1', 0, { protocols })];
const saying = (...texts: string[]) => [
  created('r.1', 0),
  opened('r.1', 5),
  frames(...texts.map((payload, seq) => ({ seq, sent: true, payload, at: 10 + seq }))),
];

const sendingBytes = (payload: Uint8Array) => [
  created('r.1', 0),
  opened('r.1', 5),
  frames({ seq: 0, sent: true, payload: Uint8Array.from(payload), at: 10 }),
];
const MQTT = { cmd: 'connect', protocolId: 'MQTT', clientId: 'c1', clean: true, keepalive: 30 } as const;

describe('the token that a socket carries is found', () => {
  test.each<[string, Observation[], string, string]>([
    ['in the query', query(`access_token=${SECRET}`), 'ws-query', 'access_token'],
    ['in a query parameter of any name', query(`x=${SECRET}`), 'ws-query', 'x'],
    ['after "bearer"', offering('bearer', SECRET), 'ws-subprotocol', 'after "bearer"'],
    [
      'in Kubernetes’ subprotocol',
      offering(`base64url.bearer.authorization.k8s.io.${b64url(SECRET)}`, 'base64.binary.k8s.io'),
      'ws-subprotocol',
      'base64url.bearer.authorization.k8s.io',
    ],
    [
      'in Jupyter’s subprotocol',
      offering(`v1.token.websocket.jupyter.org.${SECRET}`),
      'ws-subprotocol',
      'v1.token.websocket.jupyter.org',
    ],
    [
      'in AppSync’s subprotocol',
      offering(
        'graphql-ws',
        `header-${b64url(JSON.stringify({ host: 'h', Authorization: `Bearer ${SECRET}` }))}`,
      ),
      'ws-subprotocol',
      'header-: $.Authorization',
    ],
    ['in Socket.IO’s CONNECT', saying(`40{"token":"${SECRET}"}`), 'ws-first-message', 'message 1: $.token'],
    [
      'in Socket.IO’s CONNECT to a namespace',
      saying(`40/chat,{"token":"${SECRET}"}`),
      'ws-first-message',
      'message 1: $.token',
    ],
    [
      'in graphql-ws’ connection_init',
      saying(
        JSON.stringify({
          type: 'connection_init',
          payload: { headers: { Authorization: `Bearer ${SECRET}` } },
        }),
      ),
      'ws-first-message',
      'message 1: $.payload.headers.Authorization',
    ],
    [
      'in STOMP’s CONNECT',
      saying(`CONNECT\naccept-version:1.2\nAuthorization:Bearer ${SECRET}\n\n\0`),
      'ws-first-message',
      'message 1: CONNECT Authorization',
    ],
    [
      'in STOMP within SockJS',
      saying(JSON.stringify([`CONNECT\npasscode:${SECRET}\n\n\0`])),
      'ws-first-message',
      'message 1: $[0] CONNECT passcode',
    ],
    ...([4, 5] as const).flatMap((level): [string, Observation[], string, string][] => [
      [
        `as the password of MQTT ${level}’s CONNECT`,
        sendingBytes(
          mqtt.generate({ ...MQTT, protocolVersion: level, username: 'u', password: Buffer.from(SECRET) }),
        ),
        'ws-first-message',
        'message 1: CONNECT password',
      ],
      [
        `as the user name of MQTT ${level}’s CONNECT, after a will`,
        sendingBytes(
          mqtt.generate({
            ...MQTT,
            protocolVersion: level,
            username: SECRET,
            will: { topic: 'gone', payload: Buffer.from('bye'), qos: 0, retain: false },
          }),
        ),
        'ws-first-message',
        'message 1: CONNECT username',
      ],
    ]),
    [
      'in STOMP’s CONNECT sent as bytes',
      sendingBytes(new TextEncoder().encode(`CONNECT\naccept-version:1.2\npasscode:${SECRET}\n\n\0`)),
      'ws-first-message',
      'message 1: CONNECT passcode',
    ],
    [
      'in Phoenix’ join',
      saying(JSON.stringify(['1', '1', 'room:1', 'phx_join', { token: SECRET }])),
      'ws-first-message',
      'message 1: $[4].token',
    ],
    [
      'in an auth message',
      saying('{"type":"hello"}', `{"type":"auth","data":"${SECRET}"}`),
      'ws-first-message',
      'message 2: $.data',
    ],
    [
      'in JSON within JSON',
      saying(JSON.stringify({ a: JSON.stringify({ token: SECRET }) })),
      'ws-first-message',
      'message 1: $.a.token',
    ],
    ['in a plain command', saying(`AUTH ${SECRET}`), 'ws-first-message', 'message 1: AUTH'],
    ['as the whole message', saying(SECRET), 'ws-first-message', 'message 1: whole text'],
    [
      'in a cookie of the handshake',
      [
        created('r.1', 0),
        ...handshake('7', 1, { requestHeaders: [{ name: 'Cookie', value: `a=1; sid="${SECRET}"; b` }] }),
      ],
      'cookie',
      'sid',
    ],
  ])('%s', (_, observations, carrier, where) => {
    expect(sessionOf(...observations).links).toEqual([
      expect.objectContaining({
        socketId: 'r.1',
        tokenId: `id-of-${SECRET}`,
        flowId: 'flow-1',
        carrier,
        where,
        confidence: 'proved',
      }),
    ]);
  });
});

describe('a token whose issue was not observed', () => {
  test('is shown as a token without a flow, with what it says of itself', () => {
    const value = jwt({ iss: 'https://as.example', exp: 1_700_000_060, aud: 'api', scope: 'chat' });
    const { tokens, links } = sessionOf(...query(`ticket=${value}`));
    expect(tokens.at(-1)).toMatchObject({
      kind: 'access',
      format: 'jwt',
      issuedBy: 'https://as.example',
      expiresAt: T0 + 60_000,
      expiryFrom: 'exp',
      audience: ['api'],
      uses: [{ socketId: 'r.1', carrier: 'ws-query', to: 'wss://api.example' }],
    });
    expect(tokens.at(-1)).not.toHaveProperty('flowId');
    expect(links).toMatchObject([{ confidence: 'inferred', where: 'ticket' }]);
    expect(links[0]).not.toHaveProperty('flowId');
  });

  describe('is given to the flow that its claims name', () => {
    const claims = { iss: 'https://as.example', client_id: 'spa', iat: T0 / 1000 - 1 };

    /** A session whose token responses the browser did not show. */
    function unseen(claimed: Record<string, unknown>, flows = ['spa']) {
      const fold = createFold(() => ({
        flows: flows.map((id, i) => {
          const made = flow([['token_request', -1_000]], {
            id: `flow-${i + 1}`,
            client: { kind: 'public', id },
          });
          const steps = made.steps.map((step) => ({
            ...step,
            outcome: { state: 'not-visible' as const, reason: 'the page was left' },
          }));
          return { ...made, steps };
        }),
        tokens: [],
      }));
      fold.apply(query(`access_token=${jwt(claimed)}`));
      return fold.session;
    }

    test('inferred, by issuer, client and an unseen answer of its time', () => {
      const { links, tokens, flows } = unseen(claims);
      expect(links).toMatchObject([{ flowId: 'flow-1', confidence: 'inferred' }]);
      expect(tokens).toMatchObject([{ flowId: 'flow-1', uses: [{ socketId: 'r.1' }] }]);
      expect(flows[0]).toMatchObject({ socketIds: ['r.1'], tokenIds: [tokens[0]?.id] });
    });

    test.each<[string, Record<string, unknown>, string[]?]>([
      ['the issuer is another', { ...claims, iss: 'https://other.example' }],
      ['the client is another', { ...claims, client_id: 'other' }],
      ['it was issued before the answer', { ...claims, iat: claims.iat - 60 }],
      ['it was issued after the answer', { ...claims, iat: claims.iat + 60 }],
      ['two flows could have brought it', claims, ['spa', 'spa']],
    ])('not where %s', (_, claimed, flows) => {
      const { links } = unseen(claimed, flows);
      expect(links).toMatchObject([{ confidence: 'inferred' }]);
      expect(links[0]).not.toHaveProperty('flowId');
    });
  });

  test.each([
    ['a room’s name', 'room=general-discussion-of-everything'],
    ['a short word under a telling name', 'token=anonymous'],
    ['an empty token', 'token='],
  ])('is not made of %s', (_, text) => {
    expect(sessionOf(...query(text)).links).toEqual([]);
  });

  test('is not made of the words of a first message', () => {
    expect(
      sessionOf(
        ...saying(
          '{"type":"auth","user":"somebody@example.com and more"}',
          '{"text":"a long sentence here"}',
        ),
      ).links,
    ).toEqual([]);
  });
});

describe('the tie shows on both sides', () => {
  test('the flow has the socket, its origin and a step at its place in time', () => {
    const { flows, tokens } = sessionOf(...query(`token=${SECRET}`), opened('r.1', 5));
    expect(flows[0]).toMatchObject({
      socketIds: ['r.1'],
      resourceServers: ['wss://api.example'],
      steps: [
        { kind: 'authorization_request', number: 1 },
        { kind: 'token_request', number: 2 },
        {
          kind: 'websocket_use',
          number: 3,
          socketId: 'r.1',
          title: 'WebSocket #1 with the access token in the URL',
          outcome: { state: 'ok' },
          join: { key: 'access_token', confidence: 'proved' },
          used: [`id-of-${SECRET}`],
        },
        { kind: 'resource_request', number: 4 },
      ],
    });
    expect(tokens[0]?.uses).toEqual([
      { at: T0, socketId: 'r.1', carrier: 'ws-query', to: 'wss://api.example' },
    ]);
  });

  test('a refused handshake is the step’s outcome', () => {
    const url = `wss://api.example/echo?token=${SECRET}`;
    const { flows } = sessionOf(
      created('r.1', 0, { url }),
      ...handshake('7', 1, { url, status: 401 }),
      closed('r.1', 9, 1006),
    );
    expect(flows[0]?.steps[2]?.outcome).toEqual({ state: 'http-error', status: 401 });
  });

  test('hostile first messages neither throw nor hang', () => {
    const deep = `${'['.repeat(8_000)}${']'.repeat(8_000)}`;
    const wide = JSON.stringify({ ...Array.from({ length: 2_000 }, () => 'twelve chars') });
    expect(sessionOf(...saying(deep, wide, '{"__proto__":{"token":1}}', '[', '\ud800')).links).toEqual([]);
    for (const bytes of [
      [0x10],
      [0x10, 0xff, 0xff, 0xff, 0xff, 0, 4, 77],
      [0x10, 2, 0xff, 0xff],
      [0x7b, 0xff],
    ])
      expect(sessionOf(...sendingBytes(Uint8Array.from(bytes))).links).toEqual([]);
  });
});
