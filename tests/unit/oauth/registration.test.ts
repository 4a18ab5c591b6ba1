import { describe, expect, test } from 'vitest';
import { evaluateChecks } from '@/utils/checks';
import { deriveOAuth, toMermaid } from '@/utils/oauth';
import { createSessionFold } from '@/utils/session';
import { leaksOf, observationsOf, redacted } from '../support/outputs';
import {
  API,
  APP,
  AS,
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  codeForm,
  type Sent,
  signIn,
  type Traffic,
  tokenResponse,
  traffic,
} from './support/traffic';

const CLIENT = `${AS}/reg/spa`;
const FIRST = 'registration-token-1-kq81Zr';
const SECOND = 'registration-token-2-9QxLmT';
const SECRET = 'client-secret-that-is-rotated';

const bearer = (token = FIRST, more: Sent = {}): Sent => ({
  headers: { authorization: `Bearer ${token}` },
  ...more,
});
const metadata = { redirect_uris: [CALLBACK], client_name: 'x' };
const information = (token = FIRST, uri = CLIENT) => ({
  client_id: 'spa',
  registration_access_token: token,
  registration_client_uri: uri,
  ...metadata,
});

const register = (on: Traffic, uri = CLIENT) =>
  on.fetch(`${AS}/reg`, { json: metadata }, { status: 201, json: information(FIRST, uri) });

/** A client's whole life: registered, read, changed with another token for it, deleted, asked for in vain. */
function live(on: Traffic, uri = CLIENT): void {
  register(on, uri);
  on.fetch(uri, bearer(), { json: information(FIRST, uri) });
  on.fetch(uri, bearer(FIRST, { method: 'PUT', json: { client_id: 'spa', ...metadata } }), {
    json: { ...information(SECOND, uri), client_secret: SECRET },
  });
  on.fetch(uri, bearer(SECOND, { method: 'DELETE' }), { status: 204 });
  on.fetch(uri, bearer(SECOND), { status: 401, json: { error: 'invalid_token' } });
}

const lines = (on: Traffic) => {
  const { flows } = deriveOAuth(on);
  return flows.map(({ grant, steps }) => [
    grant,
    ...steps.map(({ kind, join, recognisedBy }) => `${kind} ${join.key} ${join.confidence} ${recognisedBy}`),
  ]);
};

const MANAGED = [
  'client_registration',
  'client_registration first proved parameters',
  'client_read_request registration_access_token proved registration',
  'client_update_request registration_access_token proved registration',
  'client_delete_request registration_access_token proved registration',
  'client_read_request registration_access_token proved registration',
];

