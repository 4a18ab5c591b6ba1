import { expect, test } from 'vitest';
import { createFirstRequests } from '@/utils/capture/first-requests';
import type { RequestStarted } from '@/utils/session/observations';

const request = (requestId: string, url = 'https://as.test/token', tabId = 7) =>
  ({ requestId, url, place: { tabId, frameId: 0 } }) as RequestStarted;

test('the first request of a document to an address is told from those after it', () => {
  const first = createFirstRequests();
  first.asked(request('1'));
  first.asked(request('2', 'https://as.test/token#again'));
  first.asked(request('3', 'https://as.test/other'));
  first.asked(request('4', undefined, 8));
  expect(first.is(7, request('1'))).toBe(true);
  expect(first.is(7, request('2'))).toBe(false);
  expect(first.is(7, request('3', 'https://as.test/other'))).toBe(true);
  expect(first.is(8, request('4', undefined, 8))).toBe(true);
});

test('another document begins anew; what belongs to no tab is no first', () => {
  const first = createFirstRequests();
  first.asked(request('1'));
  first.left(7);
  first.asked(request('2'));
  first.asked(request('3', undefined, -1));
  expect(first.is(7, request('2'))).toBe(true);
  expect(first.is(-1, request('3', undefined, -1))).toBe(false);
});
