import type { Flow, Parameter, Step, StepKind, Token } from '@/utils/oauth/model';
import type { Frame } from '@/utils/session/frames';
import type { Session, SocketLink, Story } from '@/utils/session/model';
import type { Place } from '@/utils/session/observations';
import type { Socket, SocketState } from '@/utils/websocket/model';

/** A sign-in, a feed that its token opens, the token's expiry, a refresh and a reconnect: as plain data. */
export const START = Date.UTC(2026, 4, 18, 14, 2, 11, 204);
export const place: Place = {
  tabId: 7,
  frameId: 0,
  documentId: 'D1',
  documentUrl: 'https://app.example.com/markets',
};

const jwt = (n: number) =>
  `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyLTEiLCJuIjoke30${n}fQ.c2lnbmF0dXJlLXBhZ2Ut${n}`;

function parameter(name: string, value: string, where: Parameter['place'], secret = false): Parameter {
  return { name, value, place: where, secret };
}

function step(flow: string, number: number, kind: StepKind, at: number, change: Partial<Step> = {}): Step {
  return {
    id: `${flow}.x${number}/${kind}`,
    kind,
    number,
    from: 'client',
    to: 'authorization-server',
    at: START + at,
    endedAt: START + at + 60,
    exchangeId: `${flow}.x${number}`,
    title: kind.replaceAll('_', ' '),
    request: [],
    response: [],
    outcome: { state: 'ok' },
    join: { key: number === 1 ? 'first' : 'state', confidence: 'proved' },
    recognisedBy: 'parameters',
    unseen: [],
    issued: [],
    used: [],
    ...change,
  };
}

