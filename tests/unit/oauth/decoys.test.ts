import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveOAuth } from '@/utils/oauth';
import { cpuTime } from '../support/cpu';
import {
  APP,
  AS,
  authorizeUrl,
  callbackUrl,
  codeForm,
  query,
  signIn,
  tokenResponse,
  traffic,
} from './support/traffic';

describe('what is not OAuth', () => {
  test.each([
    [
      'a payment page with code and state',
      (on: ReturnType<typeof traffic>) => on.visit([`${APP}/pay/return?code=123&state=paid`]),
    ],
    [
      'a form that knows a client, a state and where to go on',
      (on) => on.visit([`${APP}/register?client_id=3&state=CA&redirect_uri=/next`, `${APP}/next`]),
    ],
    ['a coupon page', (on) => on.visit([`${APP}/?code=SUMMER`])],
    [
      'an ordinary login',
      (on) =>
        on.fetch(
          `${APP}/api/login`,
          { json: { username: 'a', password: 'b' } },
          { json: { token: 'x', expires_in: 5 } },
        ),
    ],
    [
      'an ordinary login that answers an access_token',
      (on) =>
        on.fetch(
          `${APP}/api/login`,
          { json: { username: 'a', password: 'b' } },
          { json: { access_token: 'x' } },
        ),
    ],
    ['a preflight', (on) => on.fetch(`${AS}/token`, { method: 'OPTIONS' }, { status: 204 })],
    [
      'a script at an authorize path',
      (on) => on.fetch(`${AS}/authorize.js?client_id=a&response_type=code`, { type: 'script' }),
    ],
    ['an image beacon with OAuth-like parameters', (on) => on.fetch(authorizeUrl(), { type: 'image' })],
    [
      'a fetch of a static file',
      (on) => on.fetch(`${AS}/oauth/token.css`, { form: { grant_type: 'password' } }),
    ],
    ['SAML', (on) => on.visit([`${AS}/saml?${query({ SAMLRequest: 'x', RelayState: 'y' })}`])],
    [
      'SAML posted',
      (on) =>
        on.visit([`${APP}/acs`], { method: 'POST', form: { SAMLResponse: 'x', code: '1', state: '2' } }),
    ],
    [
      'OAuth 1',
      (on) =>
        on.visit([`${APP}/cb?${query({ oauth_token: 'a', oauth_verifier: 'b', code: '1', state: 's' })}`]),
    ],
    [
      'OAuth 1 in a header',
      (on) =>
        on.fetch(`${AS}/request_token`, {
          method: 'POST',
          headers: { authorization: 'OAuth oauth_consumer_key="a"' },
        }),
    ],
    ['an error page of a shop', (on) => on.visit([`${APP}/cart?error=invalid_request&item=3`])],
    ['a search', (on) => on.visit([`${APP}/search?scope=all&state=open&client_id=4`])],
    ['a broken URL', (on) => on.fetch('http://')],
  ] as [string, (on: ReturnType<typeof traffic>) => void][])('%s is no flow', (_, act) => {
    const on = traffic();
    act(on);
    expect(on.exchanges.length).toBeGreaterThan(0);
    expect(deriveOAuth(on).flows).toEqual([]);
  });
});

describe('hostile traffic', () => {
  const name = fc.oneof(
    fc.constantFrom(
      'client_id',
      'response_type',
      'redirect_uri',
      'scope',
      'state',
      'code',
      'grant_type',
      'request',
      'response',
      'id_token',
      'access_token',
      'token',
      '__proto__',
      'constructor',
      'toString',
      'error',
      'refresh_token',
      'id_token_hint',
    ),
    fc.string(),
  );
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '__proto__',
      'ey.ey.ey',
      'eyJ.eyJ.',
      'code',
      'eyJhbGciOiJub25lIn0.bm90IGpzb24.',
      'authorization_code',
    ),
  );
  const values = fc.array(fc.tuple(name, value), { maxLength: 8 });

  test('no URL, body, header or status makes it throw', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            q: values,
            f: values,
            body: fc.oneof(fc.string(), fc.json()),
            status: fc.integer({ min: 0, max: 600 }),
            header: fc.string(),
            nav: fc.boolean(),
          }),
          { maxLength: 6 },
        ),
        (requests) => {
          const on = traffic();
          for (const { q, f, body, status, header, nav } of requests) {
            const form = Object.fromEntries(f.filter(([key]) => key !== '__proto__'));
            on.fetch(
              `${AS}/x?${new URLSearchParams(q.map(([a, b]) => [a, b]))}#${header}`,
              {
                form,
                type: nav ? 'main_frame' : 'xmlhttprequest',
                headers: { authorization: header, dpop: body, cookie: body },
              },
              { status, text: body, headers: { location: header, 'www-authenticate': body } },
            );
          }
          expect(() => deriveOAuth(on)).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });

  test('prototype keys in a token response are data', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(
      `${AS}/token`,
      { form: codeForm() },
      {
        text: '{"__proto__":{"access_token":"evil"},"constructor":"x","access_token":"at","token_type":"Bearer"}',
        mime: 'application/json',
      },
    );
    const { tokens } = deriveOAuth(on);
    expect(({} as Record<string, unknown>).access_token).toBeUndefined();
    expect(tokens.some((token) => token.value === 'at')).toBe(true);
  });

  test('a cut-off token response still gives what it holds whole', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    const text = JSON.stringify(tokenResponse()).slice(0, 60);
    on.fetch(
      `${AS}/token`,
      { form: codeForm() },
      { body: { state: 'text', text, mime: 'application/json', truncated: true } },
    );
    const { flows, tokens } = deriveOAuth(on);
    expect(tokens.map((token) => token.value)).toContain('at-1');
    expect(flows[0]!.steps.at(-1)!.unseen[0]).toContain('cut off');
  });

  test('a megabyte of nested brackets, a huge scope and ten thousand parameters do not hang it', () => {
    const on = traffic();
    on.visit([authorizeUrl({ scope: 'x '.repeat(50_000) })]);
    on.visit([`${APP}/?${'code=1&state=2&'.repeat(10_000)}`]);
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'password', username: 'u' } },
      { text: '['.repeat(1_000_000), mime: 'application/json' },
    );
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'password', username: 'u' } },
      { text: `{"a":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`, mime: 'application/json' },
    );
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'password', username: 'u' } },
      { text: '<a>'.repeat(200_000), mime: 'application/xml' },
    );
    const began = cpuTime();
    expect(deriveOAuth(on).flows.length).toBeGreaterThan(0);
    expect(cpuTime() - began).toBeLessThan(2_000);
  });
});

test('a thousand exchanges are derived quickly, and again more quickly', () => {
  const on = traffic();
  signIn(on);
  for (let n = 0; n < 1_000; n += 1) {
    on.fetch(
      `https://cdn${n % 7}.example/api/${n}?a=${n}`,
      { headers: { cookie: `a=${n}; b=${'x'.repeat(200)}`, authorization: n % 3 ? '' : 'Bearer at-1' } },
      { json: { items: [n] } },
    );
  }
  const derive = () => {
    const began = cpuTime();
    expect(deriveOAuth(on).flows).toHaveLength(1);
    return cpuTime() - began;
  };
  const times = Array.from({ length: 10 }, derive);
  expect(Math.min(...times)).toBeLessThan(100);
});
