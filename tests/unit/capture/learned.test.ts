import { describe, expect, test } from 'vitest';
import { createLearning } from '@/utils/capture/learned';

const AS = 'https://as.test';
const URI = `${AS}/client?id=1`;
const answered = (more: object = {}) =>
  JSON.stringify({ registration_client_uri: URI, registration_access_token: 'r', ...more });

describe('where a registration is managed (RFC 7592 §3)', () => {
  test('is what the answer says, and outlives the background', () => {
    const learning = createLearning();
    expect(learning.registration(`${AS}/new`, answered())).toBe(true);
    expect(learning.registration(`${AS}/new`, answered())).toBe(false);
    const woken = createLearning();
    woken.restore(learning.state());
    expect([...woken.endpoints]).toEqual([[URI, 'registration']]);
  });

  test.each([
    ['another origin speaks for it', 'https://evil.test/new', answered()],
    ['there is no token for it', `${AS}/new`, answered({ registration_access_token: undefined })],
    ['it is no URL', `${AS}/new`, answered({ registration_client_uri: 'as.test/client' })],
    ['it is no web address', `${AS}/new`, answered({ registration_client_uri: 'file:///etc/passwd' })],
    ['it is no text', `${AS}/new`, answered({ registration_client_uri: { href: URI } })],
    ['the answer is no object', `${AS}/new`, '["registration_client_uri"]'],
    ['the answer is cut off', `${AS}/new`, answered().slice(0, -5)],
    ['the answer is larger than any', `${AS}/new`, answered({ x: 'x'.repeat(600_000) })],
  ])('is not learned where %s', (_, url, text) => {
    const learning = createLearning();
    expect(learning.registration(url, text)).toBe(false);
    expect([...learning.endpoints]).toEqual([]);
  });

  test('makes no other endpoint one of these', () => {
    const learning = createLearning();
    learning.metadata(JSON.stringify({ token_endpoint: `${AS}/token` }));
    learning.registration(`${AS}/new`, answered({ registration_client_uri: `${AS}/token` }));
    expect([...learning.endpoints]).toEqual([[`${AS}/token`, 'token']]);
  });

  test('what registers teaches the registration endpoint, what changes a registration none', () => {
    const learning = createLearning();
    expect(learning.request('registration', { url: `${AS}/new?x=1`, method: 'POST' })).toBe(true);
    expect(learning.request('registration', { url: `${AS}/new/1`, method: 'PUT' })).toBe(false);
    expect([...learning.endpoints]).toEqual([[`${AS}/new`, 'registration']]);
  });
});