export const flows: Flow[] = [
  {
    id: 'f1',
    ordinal: 1,
    grant: 'authorization_code',
    responseType: ['code'],
    responseMode: 'query',
    client: { id: 'markets-web', origin: 'https://app.example.com', kind: 'public', authentication: 'none' },
    server: {
      issuer: 'https://login.example.com',
      origin: 'https://login.example.com',
      authorizationEndpoint: 'https://login.example.com/authorize',
      tokenEndpoint: 'https://login.example.com/token',
    },
    resourceServers: ['https://api.example.com', 'wss://feed.example.com'],
    redirectUri: 'https://app.example.com/callback',
    scopeAsked: 'openid profile feed',
    scopeGranted: 'openid profile feed',
    pkce: { challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', method: 'S256', verified: true },
    subject: 'user-1',
    state: { phase: 'complete', at: START + 2_460 },
    startedAt: START,
    endedAt: START + 2_460,
    surface: 'tab',
    tokenIds: ['t-acc1', 't-acc2', 't-ref1'],
    socketIds: ['r1.1', 'r1.2', 'r1.3'],
    steps: [
      step('f1', 1, 'authorization_request', 0, {
        title: 'GET /authorize',
        from: 'client',
        request: [
          parameter('response_type', 'code', 'query'),
          parameter('client_id', 'markets-web', 'query'),
          parameter('state', 'x7Kp2', 'query'),
          parameter('code_challenge_method', 'S256', 'query'),
        ],
      }),
      step('f1', 2, 'authorization_response', 2_200, {
        title: '302 /callback?code',
        from: 'authorization-server',
        to: 'client',
        response: [
          parameter('code', 'SplxlOBeZQQYbYS6WxSbIA', 'query', true),
          parameter('state', 'x7Kp2', 'query'),
        ],
      }),
      step('f1', 3, 'token_request', 2_380, {
        title: 'POST /token (authorization_code)',
        issued: ['t-acc1', 't-ref1'],
        response: [parameter('access_token', jwt(1), 'response-body', true)],
      }),
      step('f1', 4, 'websocket_use', 3_000, {
        to: 'resource-server',
        title: 'wss://feed.example.com/v2/stream',
        used: ['t-acc1'],
        exchangeId: undefined,
        socketId: 'r1.1',
      }),
      step('f1', 5, 'refresh_request', 34_900, {
        title: 'POST /token (refresh_token)',
        issued: ['t-acc2'],
        used: ['t-ref1'],
      }),
      step('f1', 6, 'websocket_use', 35_400, {
        to: 'resource-server',
        title: 'wss://feed.example.com/v2/stream',
        used: ['t-acc2'],
        exchangeId: undefined,
        socketId: 'r1.3',
      }),
    ],
  },
  {
    id: 'f2',
    ordinal: 2,
    grant: 'authorization_code',
    responseType: ['code'],
    client: { id: 'reports', origin: 'https://app.example.com', kind: 'public' },
    server: { origin: 'https://login.example.com' },
    resourceServers: [],
    state: {
      phase: 'failed',
      at: START + 21_300,
      code: 'access_denied',
      description: 'The user refused',
      stepId: 'f2.x2/authorization_response',
    },
    startedAt: START + 18_000,
    endedAt: START + 21_300,
    surface: 'popup',
    tokenIds: [],
    socketIds: [],
    steps: [
      step('f2', 1, 'authorization_request', 18_000, { title: 'GET /authorize' }),
      step('f2', 2, 'authorization_response', 21_300, {
        title: '302 /callback?error',
        outcome: { state: 'oauth-error', code: 'access_denied', description: 'The user refused' },
      }),
    ],
  },
];

function token(id: string, kind: Token['kind'], n: number, issued: number, life: number): Token {
  return {
    id,
    kind,
    value: kind === 'refresh' ? 'v1.MRrtQ0pXb3Jkc2FyZXNlY3JldA' : jwt(n),
    format: kind === 'refresh' ? 'opaque' : 'jwt',
    claims:
      kind === 'refresh'
        ? undefined
        : { sub: 'user-1', aud: 'https://api.example.com', scope: 'openid feed' },
    flowId: 'f1',
    issuedBy: kind === 'access' && n === 2 ? 'f1.x5/refresh_request' : 'f1.x3/token_request',
    issuedAt: START + issued,
    expiresAt: life === 0 ? undefined : START + issued + life,
    expiryFrom: 'expires_in',
    tokenType: 'Bearer',
    scope: 'openid profile feed',
    childIds: [],
    uses: [],
  };
}

export const tokens: Token[] = [
  token('t-acc1', 'access', 1, 2_440, 30_000),
  token('t-acc2', 'access', 2, 34_960, 30_000),
  token('t-ref1', 'refresh', 1, 2_440, 0),
];

/** A connection with what every one has; `change` gives the rest. */
export function makeSocket(
  n: number,
  created: number,
  state: SocketState,
  change: Partial<Socket> = {},
): Socket {
  return {
    id: `r1.${n}`,
    ordinal: n,
    url: 'wss://feed.example.com/v2/stream',
    protocols: [],
    api: 'WebSocket',
    place,
    createdAt: START + created,
    framesVisible: true,
    state,
    sent: { frames: 0, bytes: 0 },
    received: { frames: 0, bytes: 0 },
    dropped: { frames: 0, bytes: 0 },
    firstSent: [],
    firstReceived: [],
    ...change,
  };
}

const handshake = (n: number, at: number, status: number): Socket['handshake'] => ({
  exchangeId: `ws${n}:0`,
  joinedBy: 'only-candidate',
  startedAt: START + at + 3,
  respondedAt: START + at + 88,
  endedAt: START + at + 88,
  status,
  statusLine: status === 101 ? 'HTTP/1.1 101 Switching Protocols' : 'HTTP/1.1 401 Unauthorized',
  requestHeaders: [
    { name: 'Origin', value: 'https://app.example.com' },
    { name: 'Sec-WebSocket-Version', value: '13' },
  ],
  responseHeaders:
    status === 101
      ? [
          { name: 'Upgrade', value: 'websocket' },
          { name: 'Connection', value: 'Upgrade' },
          { name: 'Sec-WebSocket-Accept', value: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=' },
          { name: 'Sec-WebSocket-Extensions', value: 'permessage-deflate; client_max_window_bits=15' },
        ]
      : [{ name: 'WWW-Authenticate', value: 'Bearer error="invalid_token"' }],
  ip: '203.0.113.20',
});

const open = (at: number): SocketState => ({ phase: 'open', since: START + at });
const STACK = `connect@https://app.example.com/assets/feed-3f9a1c.js:214:17
start@https://app.example.com/assets/feed-3f9a1c.js:88:5
onSignedIn@https://app.example.com/assets/index-8d02e7.js:1042:11`;

export const sockets: Socket[] = [
  makeSocket(
    1,
    3_000,
    {
      phase: 'closed',
      since: START + 34_240,
      openedAt: START + 3_092,
      code: 4401,
      reason: 'token expired',
      wasClean: true,
      by: 'server',
    },
    {
      url: `wss://feed.example.com/v2/stream?access_token=${jwt(1)}&symbols=BTC,ETH`,
      protocols: ['feed.v2'],
      protocol: 'feed.v2',
      extensions: 'permessage-deflate',
      handshake: handshake(1, 3_000, 101),
      stack: STACK,
      sent: { frames: 42, bytes: 3_180 },
      received: { frames: 318, bytes: 148_400 },
    },
  ),
  makeSocket(
    2,
    34_420,
    { phase: 'failed', since: START + 34_520, code: 1006, reason: '', by: 'server' },
    {
      url: `wss://feed.example.com/v2/stream?access_token=${jwt(1)}&symbols=BTC,ETH`,
      protocols: ['feed.v2'],
      handshake: handshake(2, 34_420, 401),
      erroredAt: START + 34_519,
    },
  ),
  makeSocket(3, 35_400, open(35_491), {
    url: `wss://feed.example.com/v2/stream?access_token=${jwt(2)}&symbols=BTC,ETH`,
    protocols: ['feed.v2'],
    protocol: 'feed.v2',
    extensions: 'permessage-deflate',
    handshake: handshake(3, 35_400, 101),
    stack: STACK,
    sent: { frames: 60, bytes: 4_800 },
    received: { frames: 940, bytes: 1_408_000 },
    dropped: { frames: 12, bytes: 4_096 },
  }),
  makeSocket(
    4,
    5_200,
    {
      phase: 'closed',
      since: START + 26_000,
      openedAt: START + 5_260,
      code: 1000,
      reason: 'done',
      wasClean: true,
      by: 'page',
    },
    {
      url: 'wss://graph.example.com/graphql',
      protocols: ['graphql-transport-ws', 'graphql-ws'],
      protocol: 'graphql-transport-ws',
      handshake: handshake(4, 5_200, 101),
      closeCall: { at: START + 25_960, code: 1000, reason: 'done' },
      sent: { frames: 9, bytes: 1_900 },
      received: { frames: 27, bytes: 22_650 },
    },
  ),
  makeSocket(
    5,
    8_000,
    {
      phase: 'closed',
      since: START + 17_400,
      openedAt: START + 8_120,
      code: 1006,
      reason: '',
      wasClean: false,
      by: 'network',
    },
    {
      url: 'ws://legacy.example.net:8080/notifications/inbox/of/a/rather/long/path',
      erroredAt: START + 17_399,
      handshake: handshake(5, 8_000, 101),
      received: { frames: 12, bytes: 960 },
    },
  ),
  makeSocket(6, 30_000, open(30_080), {
    url: 'wss://presence.example.com/socket/websocket?vsn=2.0.0',
    framesVisible: false,
    unseenReason: 'worker',
    handshake: handshake(6, 30_000, 101),
  }),
  makeSocket(7, 57_900, { phase: 'connecting', since: START + 57_900 }, { url: 'wss://chat.example.com/ws' }),
];

const link = (socketId: SocketLink['socketId'], tokenId: string, at: number): SocketLink => ({
  socketId,
  tokenId,
  flowId: 'f1',
  carrier: 'ws-query',
  where: 'access_token',
  at: START + at,
  confidence: 'proved',
});

/** Each of one clause. */
const told: Omit<Story, 'clauses'>[] = [
  {
    at: START + 34_240,
    socketId: 'r1.1',
    flowId: 'f1',
    kind: 'closed-after-expiry',
    text: 'Closed with 4401, 1.80 s after its access token expired.',
    confidence: 'inferred',
    evidence: [
      { kind: 'token', id: 't-acc1' },
      { kind: 'socket', id: 'r1.1' },
    ],
  },
  {
    at: START + 35_400,
    socketId: 'r1.3',
    flowId: 'f1',
    kind: 'reconnected-with-new-token',
    text: 'Reconnected as #3 with the token that step 5 refreshed.',
    confidence: 'proved',
    evidence: [
      { kind: 'step', id: 'f1.x5/refresh_request' },
      { kind: 'socket', id: 'r1.3' },
    ],
  },
];

export const stories: Story[] = told.map((story) => ({ ...story, clauses: [story] }));

export const session: Session = {
  sockets,
  flows,
  tokens,
  links: [link('r1.1', 't-acc1', 3_000), link('r1.2', 't-acc1', 34_420), link('r1.3', 't-acc2', 35_400)],
  stories,
  exchanges: new Map(),
  navigations: [],
  marks: [],
  span: { from: START, to: START + 58_000 },
};

export const emptySession: Session = {
  sockets: [],
  flows: [],
  tokens: [],
  links: [],
  stories: [],
  exchanges: new Map(),
  navigations: [],
  marks: [],
};

const SYMBOLS = ['BTC-USD', 'ETH-USD', 'SOL-USD', 'XRP-USD'];

/** The frame number `seq` of the feed: mostly ticks, a heartbeat now and then, a binary depth snapshot. */
export function feedFrame(seq: number, index: number, socketId: Frame['socketId'], at: number): Frame {
  const base = { index, socketId, seq, at, truncated: false };
  if (seq === 0) {
    const payload = JSON.stringify({ op: 'subscribe', channels: ['ticks', 'depth'], symbols: SYMBOLS });
    return { ...base, sent: true, binary: false, size: payload.length, payload };
  }
  if (seq % 17 === 5) return { ...base, sent: seq % 2 === 0, binary: false, size: 4, payload: 'ping' };
  if (seq % 23 === 9) {
    const payload = Uint8Array.from({ length: 2_048 }, (_, i) => (i * seq + (i >> 3)) & 0xff);
    return { ...base, sent: false, binary: true, size: payload.length, payload };
  }
  const payload = JSON.stringify({
    ch: 'ticks',
    s: SYMBOLS[seq % 4],
    p: Number((64_210 + ((seq * 37) % 900) / 10).toFixed(2)),
    q: (seq % 13) / 10,
    t: at,
    book: {
      bids: [
        [64_209.5, 1.2],
        [64_209, 0.4],
      ],
      asks: [[64_210.5, 0.7]],
      checksum: null,
      partial: false,
    },
  });
  return { ...base, sent: seq % 8 === 3, binary: false, size: payload.length, payload };
}

/** `count` frames of one connection, 62 ms apart. */
export function feedFrames(socketId: Frame['socketId'], count: number, from: number, start = 0): Frame[] {
  return Array.from({ length: count }, (_, seq) => feedFrame(seq, start + seq, socketId, from + seq * 62.4));
}
