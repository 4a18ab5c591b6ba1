import { expect, test } from 'vitest';
import {
  drawSequence,
  ellipsize,
  layoutSequence,
  messageGroups,
  sequenceSvg,
  toMermaid,
} from '@/utils/panel/oauth';
import { flow, parameter, session, socket, step, token } from './support';

const steps = [
  step('authorization_request', 1, { from: 'resource-owner', title: 'GET /auth' }),
  step('authorization_response', 2, {
    from: 'authorization-server',
    to: 'client',
    title: 'GET /callback',
    response: [parameter('code', 'SECRETCODE', { secret: true })],
  }),
  step('token_request', 3, {
    title: 'POST /token',
    response: [parameter('access_token', 'SECRETTOKEN', { secret: true })],
    request: [parameter('code', 'SECRETCODE', { secret: true })],
  }),
  step('websocket_use', 4, {
    to: 'resource-server',
    socketId: 'r.1',
    used: ['a'],
    title: 'wss://live.example.com',
  }),
  step('resource_request', 5, {
    title: 'GET /orders',
    to: 'resource-server',
    outcome: { state: 'http-error', status: 403 },
  }),
  step('refresh_request', 6, {
    title: 'POST /token',
    outcome: { state: 'network-error', error: 'net::ERR_FAILED' },
  }),
  step('not_visible', 7, { title: 'Token exchange', outcome: { state: 'not-visible', reason: 'server' } }),
];
const login = flow({ steps, resourceServers: ['https://api.example.com', 'wss://live.example.com'] });
const world = session({
  flows: [login],
  sockets: [socket('r.1', 12)],
  tokens: [
    token('c', { kind: 'code' }),
    token('a', {
      uses: [{ at: 1, socketId: 'r.1', carrier: 'ws-subprotocol', to: 'wss://live.example.com' }],
    }),
  ],
});
const groups = messageGroups(login, world);
const { lifelines } = layoutSequence(login);

test('each step has its arrows, told apart by line', () => {
  expect(
    groups.map((group) =>
      group.messages.map(({ line, label, failed }) => `${line}: ${label}${failed ? ' ✗' : ''}`),
    ),
  ).toEqual([
    ['redirect: redirect to sign in', 'request: Authorization request'],
    ['redirect: code', 'request: Authorization response'],
    ['request: Token request', 'response: access token'],
    ['socket: Connection #12: token in the WebSocket subprotocol'],
    ['request: Resource request', 'response: HTTP 403 ✗'],
    ['request: Refresh request', 'response: no answer ✗'],
    ['unseen: Not visible from the browser'],
  ]);
});

test('a step is read out with number, roles and outcome', () => {
  expect(groups[4]?.name).toBe(
    'Step 5: Resource request, then HTTP 403; Client application to Resource server; HTTP 403',
  );
});

test.each([320, 400, 700, 1200])('at %d px nothing is drawn outside and no two steps overlap', (width) => {
  const drawing = drawSequence(groups, lifelines, width);
  expect(drawing.bands).toHaveLength(steps.length);
  let end = 0;
  for (const band of drawing.bands) {
    expect(band.y).toBe(end);
    end = band.y + band.height;
    for (const arrow of band.arrows) {
      expect(Math.min(arrow.x1, arrow.x2)).toBeGreaterThan(30);
      expect(Math.max(arrow.x1, arrow.x2)).toBeLessThan(width);
      expect(arrow.labelX).toBeGreaterThanOrEqual(30);
      expect(arrow.labelX).toBeLessThanOrEqual(width - 8);
      expect(arrow.y).toBeLessThan(end);
    }
  }
  expect(end).toBeLessThan(drawing.height);
});

test('a long label stays within the picture', () => {
  const long = flow({
    steps: [step('authorization_response', 1, { outcome: { state: 'oauth-error', code: 'x'.repeat(5000) } })],
  });
  const [band] = drawSequence(messageGroups(long, world), layoutSequence(long).lifelines, 400).bands;
  expect(band?.arrows[0]?.label.length).toBeLessThan(70);
  expect(band?.arrows[0]?.label.endsWith('…')).toBe(true);
});

test('paths are drawn only where there is room for them', () => {
  const detail = (width: number) => drawSequence(groups, lifelines, width).bands[0]?.arrows[1]?.detail;
  expect(detail(400)).toBe('');
  expect(detail(700)).toBe('GET /auth');
});

test('text that fits is left alone', () => {
  expect(ellipsize('short', 100)).toBe('short');
});

const hostile = flow({ client: { id: '"><script>alert(1)</script>\u0000\ud800', kind: 'unknown' }, steps });

test('the exported SVG is one well-formed document without anything of the page’s in its markup', () => {
  const svg = sequenceSvg(hostile, world);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).toContain('&quot;&gt;&lt;script');
  expect(svg).not.toContain('<script');
  expect(svg).not.toContain('\u0000');
  expect(svg.isWellFormed()).toBe(true);
});

test('neither export holds a secret', () => {
  for (const text of [sequenceSvg(login, world), toMermaid(login)]) {
    expect(text).not.toMatch(/SECRET/);
    for (const { value } of world.tokens) expect(text).not.toContain(value);
  }
});

test('Hangul is cut sooner than Latin letters, for it is wider', () => {
  expect(ellipsize('a'.repeat(40), 118)).toBe(`${'a'.repeat(19)}…`);
  expect(ellipsize('가'.repeat(40), 118)).toBe(`${'가'.repeat(10)}…`);
  expect(ellipsize('인가 요청', 118)).toBe('인가 요청');
});
