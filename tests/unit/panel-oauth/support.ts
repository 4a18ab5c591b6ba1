import type { Flow, Parameter, Step, StepKind, Token } from '@/utils/oauth/model';
import type { Session } from '@/utils/session/model';
import type { Socket } from '@/utils/websocket/model';

/** 2026-11-23T14:00:00Z */
export const T0 = Date.UTC(2026, 10, 23, 14);

export const parameter = (name: string, value: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  value,
  place: 'query',
  secret: false,
  ...more,
});

export const step = (kind: StepKind, number: number, more: Partial<Step> = {}): Step => ({
  id: `e${number}/${kind}`,
  kind,
  number,
  from: 'client',
  to: 'authorization-server',
  at: T0 + number * 100,
  title: '',
  request: [],
  response: [],
  outcome: { state: 'ok' },
  join: { key: 'state', confidence: 'proved' },
  recognisedBy: 'parameters',
  unseen: [],
  issued: [],
  used: [],
  ...more,
});

export const flow = (more: Partial<Flow> = {}): Flow => ({
  id: 'f1',
  ordinal: 1,
  grant: 'authorization_code',
  responseType: ['code'],
  client: { id: 'shop', kind: 'public' },
  server: { issuer: 'https://login.example.com/realms/shop/', origin: 'https://login.example.com' },
  resourceServers: [],
  state: { phase: 'complete', at: T0 + 4200 },
  startedAt: T0,
  surface: 'tab',
  steps: [],
  tokenIds: [],
  socketIds: [],
  ...more,
});

export const token = (id: string, more: Partial<Token> = {}): Token => ({
  id,
  kind: 'access',
  value: `value-of-${id}-0123456789`,
  format: 'opaque',
  flowId: 'f1',
  childIds: [],
  uses: [],
  ...more,
});

export const socket = (id: `${string}.${number}`, ordinal: number, more: Partial<Socket> = {}): Socket => ({
  id,
  ordinal,
  url: 'wss://live.example.com/feed',
  protocols: [],
  api: 'WebSocket',
  place: { tabId: 1, frameId: 0 },
  createdAt: T0,
  framesVisible: true,
  state: { phase: 'open', since: T0 },
  sent: { frames: 0, bytes: 0 },
  received: { frames: 0, bytes: 0 },
  dropped: { frames: 0, bytes: 0 },
  firstSent: [],
  firstReceived: [],
  ...more,
});

export const session = (more: Partial<Session> = {}): Session => ({
  sockets: [],
  flows: [],
  tokens: [],
  links: [],
  stories: [],
  exchanges: new Map(),
  navigations: [],
  marks: [],
  ...more,
});
