import { expect, test } from 'vitest';
import { linkTo, readJwks } from '@/utils/panel/findings/jwks';

const KEY = { kty: 'EC', crv: 'P-256', kid: 'a', x: 'x', y: 'y' };

test('a key set is taken, what is not a key in it is left out', () => {
  const read = readJwks(JSON.stringify({ keys: [KEY, null, 'x', {}], more: 1 }));
  expect(read).toEqual({ ok: true, jwks: { keys: [KEY] }, count: 1 });
});

test.each([
  ['', /not a JSON object/],
  ['<html>', /not a JSON object/],
  ['[]', /not a JSON object/],
  ['{"jwks_uri":"https://a.example"}', /“keys”/],
  ['{"keys":[]}', /no key/],
  [`{"keys":[${JSON.stringify({ ...KEY, d: 'secret' })}]}`, /private key/],
  ['{"keys":[{"kty":"oct","k":"secret"}]}', /private key/],
  [' '.repeat(1_000_001), /too long/],
])('%.40s… is refused with a reason', (text, reason) => {
  const read = readJwks(text);
  expect(read.ok).toBe(false);
  expect(!read.ok && read.error).toMatch(reason);
});

test.each([
  ['https://login.example.com/jwks', 'https://login.example.com/jwks'],
  ['http://127.0.0.1:1/jwks', 'http://127.0.0.1:1/jwks'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['/jwks', undefined],
  [undefined, undefined],
])('%s gives the link %s', (url, link) => {
  expect(linkTo(url)).toBe(link);
});
