import { expect, test } from 'vitest';
import { createUrlMatcher } from '@/utils/recording/patterns';

test.each([
  ['api.example.com', 'wss://api.example.com/chat?x=1', true],
  ['api.example.com', 'https://api.example.com:8443/', true],
  ['api.example.com', 'https://api.example.com', true],
  ['api.example.com', 'https://api.example.com.other.test/', false],
  ['api.example.com', 'https://other.test/?u=https://api.example.com/', false],
  ['*.example.com/ws', 'wss://a.b.example.com/ws?x=1', true],
  ['*.example.com/ws', 'wss://a.example.com:81/ws', true],
  ['*.example.com/ws', 'wss://a.example.com/api', false],
  ['*.example.com', 'https://other.test/.example.com', false],
  ['https://login.*/oauth', 'https://login.eu.test/oauth/token', true],
  ['https://login.*/oauth', 'http://login.eu.test/oauth/token', false],
  ['ws*://a.test', 'wss://a.test/', true],
  ['localhost:3000', 'http://localhost:3000/x', true],
  ['localhost:3000', 'http://localhost:30001/x', false],
  ['a.test/x(1)+', 'https://a.test/x(1)+?y', true],
  ['  A.test ', 'https://a.test/', true],
])('%s and %s: %s', (pattern, url, matches) => {
  expect(createUrlMatcher([pattern])(url)).toBe(matches);
});

test('one of several is enough, and none lets everything through', () => {
  const matches = createUrlMatcher(['a.test', 'b.test']);
  expect(['https://a.test/', 'https://b.test/', 'https://c.test/'].map(matches)).toEqual([true, true, false]);
  expect(createUrlMatcher(['', ' '])('https://any.test/')).toBe(true);
});
