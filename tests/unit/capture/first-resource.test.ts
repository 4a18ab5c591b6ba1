import { expect, test } from 'vitest';
import { readFirst } from '@/utils/capture/first-resource';
import type { HarEntry } from '@/utils/capture/har-entries';

const URL_ = 'https://as.test/token';
const BODY = '{"access_token":"é"}';
const SIZE = new TextEncoder().encode(BODY).length;

const entry = (
  at: number,
  more: { url?: string; page?: string; method?: string; size?: number } = {},
): HarEntry => ({
  startedDateTime: new Date(at).toISOString(),
  pageref: more.page ?? 'page_1',
  request: { url: more.url ?? URL_, method: more.method ?? 'POST' },
  response: { content: { size: more.size ?? SIZE } },
  getContent() {},
});

const resources =
  (content: string | null = BODY, encoding = '', url = URL_) =>
  async () => [
    {
      url,
      getContent: (callback: (text: string | null, how: string) => void) => callback(content, encoding),
    },
  ];

test('the first request of a document to an address is answered by the resource of that address', async () => {
  const wanted = entry(20);
  const entries = [entry(10, { page: 'page_0' }), entry(15, { method: 'OPTIONS' }), wanted, entry(30)];
  expect(await readFirst(wanted, entries, resources())).toEqual({ content: BODY, encoding: '' });
  const packed = Buffer.from(BODY).toString('base64');
  expect(await readFirst(wanted, entries, resources(packed, 'base64'))).toMatchObject({ content: packed });
});

test.each([
  ['an earlier request went to the same address', [entry(10)], resources()],
  ['the resource has another length', [], resources('{}')],
  ['the resource has no content', [], resources(null)],
  ['there is no such resource', [], resources(BODY, '', 'https://as.test/other')],
])('nothing is taken where %s', async (_, before, listed) => {
  const wanted = entry(20);
  expect(await readFirst(wanted, [...before, wanted], listed)).toBeUndefined();
});
