import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHECKS, evaluateChecks, findingMarkdown } from '@/utils/checks';
import { proveSession } from '@/utils/oauth/proofs';
import { createSessionFold } from '@/utils/session';
import type { Session } from '@/utils/session/model';
import { traffic } from '../oauth/support/traffic';
import { signIn as sockets } from '../support/sign-in';
import { callBound } from './support/dpop';
import { signed } from './support/keys';
import { AS, bare, CALLBACK, refresh, scene, sessionOf } from './support/scene';

const part = (text: string) => Buffer.from(text).toString('base64url');
const TEN_THOUSAND_CLAIMS = signed(
  Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`claim-${i}`, i])),
);

const HOSTILE = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'null',
  '[redacted 0000000000000000]',
  '%',
  '%E0%A4%A',
  '\ud800',
  '\u0000\u202e',
  'http://',
  'https://[::1',
  'javascript:alert(1)',
  'ws://\u0000',
  '-1e999',
  'NaN',
  '{{{{',
  `${'['.repeat(20_000)}`,
  '{"__proto__":{"iss":1},"keys":[null,1,{"kty":{}}]}',
  '\ufffd'.repeat(100),
  `${part('{"alg":"none"}')}.${part('{"iss":"https://as.example","exp":"never","aud":{"a":1}}')}.`,
  `${part('{"alg":"ES256","crit":["b64"],"b64":false}')}.${part('{}')}.${part('x')}`,
  `${part('{"alg":"ES256","typ":"dpop+jwt","jwk":{"kty":"EC","crv":"P-256","x":1,"y":[]}}')}.${part('{"htm":5,"iat":1e400}')}.AA`,
  `${part('{"alg":"RSA-OAEP","enc":"A256GCM"}')}.a.b.c.d`,
  `${part('{"alg":{"toString":1}}')}.${part('[]')}.AA`,
  TEN_THOUSAND_CLAIMS,
];

const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1e308, 2 ** 53];

/** The same plain data with every n-th string or number, from some place on, replaced by a hostile one of its type. */
function poison<T>(data: T, every: number, from: number, values: readonly string[]): T {
  let seen = from;
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return ++seen % every === 0 ? values[seen % values.length]! : value;
    if (typeof value === 'number') return ++seen % every === 0 ? NUMBERS[seen % NUMBERS.length]! : value;
    if (Array.isArray(value)) return value.map(replaced);
    if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, replaced(inner)]));
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
  };
  return replaced(data) as T;
}

async function judged(session: Session) {
  const report = evaluateChecks(session, { proofs: await proveSession(session), profile: 'fapi2' });
  expect(report.broken).toEqual([]);
  for (const finding of report.findings) {
    expect(finding.message.length).toBeLessThan(1_000);
    for (const { quote } of finding.evidence) expect(quote.length).toBeLessThan(1_000);
    expect(findingMarkdown(finding).length).toBeLessThan(20_000);
  }
  return report;
}

const NAMES = [
  'client_id',
  'response_type',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'request',
  'request_uri',
  'resource',
  'prompt',
  'max_age',
  'response_mode',
  'dpop_jkt',
  'code',
  'iss',
  'id_token',
  'access_token',
  'response',
  'error',
  'error_description',
  'grant_type',
  'code_verifier',
  'refresh_token',
  'client_assertion',
  'client_secret',
  'token_type',
  'expires_in',
  '__proto__',
];
const pairs = fc.array(fc.tuple(fc.constantFrom(...NAMES), hostile), { maxLength: 12 });
const HEADERS = [
  'Authorization',
  'DPoP',
  'Cookie',
  'Set-Cookie',
  'Date',
  'Cache-Control',
  'Content-Type',
  'Referer',
  'WWW-Authenticate',
  'DPoP-Nonce',
  'Access-Control-Allow-Origin',
];
const headers = fc.array(fc.tuple(fc.constantFrom(...HEADERS), hostile), { maxLength: 5 });
const query = (values: readonly (readonly [string, string])[]) =>
  values.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&');

