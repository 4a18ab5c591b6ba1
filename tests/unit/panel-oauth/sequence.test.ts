import { expect, test } from 'vitest';
import {
  drawSequence,
  ellipsize,
  messageGroups,
  roleDetail,
  sequenceSvg,
  toMermaid,
} from '@/utils/panel/oauth';
import { flow, parameter, session, socket, step, token } from './support';

const steps = [
  step('authorization_request', 1, { from: 'resource-owner', title: 'GET /auth' }),
  step('authorization_response', 2, { from: 'authorization-server', to: 'client', issued: ['c'] }),
  step('token_request', 3, { issued: ['a'], request: [parameter('code', 'SECRETCODE', { secret: true })] }),
  step('websocket_use', 4, { to: 'resource-server', socketId: 'r.1' }),
  step('resource_request', 5, { to: 'resource-server', outcome: { state: 'http-error', status: 403 } }),
  step('refresh_request', 6, { outcome: { state: 'network-error', error: 'net::ERR_FAILED' } }),
  step('not_visible', 7, { outcome: { state: 'not-visible', reason: 'server' } }),
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

test('each step has its arrows, told apart by line', () => {
  expect(
    groups.map((group) =>
      group.messages.map(({ line, label, failed }) => `${line}: ${label}${failed ? ' ✗' : ''}`),
    ),
  ).toEqual([
    ['redirect: Authorization request'],
    ['redirect: Authorization response: authorization code'],
    ['request: Token request', 'response: access token'],
    ['socket: Connection #12: token in the WebSocket subprotocol'],
    ['request: Resource request', 'response: HTTP 403 ✗'],
    ['request: Refresh request ✗'],
    ['unseen: Not visible from the browser'],
  ]);
});

test('a step is read out with number, roles and outcome', () => {
  expect(groups[4]?.name).toBe(
    'Step 5: Resource request, then HTTP 403; Client application to Resource server; HTTP 403',
  );
});

test.each([320, 400, 700, 1200])('at %d px nothing is drawn outside and no two steps overlap', (width) => {
  const drawing = drawSequence(groups, width, (role) => roleDetail(login, role));
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
  const [band] = drawSequence(messageGroups(long, world), 400, () => '').bands;
  expect(band?.arrows[0]?.label.length).toBeLessThan(70);
  expect(band?.arrows[0]?.label.endsWith('…')).toBe(true);
});

test('paths are drawn only where there is room for them', () => {
  const detail = (width: number) => drawSequence(groups, width, () => '').bands[0]?.arrows[0]?.detail;
  expect(detail(400)).toBe('');
  expect(detail(700)).toBe('GET /auth');
});

test('text that fits is left alone', () => {
  expect(ellipsize('short', 100)).toBe('short');
});

test('several resource servers are counted under the role', () => {
  expect(roleDetail(login, 'resource-server')).toBe('api.example.com +1');
  expect(roleDetail(flow(), 'resource-server')).toBe('');
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

test('Mermaid text has every message in order and no line of the page’s own', () => {
  const lines = toMermaid(login, world).trim().split('\n');
  expect(lines[0]).toBe('sequenceDiagram');
  expect(lines.filter((line) => /^ {2}participant /.test(line))).toHaveLength(4);
  expect(lines.slice(5)).toEqual([
    '  user-)as: 1. Authorization request',
    '  as-)client: 2. Authorization response: authorization code',
    '  client->>as: 3. Token request',
    '  as-->>client: 3. access token',
    '  client<<->>rs: 4. Connection #35;12: token in the WebSocket subprotocol',
    '  client->>rs: 5. Resource request',
    '  rs-xclient: 5. HTTP 403',
    '  client-xas: 6. Refresh request',
    '  client--)as: 7. Not visible from the browser',
  ]);
  const broken = toMermaid(flow({ client: { id: 'a;b\nend\n%%x', kind: 'unknown' }, steps }), world);
  expect(broken.split('\n')).toHaveLength(lines.length + 1);
});

test('neither export holds a secret', () => {
  for (const text of [sequenceSvg(login, world), toMermaid(login, world)]) {
    expect(text).not.toContain('SECRETCODE');
    for (const { value } of world.tokens) expect(text).not.toContain(value);
  }
});
