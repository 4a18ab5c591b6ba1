import { expect, test } from 'vitest';
import { createInteractions } from '@/utils/capture/interactions';
import { createLearning } from '@/utils/capture/learned';
import { readRequestBody } from '@/utils/capture/request-body';
import { createRequests } from '@/utils/capture/requests';
import type { BeforeRequestDetails } from '@/utils/capture/web-request-types';
import type { RequestStarted } from '@/utils/session/observations';

function open() {
  const learning = createLearning();
  const started: RequestStarted[] = [];
  const requests = createRequests(learning, createInteractions(learning), {
    observed(observations) {
      for (const observation of observations)
        if (observation.kind === 'request-started') started.push(observation);
    },
    qualified: (kind, request) => void learning.request(kind, request),
    ended() {},
    missed() {},
    finished() {},
  });
  const go = (url: string, more: Partial<BeforeRequestDetails> = {}) => {
    const details = {
      method: 'GET',
      type: 'main_frame',
      tabId: 1,
      frameId: 0,
      timeStamp: 1,
      requestId: url,
      ...more,
    };
    requests.beforeRequest({ ...details, url });
  };
  const urls = () => started.map(({ url }) => url);
  return { requests, started, go, urls };
}

const AUTHORIZE = 'https://as.test/go?client_id=c&response_type=code&redirect_uri=https://app.test/cb';

test('a chain whose last hop qualifies is kept whole', () => {
  const { go, urls } = open();
  go('https://app.test/login', { requestId: '1' });
  go('https://app.test/login/start', { requestId: '1' });
  expect(urls()).toEqual([]);
  go(AUTHORIZE, { requestId: '1' });
  expect(urls()).toEqual(['https://app.test/login', 'https://app.test/login/start', AUTHORIZE]);
});

test('pages at the authorization server and where it sends on belong to the flow, until it comes home', () => {
  const { go, urls } = open();
  go(AUTHORIZE, { requestId: '1' });
  go('https://idp.test/sso', { requestId: '1' });
  go('https://idp.test/password', { requestId: '2', method: 'POST' });
  go('https://as.test/consent', { requestId: '3' });
  go('https://elsewhere.test/', { requestId: '4' });
  go('https://as.test/consent', { requestId: '5', frameId: 9, type: 'sub_frame' });
  go('https://as.test/consent', { requestId: '6', tabId: 2 });
  go('https://app.test/cb?code=1&state=2', { requestId: '7' });
  go('https://as.test/account', { requestId: '8' });
  expect(urls()).toEqual([
    AUTHORIZE,
    'https://idp.test/sso',
    'https://idp.test/password',
    'https://as.test/consent',
    'https://app.test/cb?code=1&state=2',
  ]);
});

test('a sign-in left for half an hour is over', () => {
  const { go, urls } = open();
  go(AUTHORIZE);
  go('https://as.test/login', { timeStamp: 31 * 60_000 });
  expect(urls()).toEqual([AUTHORIZE]);
});

test('a password that a 307 carries on to the client is withheld there too', () => {
  const { go, started } = open();
  const typed = { requestBody: { formData: { password: ['hunter2'], login: ['me'] } }, method: 'POST' };
  go(AUTHORIZE, { requestId: '1' });
  go('https://as.test/login', { requestId: '2', ...typed });
  go('https://app.test/cb?code=1&state=2', { requestId: '2', ...typed });
  expect(started).toHaveLength(3);
  expect(started.at(-1)?.body).toMatchObject({
    fields: [
      ['password', ''],
      ['login', ''],
    ],
  });
  expect(JSON.stringify(started)).not.toContain('hunter2');
});

const TYPED = { formData: { username: ['alice'], password: ['hunter2'], code: ['123456'], state: ['s'] } };