describe('a registration and its management (RFC 7591, RFC 7592)', () => {
  test('are a flow by themselves where no sign-in of the client was seen, which the deletion ends', () => {
    const on = traffic();
    live(on);
    expect(lines(on)).toEqual([MANAGED]);
    const [flow] = deriveOAuth(on).flows;
    expect(flow).toMatchObject({
      client: { id: 'spa', origin: APP },
      server: { origin: AS },
      resourceServers: [],
      state: { phase: 'ended', by: 'deregistration' },
    });
    expect(flow!.steps.map(({ from, to }) => `${from} ${to}`)).toEqual(
      Array(5).fill('client authorization-server'),
    );
    expect(flow!.steps.map(({ outcome }) => outcome.state)).toEqual(['ok', 'ok', 'ok', 'ok', 'oauth-error']);
    expect(flow!.steps.flatMap(({ unseen }) => unseen)).toEqual([]);
  });

  test('belong to the sign-in of the client, in order of time', () => {
    const on = traffic();
    register(on);
    signIn(on);
    on.fetch(CLIENT, bearer(), { json: information() });
    on.fetch(CLIENT, bearer(FIRST, { method: 'DELETE' }), { status: 204 });
    expect(lines(on)).toEqual([
      [
        'authorization_code',
        'client_registration client_id proved parameters',
        'authorization_request first proved parameters',
        expect.stringMatching(/^authorization_interaction/),
        expect.stringMatching(/^authorization_interaction/),
        expect.stringMatching(/^authorization_interaction/),
        'authorization_response state proved parameters',
        'token_request code proved parameters',
        'client_read_request registration_access_token proved registration',
        'client_delete_request registration_access_token proved registration',
      ],
    ]);
    const { flows, tokens } = deriveOAuth(on);
    expect(flows[0]).toMatchObject({
      state: { phase: 'ended', by: 'deregistration' },
      scopeGranted: 'openid profile',
    });
    const own = tokens.find(({ kind }) => kind === 'registration');
    expect(own).toMatchObject({
      value: FIRST,
      flowId: flows[0]!.id,
      revokedAt: flows[0]!.steps.at(-1)!.endedAt,
    });
  });

  test('the token is no access token: issued, used, replaced by what an answer brings, ended with the client', () => {
    const on = traffic();
    live(on);
    const { flows, tokens } = deriveOAuth(on);
    const [first, second] = tokens;
    const ids = flows[0]!.steps.map(({ id }) => id);
    expect(tokens).toHaveLength(2);
    expect(first).toMatchObject({ kind: 'registration', value: FIRST, issuedBy: ids[0] });
    expect(first!.uses.map(({ stepId, carrier, to }) => [stepId, carrier, to])).toEqual([
      [ids[1], 'header-bearer', AS],
      [ids[2], 'header-bearer', AS],
    ]);
    expect(first!.childIds).toEqual([second!.id]);
    expect(first!.revokedAt).toBeUndefined();
    expect(second).toMatchObject({
      kind: 'registration',
      value: SECOND,
      issuedBy: ids[2],
      parentId: first!.id,
    });
    expect(second!.uses.map(({ stepId }) => stepId)).toEqual([ids[3], ids[4]]);
    expect(second!.revokedAt).toBe(flows[0]!.steps[3]!.endedAt);
    expect(flows[0]!.steps[1]!.issued).toEqual([]);
  });

  test('the address may name the client in its query, beside the registration endpoint itself', () => {
    const on = traffic();
    live(on, `${AS}/reg?client_id=spa`);
    expect(lines(on)).toEqual([MANAGED]);
    // Another query is another address, which nobody gave anybody.
    const other = traffic();
    register(other, `${AS}/index.php?op=client&id=spa`);
    other.fetch(`${AS}/index.php?op=mail&id=spa`, bearer('stranger'), { json: [] });
    expect(lines(other)).toEqual([MANAGED.slice(0, 2)]);
  });

  test('what failed says so, and another attempt completes it', () => {
    const on = traffic();
    on.fetch(`${AS}/reg`, { json: metadata }, { status: 400, json: { error: 'invalid_redirect_uri' } });
    expect(deriveOAuth(on).flows[0]!.state).toMatchObject({ phase: 'failed', code: 'invalid_redirect_uri' });
    const refused = traffic();
    register(refused);
    refused.fetch(CLIENT, bearer(FIRST, { method: 'DELETE' }), { status: 403 });
    expect(deriveOAuth(refused).flows[0]!.state).toMatchObject({ phase: 'failed', code: 'http_403' });
    expect(deriveOAuth(refused).tokens[0]!.revokedAt).toBeUndefined();
    refused.fetch(CLIENT, bearer(), { json: information() });
    refused.fetch(CLIENT, bearer(FIRST, { method: 'DELETE' }), { status: 405 });
    refused.fetch(CLIENT, bearer(), { json: information() });
    expect(deriveOAuth(refused).flows[0]!.state.phase).toBe('complete');
  });

  test('that a client was deleted does not undo why its sign-in failed', () => {
    const on = traffic();
    register(on);
    on.visit([authorizeUrl(), `${CALLBACK}?error=access_denied&state=st-1`]);
    on.fetch(CLIENT, bearer(FIRST, { method: 'DELETE' }), { status: 204 });
    expect(deriveOAuth(on).flows.map(({ state }) => state)).toMatchObject([
      { phase: 'failed', code: 'access_denied' },
    ]);
  });

  test('a client without redirects is told by what it is given, and an access token that it registers with by its use', () => {
    const on = traffic();
    on.fetch(`${AS}/clients`, bearer('initial', { json: { grant_types: ['client_credentials'] } }), {
      status: 201,
      json: { ...information(FIRST, `${AS}/clients/1`), redirect_uris: undefined },
    });
    on.fetch(`${AS}/clients/1`, bearer(), { json: information(FIRST, `${AS}/clients/1`) });
    expect(lines(on)).toEqual([
      [
        'client_registration',
        'client_registration first proved response',
        'client_read_request registration_access_token proved registration',
      ],
    ]);
    expect(deriveOAuth(on).tokens.map(({ kind, value }) => [kind, value])).toEqual([
      ['access', 'initial'],
      ['registration', FIRST],
    ]);
  });
});

