import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyView, requestView, responseView, splitSecrets } from '@/utils/panel/oauth';
import type { Exchange } from '@/utils/session/exchanges';
import { T0 } from './support';

const exchange = (more: Partial<Exchange>): Exchange => ({
  id: '1:0',
  requestId: '1',
  hop: 0,
  place: { tabId: 1, frameId: 0 },
  type: 'xmlhttprequest',
  method: 'POST',
  url: 'https://login.example.com/token',
  startedAt: T0,
  ...more,
});

test('JSON is indented, and what only looks like it is left as it was', () => {
  expect(bodyView({ state: 'text', text: '{"a":1}' })).toMatchObject({ text: '{\n  "a": 1\n}' });
  expect(bodyView({ state: 'text', text: '{"a":' })).toMatchObject({ text: '{"a":' });
});

test('a form shows one field a line', () => {
  const fields = [['grant_type', 'refresh_token'] as const, ['scope', 'a b'] as const];
  expect(bodyView({ state: 'form', fields })).toMatchObject({ text: 'grant_type=refresh_token\nscope=a b' });
});

test('a long body is cut, and says that it is', () => {
  const body = bodyView({ state: 'text', text: 'x'.repeat(300_000) });
  expect(body.kind === 'text' && body.text.length).toBe(100_000);
  expect(body).toMatchObject({ note: 'Only the beginning is shown.' });
});

test.each([
  'devtools-closed',
  'other-tab',
  'cors',
  'blob',
  'redirect',
  'too-large',
  'page-left',
  'url-changed',
  'not-kept',
  'browser-error',
] as const)('a body that is unavailable (%s) says why and what to do', (reason) => {
  const body = bodyView({ state: 'unavailable', reason });
  expect(body.kind === 'unavailable' && [body.why, body.remedy].every((text) => text.endsWith('.'))).toBe(
    true,
  );
});

test('a redirect is not said to lack its body', () => {
  const response = responseView(exchange({ status: 302, redirectUrl: 'https://a.example' }));
  expect(response?.body).toMatchObject({ kind: 'unavailable', why: expect.stringMatching(/redirect/) });
});

test('no answer gives no response, and 204 has no body', () => {
  expect(responseView(exchange({}))).toBeUndefined();
  expect(responseView(exchange({ status: 204 }))?.body).toEqual({ kind: 'none' });
});

test('headers that were not seen are said to be missing', () => {
  expect(requestView(exchange({})).headersNote).toBeDefined();
  expect(requestView(exchange({ requestHeaders: [] })).headersNote).toBeUndefined();
});

test('a secret is found wherever it stands', () => {
  expect(splitSecrets('code=abcd&again=abcd', ['abcd'])).toEqual([
    { text: 'code=', secret: false },
    { text: 'abcd', secret: true },
    { text: '&again=', secret: false },
    { text: 'abcd', secret: true },
  ]);
});

test.each([
  ['https://a.example/cb?code=a%21b&state=x', ['a%21b']],
  ['https://a.example/cb#access_token=abc&token_type=bearer', ['abc']],
  ['password=abc', ['abc']],
  ['{"authed_user":{"access_token": "x\\"y"},"scope":"read"}', ['x\\"y']],
  ['encoded=1&barcode=2', []],
])('what stands behind a secret’s name is masked, however it is spelt: %s', (text, secret) => {
  const parts = splitSecrets(text, []);
  expect(parts.filter((part) => part.secret).map((part) => part.text)).toEqual(secret);
  expect(parts.map((part) => part.text).join('')).toBe(text);
});

test.each(['SAMLResponse=PHNhbWxwOlJlc3BvbnNl', '{"api_key": "0123456789"}', 'private_key=abcdefgh'])(
  'what exports redact by name is masked on screen too: %s',
  (text) => {
    expect(splitSecrets(text, []).some((part) => part.secret)).toBe(true);
  },
);

test('words that stand under a credential’s name stay readable', () => {
  expect(splitSecrets('{"token_type": "Bearer", "scope": "openid"}', []).some((part) => part.secret)).toBe(
    false,
  );
});

test('splitting loses no character and leaves no secret in the open', () => {
  const text = fc.string({ maxLength: 60 });
  fc.assert(
    fc.property(
      text,
      fc.array(fc.string({ minLength: 4, maxLength: 8 }), { maxLength: 4 }),
      text,
      (a, secrets, b) => {
        const whole = a + secrets.join(b) + b;
        const parts = splitSecrets(whole, secrets);
        expect(parts.map((part) => part.text).join('')).toBe(whole);
        for (const part of parts) {
          if (!part.secret) for (const secret of secrets) expect(part.text).not.toContain(secret);
        }
      },
    ),
  );
});
