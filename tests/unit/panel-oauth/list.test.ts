import { expect, test } from 'vitest';
import type { FlowState } from '@/utils/oauth/model';
import {
  flowRow,
  flowText,
  grantName,
  scopeWords,
  serverName,
  socketChips,
  stateView,
} from '@/utils/panel/oauth';
import { openedFlow } from '@/utils/panel/oauth/opened-flow';
import { flow, session, socket, step, T0 } from './support';

test('a row names a flow as people would', () => {
  const row = flowRow(
    flow({
      pkce: { challenge: 'c', method: 'S256' },
      scopeAsked: 'openid profile email',
      scopeGranted: 'openid profile',
      endedAt: T0 + 4200,
      steps: [step('authorization_request', 1), step('token_request', 2)],
      socketIds: ['r.1'],
    }),
    session({ sockets: [socket('r.1', 12)] }),
  );
  expect(row).toMatchObject({
    ordinal: 'F1',
    grant: 'Authorization code + PKCE',
    client: 'shop',
    server: 'login.example.com/realms/shop',
    scope: 'openid profile',
    duration: '4.2 s',
    steps: '2 steps',
    where: undefined,
  });
  expect(row.state.label).toBe('complete');
  expect(row.chips).toEqual([
    { id: 'r.1', label: '#12', title: 'Connection #12 to live.example.com, open', live: true },
  ]);
});

test('one step is not called “1 steps”', () => {
  expect(flowRow(flow({ steps: [step('authorization_request', 1)] }), session()).steps).toBe('1 step');
});

test('a flow whose client is not known says so', () => {
  expect(flowRow(flow({ client: { kind: 'unknown' } }), session()).client).toBe('client unknown');
});

test('a connection that the session no longer holds has no chip', () => {
  expect(socketChips(['r.9'], [socket('r.1', 1)])).toEqual([]);
});

test('a vendor’s grant has its own name, PKCE is named only where it was seen', () => {
  expect(grantName({ grant: 'vendor', grantName: 'fb_exchange_token' })).toBe('fb_exchange_token');
  expect(grantName({ grant: 'vendor' })).toBe('Vendor grant');
  expect(grantName({ grant: 'authorization_code', pkce: {} })).toBe('Authorization code');
});

test('a server is called by its issuer, else by its origin, also where that is no URL', () => {
  expect(serverName({ origin: 'https://id.example.org' })).toBe('id.example.org');
  expect(serverName({ issuer: 'not a url', origin: '' })).toBe('not a url');
});

test('every state has a shape of its own and words', () => {
  const states: FlowState[] = [
    { phase: 'in-progress' },
    { phase: 'waiting-for-user', since: T0 },
    { phase: 'complete', at: T0 },
    { phase: 'failed', at: T0, code: 'access_denied', stepId: 's' },
    { phase: 'abandoned', at: T0 },
    { phase: 'not-visible', reason: 'server-side' },
    { phase: 'ended', at: T0, by: 'logout' },
  ];
  const views = states.map((state) => stateView(state, T0));
  expect(new Set(views.map((view) => view.shape)).size).toBe(states.length);
  expect(views.map((view) => view.label)).toEqual([
    'in progress',
    'waiting for the user',
    'complete',
    'failed: access_denied',
    'abandoned',
    'continues where the browser cannot see',
    'logged out',
  ]);
  expect(views.every((view) => view.detail.length > 0)).toBe(true);
});

test('what a registration came to, and what ended with its client, is said so', () => {
  const complete = stateView({ phase: 'complete', at: T0 }, T0, 'client_registration');
  expect(complete.detail).toMatch(/^The client’s registration was answered/);
  const ended = stateView({ phase: 'ended', at: T0, by: 'deregistration' }, T0);
  expect([ended.label, ended.detail]).toEqual([
    'client deleted',
    expect.stringMatching(/deleted its registration/),
  ]);
  expect(grantName(flow({ grant: 'client_registration' }))).toBe('Client registration');
});

test('a flow that was opened stays open when it is found to be a part of another', () => {
  const registered = step('client_registration', 1, { exchangeId: 'r1:0' });
  const alone = flow({ id: 'flow:r1:0', steps: [registered] });
  const signIn = flow({ id: 'flow:r2:0', steps: [registered, step('authorization_request', 2)] });
  expect(openedFlow([signIn, alone], 'flow:r1:0')).toBe(alone);
  expect(openedFlow([signIn], 'flow:r1:0')).toBe(signIn);
  expect(openedFlow([signIn], 'flow:undefined')).toBeUndefined();
  expect(openedFlow([signIn], undefined)).toBeUndefined();
});

test('scopes of vendors with commas and plus signs are split for display, at a bound', () => {
  expect(scopeWords('read,write+admin user')).toEqual(['read', 'write', 'admin', 'user']);
  expect(scopeWords(undefined)).toEqual([]);
  expect(scopeWords('a '.repeat(1_000_000)).length).toBeLessThan(5000);
});

test('the filter finds a flow by client, server, state and step', () => {
  const text = flowText(flow({ steps: [step('token_request', 1, { title: 'POST /token' })] }));
  for (const word of ['F1', 'shop', 'login.example.com', 'complete', 'POST /token'])
    expect(text).toContain(word);
});
