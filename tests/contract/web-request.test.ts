import { describe, expect, test } from 'vitest';
import { createInteractions } from '@/utils/capture/interactions';
import { createLearning } from '@/utils/capture/learned';
import { createRequests, type InFlight } from '@/utils/capture/requests';
import { watchRequests } from '@/utils/capture/web-request';
import type { Observation, Observed } from '@/utils/session/observations';
import { fakeWebRequest, recorded } from './replay';

function replay(name: 'chromium' | 'firefox') {
  const learning = createLearning();
  const observations: Observation[] = [];
  const ended: InFlight[] = [];
  const requests = createRequests(learning, createInteractions(learning), {
    observed: (list) => void observations.push(...list),
    qualified: (kind, started) => void learning.request(kind, started),
    ended: (request) => void ended.push(request),
    missed() {},
    finished() {},
  });
  const fake = fakeWebRequest(name);
  const stop = watchRequests(fake.api, { requests, gate: (run) => run() });
  for (const event of recorded(name)) fake.fire(event);
  const started = observations.filter(
    (one): one is Observed<'request-started'> => one.kind === 'request-started',
  );
  const lines = started.map(
    ({ method, url, hop }) => `${hop} ${method} ${new URL(url).origin}${new URL(url).pathname}`,
  );
  return { observations, started, lines, ended, stop, fake, requests };
}

const AS = 'http://as.test:1001';
const APP = 'http://app.test:1002';
const API = 'http://api.test:1003';

const SIGN_IN = [
  `0 GET ${AS}/.well-known/openid-configuration`,
  `0 GET ${AS}/go`,
  `1 GET ${AS}/interaction/1`,
  `0 POST ${AS}/interaction/1`,
  `1 GET ${APP}/cb`,
];

describe.each(['chromium', 'firefox'] as const)('the recorded session of %s', (name) => {
  test('keeps the sign-in with its pages and nothing of the ordinary traffic', () => {
    const { lines } = replay(name);
    expect(lines.slice(0, 5)).toEqual(SIGN_IN);
    expect(lines.slice(5, 10)).toEqual(SIGN_IN);
    expect(lines.slice(10, 15)).toEqual([...SIGN_IN.slice(0, 4), `0 POST ${APP}/cb`]);
    const rest = lines.slice(15, -4).filter((line) => !line.includes(`${AS}/tk`));
    expect(rest).toEqual([
      `0 POST ${AS}/nocors`,
      `0 GET ${AS}/who`,
      `0 GET ${API}/api`,
      `0 GET ${API}/denied`,
      `0 GET ${API}/api`,
      '0 GET ws://api.test:1003/ws',
      '0 GET ws://api.test:1003/refuse',
    ]);
    expect(lines.slice(-4)).toEqual(SIGN_IN.slice(1));
  });

  test('a redirect names where it goes, fragment included, and the next hop keeps the request', () => {
    const { observations } = replay(name);
    const responses = observations.filter((one) => one.kind === 'response-started');
    const toFragment = responses.find((one) => one.redirectUrl?.includes('#code='));
    expect(toFragment).toMatchObject({ status: 303, hop: 0 });
    const next = observations.find(
      (one) => one.kind === 'request-started' && one.requestId === toFragment?.requestId && one.hop === 1,
    );
    expect(next).toMatchObject({ url: toFragment?.redirectUrl });
  });

  test('a password typed at the authorization server is not kept, the names of its fields are', () => {
    const { observations, started } = replay(name);
    const login = started.find(({ method, url }) => method === 'POST' && url.includes('/interaction/'));
    expect(login?.body).toEqual({
      state: 'form',
      fields: [
        ['login', ''],
        ['password', ''],
      ],
    });
    expect(JSON.stringify(observations)).not.toContain('"pw"');
  });

  test('an authorization response by form post keeps its fields', () => {
    const { started } = replay(name);
    const posted = started.find(({ method, url }) => method === 'POST' && url === `${APP}/cb`);
    expect(posted?.body).toMatchObject({
      state: 'form',
      fields: [
        ['code', 'FPCODE'],
        ['state', 'Sform_post'],
      ],
    });
  });

  test('a JSON token request is read as text, and a token in use shows its Authorization header', () => {
    const { observations, started } = replay(name);
    const json = started.find(({ body }) => body?.state === 'text' && body.text.includes('"grant_type"'));
    expect(json?.url).toBe(`${AS}/tk`);
    const api = started.find(({ url }) => url === `${API}/denied`)!;
    const sent = observations.find((one) => one.kind === 'request-sent' && one.requestId === api.requestId);
    expect(sent).toMatchObject({
      headers: expect.arrayContaining([{ name: 'authorization', value: 'Bearer AT' }]),
    });
  });

  test('a refused handshake has its status', () => {
    const { observations, started } = replay(name);
    const refused = started.find(({ url }) => url.endsWith('/refuse'))!;
    const response = observations.find(
      (one) => one.kind === 'response-started' && one.requestId === refused.requestId,
    );
    expect(response).toMatchObject({ status: 401 });
  });

  test('every kept request ends, and nothing stays in flight', () => {
    const { observations, started, requests } = replay(name);
    const ends = observations.filter(({ kind }) => kind === 'request-completed' || kind === 'request-failed');
    expect(ends.length).toBe(started.filter(({ hop }) => hop === 0).length);
    expect(requests.state()).toEqual([]);
  });

  test('bodies are wanted of token, metadata and error responses, and of no document', () => {
    const { ended } = replay(name);
    expect(new Set(ended.map(({ kind }) => kind))).toEqual(new Set(['metadata', 'token', 'resource']));
    expect(ended.filter(({ kind }) => kind === 'resource').map(({ facts }) => facts.status)).toEqual([
      403, 401,
    ]);
    expect(ended.length).toBeGreaterThan(6);
  });

  test('what was attached is detached', () => {
    const { stop, fake } = replay(name);
    expect(fake.count()).toBe(14);
    stop();
    expect(fake.count()).toBe(0);
  });
});

test('a Blob body is said to be unavailable where the browser hides it', () => {
  const blob = replay('chromium').started.find(({ body }) => body?.state === 'unavailable');
  expect(blob).toMatchObject({ url: `${AS}/tk`, body: { reason: 'blob' } });
});

test('only what can have a wanted body is heard blocking, and only where bodies are read', () => {
  const learning = createLearning();
  const sink = { observed() {}, qualified() {}, ended() {}, missed() {}, finished() {} };
  const blocking = (read?: () => void) => {
    const fake = fakeWebRequest('firefox');
    const requests = createRequests(learning, createInteractions(learning), sink);
    watchRequests(fake.api, { requests, gate: (run) => run(), read });
    return fake.heard.filter((listener) => listener.blocking).map(({ event, types }) => [event, types]);
  };
  expect(blocking(() => {})).toEqual([
    ['onHeadersReceived', ['main_frame', 'sub_frame']],
    ['onHeadersReceived', ['xmlhttprequest']],
  ]);
  expect(blocking()).toEqual([]);
});
