import { describe, expect, test } from 'vitest';
import { deriveOAuth, layoutSequence, toMermaid } from '@/utils/oauth';
import {
  API,
  APP,
  AS,
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  signIn,
  type Traffic,
  traffic,
} from './support/traffic';

const only = (on: Traffic) => deriveOAuth(on).flows[0]!;
const lines = (on: Traffic) =>
  layoutSequence(only(on)).messages.map(({ from, to, kind, label }) => `${from} → ${to} ${kind}: ${label}`);

describe('the sequence of a flow', () => {
  test('goes from client through user agent to the servers and back, in order', () => {
    const on = traffic();
    signIn(on);
    on.fetch(`${API}/orders`, { headers: { authorization: 'Bearer at-1' } }, { json: [] });
    expect(lines(on)).toEqual([
      'client → resource-owner redirect: redirect to sign in',
      'resource-owner → authorization-server request: GET /auth (code)',
      'resource-owner → authorization-server request: GET /interaction/abc',
      'resource-owner → authorization-server request: POST /interaction/abc/login',
      'resource-owner → authorization-server request: GET /auth/abc',
      'authorization-server → resource-owner redirect: code',
      'resource-owner → client request: GET /callback (code)',
      'client → authorization-server request: POST /token (authorization_code)',
      'authorization-server → client response: access token, refresh token, ID token',
      'client → resource-server request: GET /orders',
      'resource-server → client response: OK',
    ]);
  });

  test('ids are unique, times never go back within a step, every message knows its step', () => {
    const on = traffic();
    signIn(on);
    const flow = only(on);
    const { messages } = layoutSequence(flow);
    expect(messages.length).toBeGreaterThan(8);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    for (const message of messages) expect(flow.steps[message.stepNumber - 1]!.id).toBe(message.stepId);
  });

  test('a lifeline that nothing touches is there, and said to be idle', () => {
    const on = traffic();
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'client_credentials', client_id: 'svc' } },
      { json: { access_token: 'x', token_type: 'Bearer' } },
    );
    expect(layoutSequence(only(on)).lifelines).toEqual([
      { role: 'resource-owner', title: 'Resource owner / user agent', idle: true },
      { role: 'client', title: 'Client application', detail: 'svc' },
      { role: 'authorization-server', title: 'Authorization server', detail: 'as.example' },
      { role: 'resource-server', title: 'Resource server', idle: true },
    ]);
  });

  test('four roles stand in the order of the specification, each with its name', () => {
    const on = traffic();
    signIn(on);
    on.fetch(`${API}/x`, { headers: { authorization: 'Bearer at-1' } });
    on.fetch('https://other.example/x', { headers: { authorization: 'Bearer at-1' } });
    expect(layoutSequence(only(on)).lifelines.map(({ role, detail }) => [role, detail])).toEqual([
      ['resource-owner', 'alice'],
      ['client', 'spa'],
      ['authorization-server', 'as.example'],
      ['resource-server', 'api.example and 1 more'],
    ]);
  });

  test('an error is told on the message that brought it', () => {
    const on = traffic();
    on.visit([authorizeUrl({ prompt: 'none' }), `${CALLBACK}?error=login_required&state=st-1`]);
    const messages = layoutSequence(only(on)).messages;
    expect(messages.filter(({ outcome }) => outcome === 'error').map(({ label }) => label)).toEqual([
      'error: login_required',
    ]);
  });

  test('a server-side exchange is a note', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl(), APP]);
    expect(lines(on).at(-1)).toBe(
      'client → authorization-server note: Token exchange, not visible from the browser',
    );
  });

  test('no label carries a secret', () => {
    const on = traffic();
    signIn(on);
    expect(JSON.stringify(layoutSequence(only(on)))).not.toMatch(/code-1|at-1|rt-1|eyJ/);
  });
});

describe('Mermaid text', () => {
  test('has a participant for each lifeline and an arrow for each message', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    expect(toMermaid(only(on))).toBe(
      `sequenceDiagram
  participant UA as Resource owner / user agent
  participant Client as Client application<br/>spa
  participant AS as Authorization server<br/>as.example
  Client-->>UA: redirect to sign in
  UA->>AS: GET /auth (code)
  AS-->>UA: code
  UA->>Client: GET /callback (code)
`,
    );
  });

  test('what page data could break is escaped', () => {
    const on = traffic();
    on.visit([authorizeUrl({ client_id: 'a;b#c<d>\nnote over UA: %%{init: {}}%% $$x$$' })]);
    const text = toMermaid(only(on));
    expect(text).toContain('a#59;b#35;c#60;d#62; note over UA: #37;#37;{init: {}}#37;#37; #36;#36;x#36;#36;');
    expect(text.split('\n')).toHaveLength(7);
  });
});
