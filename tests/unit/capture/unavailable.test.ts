import { expect, test } from 'vitest';
import type { InFlight } from '@/utils/capture/requests';
import { blockedByCors } from '@/utils/capture/unavailable';

const request = (type: string, allowed?: string): InFlight => {
  const url = 'https://as.test/token';
  const headers = allowed ? [{ name: 'Access-Control-Allow-Origin', value: allowed }] : [];
  return {
    started: {
      kind: 'request-started',
      at: 0,
      place: { tabId: 1, frameId: 0 },
      requestId: '1',
      hop: 0,
      url,
      method: 'POST',
      type,
      initiator: 'https://app.test',
    },
    kept: true,
    facts: { url, method: 'POST', type, status: 200, responseHeaders: headers },
    held: [],
  };
};

test('a script’s answer from another origin that does not name its own is blocked', () => {
  expect(blockedByCors(request('xmlhttprequest'))).toBe(true);
  expect(blockedByCors(request('xmlhttprequest', 'https://other.test'))).toBe(true);
  expect(blockedByCors(request('xmlhttprequest', 'https://app.test'))).toBe(false);
  expect(blockedByCors(request('xmlhttprequest', '*'))).toBe(false);
});

test('a document from another origin is not', () => {
  expect(blockedByCors(request('sub_frame'))).toBe(false);
  expect(blockedByCors(request('main_frame'))).toBe(false);
});