test("a login form posted to an address that still carries the request keeps the protocol's values only", () => {
  const { go, started } = open();
  const url = 'https://as.test/login?client_id=c&response_type=code&redirect_uri=https://app.test/cb';
  go(url, { method: 'POST', requestBody: TYPED });
  expect(started[0]?.body).toEqual({
    state: 'form',
    fields: [
      ['username', ''],
      ['password', ''],
      ['code', ''],
      ['state', 's'],
    ],
  });
});

test('an authorization request and its response in forms keep their parameters', () => {
  const { go, started } = open();
  const asked = { client_id: ['c'], response_type: ['code'], redirect_uri: ['https://app.test/cb'] };
  go('https://as.test/go', { method: 'POST', requestBody: { formData: asked } });
  const answered = { code: ['c0de'], state: ['s'], iss: ['https://as.test'] };
  go('https://app.test/cb', { method: 'POST', requestBody: { formData: answered } });
  const fields = started.map(({ body }) => body?.state === 'form' && Object.fromEntries(body.fields));
  expect(fields).toEqual([
    { client_id: 'c', response_type: 'code', redirect_uri: 'https://app.test/cb' },
    { code: 'c0de', state: 's', iss: 'https://as.test' },
  ]);
});

test('a one-time code posted with a state at the authorization server is no authorization response', () => {
  const { go, started, urls } = open();
  go(AUTHORIZE);
  const requestBody = { formData: { code: ['123456'], state: ['s'] } };
  go('https://as.test/mfa', { method: 'POST', requestBody });
  go('https://as.test/consent');
  expect(urls()).toEqual([AUTHORIZE, 'https://as.test/mfa', 'https://as.test/consent']);
  expect(JSON.stringify(started)).not.toContain('123456');
});

test('what outlives the background holds nothing typed, and no body of a document that does not qualify', () => {
  const { go, requests } = open();
  const requestBody = { formData: { username: ['alice'], password: ['hunter2'] } };
  go('https://shop.test/sign-in', { requestId: '1', method: 'POST', requestBody });
  go('https://shop.test/next', { requestId: '1', method: 'POST', requestBody });
  go(AUTHORIZE, { requestId: '2', method: 'POST', requestBody: TYPED });
  const stored = JSON.stringify(requests.state());
  expect(requests.state()).toHaveLength(2);
  for (const typed of ['alice', 'hunter2', '123456']) expect(stored).not.toContain(typed);
  const [, unqualified] = requests.state()[0]!;
  expect(unqualified.held).toHaveLength(2);
  expect(JSON.stringify(unqualified)).not.toContain('"fields"');
});

test('requests in flight are bounded', () => {
  const { go, requests } = open();
  for (let n = 0; n < 1_500; n++) go(`wss://x.test/${n}`, { type: 'websocket' });
  expect(requests.state()).toHaveLength(1_000);
});

test('request bodies in all their forms are read', () => {
  const bytes = (text: string) => ({ bytes: new TextEncoder().encode(text).buffer as ArrayBuffer });
  expect(readRequestBody({ raw: [bytes('{"a"'), bytes(':1}')] })).toEqual({
    state: 'text',
    text: '{"a":1}',
    size: 7,
  });
  expect(readRequestBody({ formData: { a: ['1', '2'], b: [new ArrayBuffer(1)] } })).toEqual({
    state: 'form',
    fields: [
      ['a', '1'],
      ['a', '2'],
      ['b', ''],
    ],
  });
  expect(readRequestBody({ raw: [{ bytes: Uint8Array.of(0xff).buffer }] })).toMatchObject({
    state: 'binary',
  });
  expect(readRequestBody({ raw: [{ file: '/x' }] })).toEqual({ state: 'unavailable', reason: 'blob' });
  expect(readRequestBody({ error: 'Unknown error.' })).toEqual({ state: 'unavailable', reason: 'blob' });
  expect(readRequestBody({ raw: [{ bytes: new ArrayBuffer(300 * 1024) }] })).toMatchObject({
    reason: 'too-large',
  });
  expect(readRequestBody(null)).toBeUndefined();
});