test('a deletion that is answered with nothing says nothing of a body', () => {
  const on = traffic();
  register(on);
  on.fetch(CLIENT, bearer(FIRST, { method: 'DELETE' }), { status: 200 });
  const [flow] = deriveOAuth(on).flows;
  expect(flow!.steps[1]).toMatchObject({ kind: 'client_delete_request', unseen: [] });
  expect(flow!.state).toMatchObject({ phase: 'ended' });
});

describe('seen in the middle', () => {
  const discover = (on: Traffic) =>
    on.fetch(
      `${AS}/.well-known/openid-configuration`,
      {},
      { json: { issuer: AS, token_endpoint: `${AS}/token`, registration_endpoint: `${AS}/reg` } },
    );

  test('reading and changing are told by the answer that names its own address, and teach where deleting goes', () => {
    const on = traffic();
    on.fetch(CLIENT, bearer(FIRST, { method: 'DELETE' }), { status: 403 });
    on.fetch(CLIENT, bearer(), { json: information() });
    expect(lines(on)).toEqual([
      [
        'client_registration',
        'client_delete_request first proved registration',
        'client_read_request registration_access_token proved registration',
      ],
    ]);
  });

  test('metadata tells of what lies below the registration endpoint, unless the answer is about something else', () => {
    const on = traffic();
    discover(on);
    on.fetch(CLIENT, bearer(FIRST, { method: 'DELETE' }), { status: 204 });
    on.fetch(`${AS}/reg/statistics`, bearer('stranger'), { json: { visitors: 3 } });
    on.fetch(`${AS}/reg/spa`, {}, { json: {} });
    on.fetch(`${AS}/reg`);
    expect(lines(on)).toEqual([
      ['client_registration', 'discovery issuer proved response', 'client_delete_request first proved path'],
    ]);
    expect(deriveOAuth(on).flows[0]!.server.origin).toBe(AS);
  });

  test('a registration whose answer was not seen is held to be of what is managed then', () => {
    const on = traffic();
    discover(on);
    const unseen = { state: 'unavailable', reason: 'devtools-closed' } as const;
    on.fetch(`${AS}/reg`, { json: metadata }, { status: 201, body: unseen });
    on.fetch(CLIENT, bearer(), { json: information() });
    const [flow, ...others] = deriveOAuth(on).flows;
    expect(others).toEqual([]);
    expect(flow!.client.id).toBe('spa');
    expect(flow!.steps.map(({ kind, join }) => `${kind} ${join.confidence}`)).toEqual([
      'discovery proved',
      'client_registration proved',
      'client_read_request inferred',
    ]);
  });

  test('the client’s sign-in is found by its id where the token’s issue was not seen', () => {
    const on = traffic();
    signIn(on);
    on.fetch(CLIENT, bearer(FIRST, { method: 'PUT', json: { client_id: 'spa', ...metadata } }), {});
    expect(lines(on)[0]!.at(-1)).toBe('client_update_request client_id proved parameters');
    const { flows, tokens } = deriveOAuth(on);
    expect(tokens.find(({ value }) => value === FIRST)).toMatchObject({
      kind: 'registration',
      flowId: flows[0]!.id,
    });
  });
});

