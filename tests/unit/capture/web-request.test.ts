import { expect, test } from 'vitest';
import { createInteractions } from '@/utils/capture/interactions';
import { createLearning } from '@/utils/capture/learned';
import { createRequests } from '@/utils/capture/requests';
import { type RequestListeners, watchRequests } from '@/utils/capture/web-request';
import type { BeforeRequestDetails, WebRequestApi } from '@/utils/capture/web-request-types';
import type { Observation } from '@/utils/session/observations';

const EVENTS = [
  'onBeforeRequest',
  'onSendHeaders',
  'onHeadersReceived',
  'onBeforeRedirect',
  'onResponseStarted',
  'onCompleted',
  'onErrorOccurred',
] as const;

function watch(
  more: Partial<WebRequestApi> = {},
  follow?: RequestListeners['follow'],
  { timers, missed }: { timers?: (() => void)[]; missed?: string[] } = {},
) {
  interface Added {
    listener: (details: never) => void;
    types: string[];
    urls: string[];
  }
  const added: Record<string, Added[]> = {};
  const events = EVENTS.map((name) => {
    added[name] = [];
    const addListener = (listener: Added['listener'], filter: Omit<Added, 'listener'>) =>
      void added[name]!.push({ listener, ...filter });
    const removeListener = (gone: (details: never) => void) => {
      added[name] = added[name]!.filter(({ listener }) => listener !== gone);
    };
    return [name, { addListener, removeListener }] as const;
  });
  const learning = createLearning();
  const seen: Observation[] = [];
  const requests = createRequests(learning, createInteractions(learning), {
    observed: (observations) => seen.push(...observations),
    qualified() {},
    ended() {},
    missed: ({ requestId }) => void missed?.push(requestId),
    finished() {},
  });
  watchRequests({ ...Object.fromEntries(events), ...more } as unknown as WebRequestApi, {
    requests,
    gate: (run) => run(),
    ...(follow && { follow }),
    later: (run) => void timers?.push(run),
  });
  /** Fires an event, as the browser does: for those that listen to this type. */
  const fire = (name: (typeof EVENTS)[number], details: { type: string }) => {
    for (const { listener, types } of [...added[name]!]) {
      if (types.includes(details.type)) listener(details as never);
    }
  };
  return { added, seen, fire, learning };
}

test('images, styles, fonts and scripts are never listened to', () => {
  for (const listeners of Object.values(watch().added)) {
    expect(listeners).not.toHaveLength(0);
    for (const { types } of listeners) {
      expect(types).not.toHaveLength(0);
      for (const type of ['image', 'stylesheet', 'font', 'script']) expect(types).not.toContain(type);
    }
  }
});

test('of a script’s request only the first event is heard, by its address, until more matter', () => {
  let tell: (full: boolean) => void = () => {};
  const { added, seen, fire } = watch({}, (listener) => {
    tell = listener;
    tell(false);
  });
  const scripted = (name: string) => added[name]!.filter(({ types }) => types.includes('xmlhttprequest'));
  const heard = () => EVENTS.filter((name) => scripted(name).length > 0);
  // Failures are few.
  const few = ['onBeforeRequest', 'onErrorOccurred'];
  expect(heard()).toEqual(few);
  expect(scripted('onBeforeRequest')[0]!.urls).not.toContain('<all_urls>');
  const details = {
    requestId: '1',
    url: 'https://as.test/token',
    method: 'POST',
    type: 'xmlhttprequest',
    tabId: 1,
    frameId: 0,
    timeStamp: 1,
    requestBody: { formData: { grant_type: ['password'] } },
    statusCode: 400,
    responseHeaders: [{ name: 'Cache-Control', value: 'no-store' }],
  };
  fire('onBeforeRequest', { ...details, requestId: '0', method: 'GET', requestBody: null } as never);
  expect(seen).toEqual([]);
  fire('onBeforeRequest', details);
  tell(true);
  fire('onCompleted', details);
  expect(seen).toMatchObject([
    { kind: 'request-started' },
    { kind: 'response-started', status: 400, headers: [{ name: 'Cache-Control' }] },
    { kind: 'request-completed', status: 400 },
  ]);
  expect(heard()).toEqual(EVENTS.filter((name) => name !== 'onResponseStarted'));
  // What both listeners are told of counts once.
  fire('onBeforeRequest', { ...details, requestId: '2', timeStamp: 2 } as never);
  expect(seen.filter(({ kind }) => kind === 'request-started')).toHaveLength(2);
  tell(false);
  expect(heard()).toEqual(few);
});

test('an endpoint that is known is heard whatever its address', () => {
  let tell: (full: boolean) => void = () => {};
  const { added, learning } = watch({}, (listener) => {
    tell = listener;
  });
  learning.metadata(JSON.stringify({ token_endpoint: 'https://as.test:8443/v3/issue' }));
  tell(false);
  expect(added.onBeforeRequest!.at(-1)!.urls).toContain('*://as.test/v3/issue*');
});

test('a request whose answer came before anything listened for it is said to be missed, any other is not', () => {
  const timers: (() => void)[] = [];
  const missed: string[] = [];
  const { fire } = watch({}, (listener) => listener(false), { timers, missed });
  const details = (requestId: string) => ({
    requestId,
    url: 'https://as.test/.well-known/openid-configuration',
    method: 'GET',
    type: 'xmlhttprequest',
    tabId: 1,
    frameId: 0,
    timeStamp: 1,
    error: 'net::ERR_FAILED',
  });
  fire('onBeforeRequest', details('lost'));
  fire('onBeforeRequest', details('failed'));
  fire('onErrorOccurred', details('failed'));
  expect(missed).toEqual([]);
  for (const run of timers) run();
  expect(missed).toEqual(['lost']);
});

test.each([
  ['Firefox', { BEACON: 'beacon', PING: 'ping' }, true],
  ['Chrome, which throws on the word', { PING: 'ping' }, false],
])('a beacon is asked for by its own type in %s', (_, ResourceType, named) => {
  const { added } = watch({ ResourceType });
  expect(added.onCompleted!.flatMap(({ types }) => types).includes('beacon')).toBe(named);
});

test('a token revoked by a beacon is reported as a ping in both browsers', () => {
  const { fire, seen } = watch({ ResourceType: { BEACON: 'beacon' } });
  const details: BeforeRequestDetails = {
    requestId: '1',
    url: 'https://as.test/revoke',
    method: 'POST',
    type: 'beacon',
    tabId: 1,
    frameId: 0,
    timeStamp: 1,
    requestBody: { formData: { token: ['t'], token_type_hint: ['refresh_token'] } },
  };
  fire('onBeforeRequest', details);
  expect(seen).toMatchObject([{ kind: 'request-started', type: 'ping' }]);
});
