import { expect, test } from 'vitest';
import { describeCloseCode, saysUnauthorized, tellsOfTrouble } from '@/utils/websocket';

test.each([1005, 1006, 1015])('%i is never on the wire (RFC 6455 §7.4.1)', (code) => {
  expect(describeCloseCode(code)).toMatchObject({ onWire: false, sender: 'nobody', source: 'rfc6455' });
});

test.each([
  [1000, 'Normal Closure', 'rfc6455'],
  [1014, 'Bad Gateway', 'iana'],
  [3000, 'Unauthorized', 'iana'],
  [4401, 'Unauthorized', 'convention'],
  [2000, 'Unassigned', 'range'],
  [3999, 'Registered by Libraries', 'range'],
  [4999, 'Private Use', 'range'],
  [999, 'Invalid', 'invalid'],
  [5000, 'Invalid', 'invalid'],
  [Number.NaN, 'Invalid', 'invalid'],
])('%d is %s by %s', (code, name, source) => {
  expect(describeCloseCode(code)).toMatchObject({ name, source });
});

test('every code says what to look at next', () => {
  for (let code = 1000; code < 5000; code++) expect(describeCloseCode(code).next).not.toBe('');
});

test('1008 speaks of authentication only where its reason does', () => {
  expect(saysUnauthorized(1008, 'token expired')).toBe(true);
  expect(saysUnauthorized(1008, 'too many messages')).toBe(false);
  expect(saysUnauthorized(1000, 'token expired')).toBe(false);
  expect(saysUnauthorized(4401, '')).toBe(true);
});

test('what tells of trouble is what the registry gives a meaning to, but for planned ends', () => {
  for (let code = 900; code < 5100; code++) {
    const planned = [1000, 1001, 1005].includes(code);
    expect(tellsOfTrouble(code), `${code}`).toBe(!planned && describeCloseCode(code).source !== 'range');
  }
});
