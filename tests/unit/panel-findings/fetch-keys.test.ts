import { expect, test } from 'vitest';
import { fetchProblem, metadataUrl, readMetadata } from '@/utils/panel/findings/fetch-keys';

// OpenID Connect Discovery 1.0 §4.1: a slash that ends the issuer is taken away first.
test.each([
  ['https://login.example.com', 'https://login.example.com/.well-known/openid-configuration'],
  ['https://login.example.com/', 'https://login.example.com/.well-known/openid-configuration'],
  [
    'https://login.example.com/realms/a',
    'https://login.example.com/realms/a/.well-known/openid-configuration',
  ],
  ['https://login.example.com/?a=b', undefined],
  ['accounts.example.com', undefined],
  ['javascript:alert(1)', undefined],
])('the metadata of %s is at %s', (issuer, url) => {
  expect(metadataUrl(issuer)).toBe(url);
});

const ISSUER = 'https://login.example.com';

test('the metadata names where the keys are', () => {
  const text = JSON.stringify({ issuer: ISSUER, jwks_uri: 'https://keys.example.com/set' });
  expect(readMetadata(text, ISSUER)).toEqual({ ok: true, url: 'https://keys.example.com/set' });
});

test.each([
  ['<html>', /not a JSON object/],
  ['{"issuer":"https://evil.example.com","jwks_uri":"https://evil.example.com/jwks"}', /another issuer/],
  [`{"issuer":"${ISSUER}"}`, /no jwks_uri/],
  [`{"issuer":"${ISSUER}","jwks_uri":"jwks"}`, /no jwks_uri/],
])('%s is refused with a reason', (text, reason) => {
  const read = readMetadata(text, ISSUER);
  expect(!read.ok && read.error).toMatch(reason);
});

test('why nothing came is said in words', () => {
  for (const error of ['address', 'status', 'too-long', 'network'] as const)
    expect(fetchProblem({ ok: false, error })).toMatch(/^[A-Z].*\.$/);
});