describe('hostile data', { timeout: 60_000 }, () => {
  test('traffic of hostile parameters, headers and bodies never breaks a check', async () => {
    const exchange = fc.record({
      sent: pairs,
      form: pairs,
      answer: pairs,
      headers,
      back: headers,
      status: fc.constantFrom(200, 303, 307, 400, 401, 500),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(exchange, { minLength: 1, maxLength: 6 }), async (all) => {
        const on = traffic();
        on.visit([`${AS}/auth?client_id=spa&response_type=code&redirect_uri=${CALLBACK}&state=s`]);
        for (const { sent, form, answer, headers: own, back, status } of all) {
          on.visit([`${CALLBACK}?state=s&${query(sent)}`]);
          const body = { state: 'form', fields: [['grant_type', 'authorization_code'], ...form] } as const;
          const seen = on.fetch(
            `${AS}/token?${query(sent)}`,
            { body },
            { status, json: Object.fromEntries(answer) },
          );
          seen.requestHeaders = own.map(([name, value]) => ({ name, value }));
          seen.responseHeaders = back.map(([name, value]) => ({ name, value }));
          on.visit([`${AS}/auth?client_id=spa&response_type=code&${query(sent)}`]);
        }
        await judged(sessionOf(on));
      }),
      { numRuns: 40 },
    );
  });

  test('a model whose strings and numbers are anything never breaks a check', async () => {
    const whole = scene(
      { by: 'jar', authorize: { max_age: '60', resource: 'https://api.example' } },
      (on, { accessToken, refreshToken, idToken }) => {
        callBound(on, accessToken);
        refresh(on, refreshToken, { id_token: idToken });
        on.fetch(
          `${AS}/me`,
          { headers: { Authorization: `Bearer ${accessToken}` } },
          { json: { sub: 'alice' } },
        );
      },
    );
    const fold = createSessionFold();
    fold.apply(sockets());
    let findings = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 9 }),
        fc.nat(10),
        fc.array(hostile, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (every, from, values, withSockets) => {
          const session = poison(withSockets ? fold.session : whole, every, from, values);
          findings += (await judged(session)).findings.length;
        },
      ),
      { numRuns: 40 },
    );
    expect(findings).toBeGreaterThan(100);
  });

  test('a state of two megabytes, a JWT of ten thousand claims and duplicate parameters are judged', async () => {
    const big = 'x'.repeat(2_000_000);
    const session = bare((on) => {
      on.visit([
        `${AS}/auth?client_id=spa&response_type=code&response_type=code&state=${big}&redirect_uri=${CALLBACK}`,
      ]);
      on.visit([`${CALLBACK}?code=${TEN_THOUSAND_CLAIMS}&state=${big}`]);
      on.fetch(
        `${AS}/token`,
        {
          form: {
            grant_type: 'authorization_code',
            code: TEN_THOUSAND_CLAIMS,
            client_id: 'spa',
            code_verifier: big,
          },
        },
        { json: { id_token: TEN_THOUSAND_CLAIMS, access_token: big } },
      );
    });
    const { findings } = await judged(session);
    const ids = findings.map(({ checkId }) => checkId);
    expect(ids).toContain('oauth/duplicate-parameters');
    expect(ids).toContain('oauth/pkce-verifier-format');
  });

  test('a page that opens a thousand sockets and sends a thousand authorization requests is judged in one go', async () => {
    const on = traffic();
    for (let i = 0; i < 1_000; i++)
      on.visit([`${AS}/auth?client_id=spa&response_type=code&state=${i}&redirect_uri=${CALLBACK}`]);
    const session = sessionOf(on);
    const report = await judged(session);
    expect(report.findings.length).toBeGreaterThan(1_000);
    expect(CHECKS.length).toBeGreaterThan(100);
  });
});
