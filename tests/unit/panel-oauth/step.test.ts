import { expect, test } from 'vitest';
import type { StepKind } from '@/utils/oauth/model';
import {
  explainError,
  explainFailure,
  outcomeView,
  parameterRows,
  secretsOf,
  stepSentence,
} from '@/utils/panel/oauth';
import { flow, parameter, step, token } from './support';

test('an authorization request is told with what was asked for', () => {
  const request = [parameter('response_type', 'code id_token'), parameter('scope', 'openid profile')];
  expect(stepSentence(step('authorization_request', 1, { request }), flow())).toBe(
    'The client “shop” sent the user’s browser to login.example.com/realms/shop to ask for an authorization code and an ID token with scope “openid profile”.',
  );
});

test('an authorization response is told with what it brought', () => {
  const given = step('authorization_response', 2, { response: [parameter('code', 'x')] });
  expect(stepSentence(given, flow())).toMatch(/back to the client with an authorization code\.$/);
  const refused = step('authorization_response', 2, {
    outcome: { state: 'oauth-error', code: 'access_denied' },
  });
  expect(stepSentence(refused, flow())).toMatch(/with an error\.$/);
});

test('a grant type that nobody knows is quoted, and a prototype’s key is no grant', () => {
  const request = [parameter('grant_type', 'constructor')];
  expect(stepSentence(step('token_request', 1, { request }), flow())).toMatch(
    /by the grant “constructor”\.$/,
  );
});

test('a call without a token that was told where to get one is not said to have carried one', () => {
  const called = step('resource_request', 1);
  expect(stepSentence(called, flow())).toMatch(/with a token of this flow/);
  const told = { ...called, join: { key: 'resource_metadata', confidence: 'proved' } } as const;
  expect(stepSentence(told, flow())).toMatch(/without a token/);
});

test('every kind of step has its sentence', () => {
  const kinds: StepKind[] = [
    'discovery',
    'jwks',
    'client_registration',
    'client_read_request',
    'client_update_request',
    'client_delete_request',
    'userinfo_request',
    'websocket_use',
    'not_visible',
    'check_session',
  ];
  for (const kind of kinds) expect(stepSentence(step(kind, 1), flow())).toMatch(/^[A-Z].+\.$/);
});

test('an error of the specification is explained with causes', () => {
  const { meaning, causes, specification } = explainError('invalid_grant');
  expect(meaning).toMatch(/^[A-Z].+\.$/);
  expect(causes.join(' ')).toMatch(/redirect_uri/i);
  expect(causes.length).toBeGreaterThan(2);
  expect(specification).toMatch(/RFC 6749 §5\.2/);
});

test('a code of the server’s own is not explained by guessing', () => {
  expect(explainError('__proto__').meaning).toMatch(/this server’s own/);
  expect(explainError('KOE320').specification).toBeUndefined();
});

test.each([
  ['net::ERR_FAILED', /hand the answer to the page/],
  ['net::ERR_NAME_NOT_RESOLVED', /name is not known/],
  ['net::ERR_CERT_AUTHORITY_INVALID', /certificate/],
  ['net::ERR_CONNECTION_REFUSED', /could not be reached/],
  ['NS_ERROR_NET_TIMEOUT', /could not be reached/],
  ['net::ERR_ABORTED', /stopped the request/],
  ['something else', /no usable answer/],
])('the browser’s error %s is explained', (error, meaning) => {
  expect(explainFailure({ state: 'network-error', error })?.meaning).toMatch(meaning);
});

test('what did not fail is not explained as a failure', () => {
  expect(explainFailure({ state: 'ok' })).toBeUndefined();
  expect(explainFailure({ state: 'not-visible', reason: 'x' })).toBeUndefined();
});

test('an unknown status is explained by its class', () => {
  expect(explainFailure({ state: 'http-error', status: 599 })?.meaning).toMatch(/failed inside/);
  expect(explainFailure({ state: 'http-error', status: 418 })?.meaning).toMatch(/refused/);
});

test('how the management of a registration was refused is explained by its own specification', () => {
  const explained = (outcome: Parameters<typeof explainFailure>[0], kind: StepKind) =>
    explainFailure(outcome, kind)!;
  const refused = explained({ state: 'oauth-error', code: 'invalid_token' }, 'client_read_request');
  expect(refused).toMatchObject({ code: 'invalid_token', specification: 'RFC 7592 §2, §2.1' });
  expect(refused.causes.join(' ')).toMatch(/was deleted/);
  const status = (code: number, kind: StepKind) => explained({ state: 'http-error', status: code }, kind);
  expect(status(401, 'client_delete_request')).toMatchObject({ code: 'HTTP 401', meaning: refused.meaning });
  expect(status(403, 'client_update_request').meaning).toMatch(/may not do this with its registration/);
  expect(status(404, 'client_read_request').causes[0]).toMatch(/registration_client_uri/);
  expect(status(405, 'client_delete_request').specification).toBe('RFC 7592 §2.3');
  expect(
    explained({ state: 'oauth-error', code: 'invalid_request' }, 'client_update_request').causes[0],
  ).toMatch(/client_id/);
  // What has no meaning of its own here keeps the general one.
  expect(status(400, 'client_read_request').meaning).toMatch(/could not make sense/);
  expect(status(401, 'resource_request').meaning).toMatch(/wants \(other\) credentials/);
  expect(status(500, 'client_read_request').meaning).toMatch(/failed inside/);
});

test('an outcome has shape and words', () => {
  expect(outcomeView({ outcome: { state: 'http-error', status: 403 } })).toMatchObject({
    shape: 'cross',
    label: 'HTTP 403',
  });
});

test('a repeated parameter keeps each of its values', () => {
  const rows = parameterRows(
    [parameter('resource', 'a'), parameter('resource', 'b')],
    'authorization_request',
  );
  expect(rows.map((row) => row.value)).toEqual(['a', 'b']);
  expect(new Set(rows.map((row) => row.key)).size).toBe(2);
});

test('a standard parameter is explained with its specification, another is said to be the parties’ own', () => {
  const [method, own] = parameterRows(
    [parameter('code_challenge_method', 'S256'), parameter('constructor', 'x')],
    'authorization_request',
  );
  expect(method).toMatchObject({ specification: 'RFC 7636 §4.3', here: expect.stringMatching(/SHA-256/) });
  expect(own?.specification).toBeUndefined();
  expect(own?.meaning).toMatch(/own/);
});

test('secrets of a step are its secret parameters and its tokens, also percent-encoded', () => {
  const carrying = step('token_request', 1, {
    request: [parameter('code', 'a/b+c', { secret: true }), parameter('state', 'open')],
    issued: ['t1'],
  });
  const secrets = secretsOf(carrying, [token('t1', { value: 'tok' }), token('t2', { value: 'other' })]);
  expect(secrets).toEqual(['a/b+c', 'a%2Fb%2Bc', 'tok']);
});
