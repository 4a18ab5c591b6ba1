import { expect, test } from 'vitest';
import { acceptOfKey } from '@/utils/websocket/accept';

test('RFC 6455 §1.3: the accept of the sample nonce', () => {
  expect(acceptOfKey('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  // §4.2.2: white space around the value does not count.
  expect(acceptOfKey(' dGhlIHNhbXBsZSBub25jZQ== ')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
});
