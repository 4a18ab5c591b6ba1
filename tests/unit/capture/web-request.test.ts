import { expect, test } from 'vitest';
import { createInteractions } from '@/utils/capture/interactions';
import { createLearning } from '@/utils/capture/learned';
import { createRequests } from '@/utils/capture/requests';
import { watchRequests } from '@/utils/capture/web-request';
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

function watch(more: Partial<WebRequestApi> = {}) {
  const added: Record<string, { listener: (details: never) => void; types?: string[] }[]> = {};
  const events = EVENTS.map((name) => {
    added[name] = [];
    const addListener = (listener: (details: never) => void, { types }: { types?: string[] }) =>
      void added[name]!.push({ listener, ...(types && { types }) });
    return [name, { addListener, removeListener: () => {} }] as const;
  });
  const learning = createLearning();
  const seen: Observation[] = [];
  const requests = createRequests(learning, createInteractions(learning), {
    observed: (observations) => seen.push(...observations),
    qualified() {},
    ended() {},
    finished() {},
  });
  watchRequests({ ...Object.fromEntries(events), ...more } as unknown as WebRequestApi, {
    requests,
    gate: (run) => run(),
  });
  return { added, seen };
}

test('images, styles, fonts and scripts are never listened to', () => {
  for (const listeners of Object.values(watch().added)) {
    expect(listeners).not.toHaveLength(0);
    for (const { types } of listeners) {
      expect(types).toContain('xmlhttprequest');
      for (const type of ['image', 'stylesheet', 'font', 'script']) expect(types).not.toContain(type);
    }
  }
});

test.each([
  ['Firefox', { BEACON: 'beacon', PING: 'ping' }, true],
  ['Chrome, which throws on the word', { PING: 'ping' }, false],
])('a beacon is asked for by its own type in %s', (_, ResourceType, named) => {
  const { added } = watch({ ResourceType });
  expect(added.onCompleted![0]!.types!.includes('beacon')).toBe(named);
});

test('a token revoked by a beacon is reported as a ping in both browsers', () => {
  const { added, seen } = watch({ ResourceType: { BEACON: 'beacon' } });
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
  added.onBeforeRequest![0]!.listener(details as never);
  expect(seen).toMatchObject([{ kind: 'request-started', type: 'ping' }]);
});
