import { expect, test } from 'vitest';
import { claimRows, expiryBasis, lifetimeAt, pkceView, summaryOf, tokenView } from '@/utils/panel/oauth';
import { flow, session, socket, step, T0, token } from './support';

const tokenStep = step('token_request', 5);
const useStep = step('resource_request', 7);
const access = token('a', {
  issuedBy: tokenStep.id,
  issuedAt: T0,
  expiresAt: T0 + 300_000,
  expiryFrom: 'expires_in',
  scope: 'openid read',
  parentId: 'c',
  uses: [
    { at: T0 + 1, socketId: 'r.1', carrier: 'ws-query', to: 'wss://live.example.com' },
    { at: T0 + 2, stepId: useStep.id, carrier: 'header-bearer', to: 'https://api.example.com' },
    { at: T0 + 3, carrier: 'header-bearer', to: 'https://gone.example.com' },
  ],
});
const code = token('c', { kind: 'code', childIds: ['a'] });
const login = flow({
  steps: [tokenStep, useStep],
  tokenIds: ['c', 'a'],
  socketIds: ['r.1'],
  scopeAsked: 'openid read write',
  scopeGranted: 'openid read',
});
const world = session({ flows: [login], tokens: [code, access], sockets: [socket('r.1', 12)] });

test('a card tells issue, chain and scope', () => {
  expect(tokenView(access, world)).toMatchObject({
    kind: 'Access token',
    format: 'opaque',
    issued: { select: { kind: 'step', id: tokenStep.id, flowId: 'f1' } },
    scopeAsked: 'openid read write',
    scopeDiffers: true,
    parent: { label: 'Authorization code', select: { kind: 'token', id: 'c', flowId: 'f1' } },
  });
  expect(tokenView(code, world).children.map((child) => child.label)).toEqual(['Access token (step 5)']);
});

test('the same scopes in another order are not called different', () => {
  const same = token('a', { scope: 'write openid read' });
  expect(tokenView(same, world).scopeDiffers).toBe(false);
});

test('each use goes to its connection or step, and one that is gone goes nowhere', () => {
  expect(tokenView(access, world).uses.map((use) => [use.label, use.select?.kind])).toEqual([
    ['Connection #12, live.example.com', 'socket'],
    ['Step 7, api.example.com', 'step'],
    ['gone.example.com', undefined],
  ]);
});

test('a life runs down and then is over', () => {
  expect(lifetimeAt(access, T0 + 48_000)).toMatchObject({
    phase: 'live',
    text: 'expires in 4:12',
    share: 0.84,
    soon: false,
  });
  expect(lifetimeAt(access, T0 + 290_000)).toMatchObject({ phase: 'live', soon: true });
  expect(lifetimeAt(access, T0 + 300_000)).toMatchObject({ phase: 'expired' });
});

test('revocation ends a life before its expiry, a used code is spent, and what was not said is not made up', () => {
  expect(lifetimeAt({ ...access, revokedAt: T0 + 10 }, T0 + 1010).text).toBe('revoked 1.0 s ago');
  expect(lifetimeAt(code, T0).phase).toBe('spent');
  expect(lifetimeAt(token('x'), T0)).toEqual({ phase: 'unknown', text: 'how long it lives was not said' });
  const registration = token('r', { kind: 'registration' });
  expect(lifetimeAt(registration, T0).text).toMatch(/as long as the registration/);
  expect(lifetimeAt({ ...registration, childIds: ['s'] }, T0)).toEqual({
    phase: 'spent',
    text: 'replaced by a newer one',
  });
});

test('the basis of an expiry is named', () => {
  expect(expiryBasis(access)).toBe('5 min, by expires_in');
  expect(expiryBasis(token('x'))).toBeUndefined();
});

test('the summary says who, what for and by whom', () => {
  const id = token('i', { kind: 'id', claims: { sub: 'u1', email: 'ada@example.com' } });
  const signedIn = { ...login, tokenIds: ['c', 'a', 'i'] };
  expect(summaryOf(signedIn, { tokens: [code, access, id] })).toMatchObject({
    who: 'Signed in as ada@example.com',
    scope: 'openid read',
    access: { id: 'a' },
    usedBy: 'used by 1 connection',
  });
});

test('where no connection uses the token, its requests are counted', () => {
  expect(summaryOf({ ...login, socketIds: [] }, world).usedBy).toBe('used by 3 requests');
  expect(summaryOf({ ...login, socketIds: [] }, { tokens: [token('a')] }).usedBy).toBe('not used yet');
});

test('the summary’s countdown is the newest access token’s', () => {
  const newer = token('b', { issuedAt: T0 + 9 });
  expect(summaryOf({ ...login, tokenIds: ['b', 'a'] }, { tokens: [access, newer] }).access?.id).toBe('b');
});

test('a name in a claim that is not text is not shown as one', () => {
  const id = token('i', { kind: 'id', claims: { email: { toString: 1 }, sub: 'u1' } });
  expect(summaryOf({ ...login, tokenIds: ['i'] }, { tokens: [id] }).who).toBe('Signed in as u1');
});

test.each([
  [{ challenge: 'c', method: 'S256', verifier: 'v', verified: true }, 'S256(verifier) = challenge', 'ok'],
  [
    { challenge: 'c', method: 'S256', verifier: 'v', verified: false },
    'S256(verifier) ≠ challenge: they do not match',
    'error',
  ],
  [{ verifier: 'v' }, 'Challenge not seen: cannot be checked', 'muted'],
  [{ challenge: 'c', method: 'S256' }, 'Verifier not seen: cannot be checked', 'muted'],
  [{ challenge: 'v', verifier: 'v', verified: true }, 'verifier = challenge', 'warning'],
  [undefined, 'No PKCE was seen in this flow', 'warning'],
])('PKCE %j is told as “%s”', (pkce, statement, tone) => {
  expect(pkceView({ pkce, grant: 'authorization_code' })).toMatchObject({ statement, tone });
});

test('a grant without a code is not blamed for lacking PKCE', () => {
  expect(pkceView({ grant: 'client_credentials' }).tone).toBe('muted');
});

test('claims are explained, times read, hostile names and values only shown', () => {
  const claims = JSON.parse(
    `{"exp":${(T0 + 60_000) / 1000},"iat":1e300,"__proto__":"x","list":["a"],"constructor":1}`,
  );
  const rows = claimRows(claims, T0);
  expect(rows.map((row) => row.name)).toEqual(['exp', 'iat', '__proto__', 'list', 'constructor']);
  expect(rows[0]?.time).toMatch(/, in 1 min$/);
  expect(rows[0]?.specification).toMatch(/RFC 7519/);
  expect(rows[1]?.time).toMatch(/^–/);
  expect(rows[3]?.value).toBe('["a"]');
  expect(rows[4]?.explanation).toBeUndefined();
});