describe('decoys', () => {
  test('an API that is read, changed and deleted from with the token of a sign-in', () => {
    const on = traffic();
    signIn(on);
    for (const method of ['GET', 'PUT', 'DELETE'])
      on.fetch(`${API}/things/1`, bearer('at-1', { method, ...(method === 'PUT' && { json: { a: 1 } }) }), {
        json: { client_id: 'spa' },
      });
    // One that administers clients for others takes what describes them.
    on.fetch(
      `${API}/clients/2`,
      bearer('at-1', { method: 'PUT', json: { client_id: 'other', ...metadata } }),
      { json: { client_id: 'other', ...metadata } },
    );
    expect(lines(on)[0]!.filter((line) => line.startsWith('client_'))).toEqual([]);
    expect(deriveOAuth(on).flows).toHaveLength(1);
    const access = deriveOAuth(on).tokens.find(({ value }) => value === 'at-1');
    expect(access!.uses.map(({ to }) => to)).toEqual([API, API, API, API]);
  });

  test('a registration of another origin makes nobody’s API a place for management', () => {
    const on = traffic();
    on.fetch(
      'https://evil.example/reg',
      { json: metadata },
      { status: 201, json: information('e', `${API}/things`) },
    );
    on.fetch(`${API}/things`, bearer('at-1'), { json: [] });
    on.fetch(`${API}/things`, bearer('at-1', { method: 'DELETE' }), { status: 204 });
    expect(lines(on)).toEqual([MANAGED.slice(0, 2)]);
    expect(deriveOAuth(on).tokens.find(({ value }) => value === 'at-1')).toMatchObject({ kind: 'access' });
  });

  test('a form with redirect_uris that is answered by anything else is no registration', () => {
    const on = traffic();
    on.fetch(`${API}/apps`, { json: metadata }, { json: { id: 7 } });
    on.fetch(`${API}/apps`, { json: metadata }, { status: 422, json: { error: 'name is taken' } });
    expect(lines(on)).toEqual([]);
  });

  test('a page that is opened at the address, and other methods, are none', () => {
    const on = traffic();
    register(on);
    on.visit([CLIENT]);
    on.fetch(CLIENT, bearer(FIRST, { method: 'PATCH', json: {} }), { json: information() });
    on.fetch(`${API}/things`, bearer());
    expect(lines(on)).toEqual([MANAGED.slice(0, 2)]);
    expect(deriveOAuth(on).flows[0]!.resourceServers).toEqual([]);
    // What carries the token elsewhere is still its use.
    expect(deriveOAuth(on).tokens[0]).toMatchObject({
      kind: 'registration',
      uses: [{ to: AS }, { to: API }],
    });
  });
});

describe('what is made of it', () => {
  const sessionOf = (observations: Parameters<ReturnType<typeof createSessionFold>['apply']>[0]) => {
    const fold = createSessionFold();
    fold.apply(observations);
    return fold.session;
  };

  test('the diagram says what was answered and holds no secret', () => {
    const on = traffic();
    live(on);
    const mermaid = toMermaid(deriveOAuth(on).flows[0]!);
    expect(mermaid).toMatch(
      /Client->>AS: PUT \/reg\/spa \(client update\)\n {2}AS-->>Client: client metadata, new token/,
    );
    expect(mermaid).toMatch(/Client->>AS: DELETE \/reg\/spa \(client delete\)\n {2}AS-->>Client: deleted/);
    expect(mermaid).toMatch(/AS--xClient: error: invalid_token/);
    expect(mermaid).not.toMatch(/registration-token|client-secret/);
    const { response } = deriveOAuth(on).flows[0]!.steps[2]!;
    const secret = response.filter((parameter) => parameter.secret).map(({ name }) => name);
    expect(secret).toEqual(['registration_access_token', 'client_secret']);
  });

  test('no check raises a false alarm', async () => {
    const on = traffic();
    live(on);
    const session = sessionOf(observationsOf(on.exchanges));
    expect(session.flows).toHaveLength(1);
    const { findings } = evaluateChecks(session);
    expect(findings.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });

  test('token and rotated secret leave redacted, and what is redacted joins as before', () => {
    const on = traffic();
    live(on);
    const seen = observationsOf(on.exchanges);
    expect(leaksOf(seen)).toEqual([]);
    const out = redacted(seen);
    expect(JSON.stringify(out)).not.toMatch(new RegExp([FIRST, SECOND, SECRET].join('|')));
    const [before, after] = [sessionOf(seen), sessionOf(out)];
    const told = ({ flows, tokens }: typeof before) => [
      flows.map(({ steps, state }) => [state.phase, ...steps.map(({ kind, join }) => [kind, join.key])]),
      tokens.map(({ kind, uses, childIds }) => [
        kind,
        uses.length,
        childIds.map((child) => tokens.findIndex(({ id }) => id === child)),
      ]),
    ];
    expect(told(after)).toEqual(told(before));
  });

  test('a sign-in with a registered client is as complete as before', () => {
    const on = traffic();
    register(on);
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
    on.fetch(CLIENT, bearer('wrong'), { status: 401, json: { error: 'invalid_token' } });
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('complete');
    expect(deriveOAuth(on).flows).toHaveLength(1);
  });
});
