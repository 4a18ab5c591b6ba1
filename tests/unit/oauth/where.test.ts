import { describe, expect, test } from 'vitest';
import { deriveOAuth, redactedForm } from '@/utils/oauth';
import {
  API,
  APP,
  AS,
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  codeForm,
  idToken,
  query,
  signIn,
  tokenResponse,
  traffic,
} from './support/traffic';

const kinds = (flow: { steps: readonly { kind: string }[] } | undefined) =>
  flow?.steps.map((step) => step.kind);
const redeem = (code: string, verifier = 'v') => ({ form: codeForm({ code, code_verifier: verifier }) });

describe('where flows happen', () => {
  test('two flows of one client at once are told apart by state and code, in whatever order they end', () => {
    const on = traffic();
    on.visit([authorizeUrl({ state: 'a', nonce: 'na', code_challenge: 'ca' }), `${AS}/login`], { tab: 1 });
    on.visit([authorizeUrl({ state: 'b', nonce: 'nb', code_challenge: 'cb' }), `${AS}/login`], { tab: 2 });
    on.visit([callbackUrl({ state: 'b', code: 'code-b' })], { tab: 2 });
    on.visit([callbackUrl({ state: 'a', code: 'code-a' })], { tab: 1 });
    on.fetch(`${AS}/token`, redeem('code-a'), { json: tokenResponse({ access_token: 'at-a' }) });
    on.fetch(`${AS}/token`, redeem('code-b'), { json: tokenResponse({ access_token: 'at-b' }) });
    const { flows, tokens } = deriveOAuth(on);
    expect(flows).toHaveLength(2);
    const owner = (value: string) => tokens.find((token) => token.value === value)!.flowId;
    expect(owner('code-a')).toBe(flows[0]!.id);
    expect(owner('at-a')).toBe(flows[0]!.id);
    expect(owner('code-b')).toBe(flows[1]!.id);
    expect(owner('at-b')).toBe(flows[1]!.id);
  });

  test('a token request that names no known code, verifier or unique redirect URI is never given to the latest flow', () => {
    const on = traffic();
    for (const state of ['a', 'b']) {
      on.visit([authorizeUrl({ state, nonce: state, code_challenge: `c${state}` }), `${AS}/login`], {
        tab: state === 'a' ? 1 : 2,
      });
    }
    on.fetch(`${AS}/token`, redeem('elsewhere'), { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows.map((flow) => kinds(flow)!.at(-1))).toEqual([
      'authorization_interaction',
      'authorization_interaction',
      'token_request',
    ]);
    expect(flows[2]!.steps[0]!.join).toEqual({ key: 'first', confidence: 'proved' });
  });

  test('without a state the redirect chain joins the response', () => {
    const on = traffic();
    const url = new URL(authorizeUrl());
    url.searchParams.delete('state');
    on.visit([url.href, `${CALLBACK}?code=c1`]);
    on.fetch(`${AS}/token`, redeem('c1'), { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.steps.map((step) => step.join.key)).toEqual(['first', 'request_chain', 'code']);
  });

  test('without state and across a login page, the redirect URI joins the response, inferred', () => {
    const on = traffic();
    const url = new URL(authorizeUrl());
    url.searchParams.delete('state');
    on.visit([url.href]);
    on.visit([`${CALLBACK}?code=c1`]);
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.steps[1]!.join).toEqual({ key: 'redirect_uri', confidence: 'inferred' });
  });

  test('a response never seen is bridged by the verifier', () => {
    const on = traffic();
    on.visit([authorizeUrl({ response_mode: 'web_message', prompt: 'none' })], {
      type: 'sub_frame',
      frame: 5,
    });
    on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.steps[1]!.join).toEqual({ key: 'code_verifier', confidence: 'proved' });
    expect(flows[0]).toMatchObject({ surface: 'frame', state: { phase: 'complete' } });
  });

  test('a response posted by a page of the authorization server is read from that page', () => {
    const on = traffic();
    const page = `<script>window.parent.postMessage({type:"authorization_response",response:{"code":"wm-1","state":"st-1"}}, "${APP}")</script>`;
    on.visit(
      [authorizeUrl({ response_mode: 'web_message' })],
      { type: 'sub_frame', frame: 5 },
      { text: page, mime: 'text/html', status: 200 },
    );
    on.fetch(`${AS}/token`, redeem('wm-1'), { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(kinds(flows[0])).toEqual(['authorization_request', 'authorization_response', 'token_request']);
    expect(flows[0]!.steps[2]!.join.key).toBe('code');
  });

  test('a popup is named so, and its flow is one with the token request of the opener', () => {
    const on = traffic();
    on.popup(2, 1, authorizeUrl());
    on.visit([authorizeUrl(), callbackUrl()], { tab: 2 });
    on.fetch(`${AS}/token`, { form: codeForm(), tab: 1 }, { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({ surface: 'popup', state: { phase: 'complete' } });
  });

  test('a popup closed at the login page abandons the flow', () => {
    const on = traffic();
    on.popup(2, 1, authorizeUrl());
    on.visit([authorizeUrl(), `${AS}/login`], { tab: 2 });
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('waiting-for-user');
    on.close(2);
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('abandoned');
  });

  test('a silent renewal in a hidden frame is a flow of its own beside the login', () => {
    const on = traffic();
    signIn(on);
    on.visit(
      [
        authorizeUrl({ prompt: 'none', state: 's2', nonce: 'n2', code_challenge: 'c2' }),
        callbackUrl({ state: 's2', code: 'code-2' }),
      ],
      { type: 'sub_frame', frame: 9 },
    );
    on.fetch(`${AS}/token`, redeem('code-2'), { json: tokenResponse({ access_token: 'at-2' }) });
    const { flows } = deriveOAuth(on);
    expect(flows.map((flow) => [flow.surface, flow.state.phase])).toEqual([
      ['tab', 'complete'],
      ['frame', 'complete'],
    ]);
  });

  test('a silent renewal refused with login_required failed with that code', () => {
    const on = traffic();
    on.visit([authorizeUrl({ prompt: 'none' }), `${CALLBACK}?error=login_required&state=st-1`], {
      type: 'sub_frame',
      frame: 9,
    });
    expect(deriveOAuth(on).flows[0]!.state).toMatchObject({ phase: 'failed', code: 'login_required' });
  });

  test('the callback reloaded adds a step and changes nothing else', () => {
    const on = traffic();
    signIn(on);
    on.visit([callbackUrl()]);
    on.fetch(`${AS}/token`, { form: codeForm() }, { status: 400, json: { error: 'invalid_grant' } });
    const { flows, tokens } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(kinds(flows[0])!.slice(-2)).toEqual(['authorization_response', 'token_request']);
    expect(flows[0]!.steps.at(-2)!.title).toContain('again');
    expect(flows[0]!.state.phase).toBe('complete');
    expect(tokens.filter((token) => token.kind === 'code')).toHaveLength(1);
  });

  test('the authorization request loaded again by reload or back is the same flow', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${AS}/login`]);
    on.visit([authorizeUrl(), `${AS}/login`]);
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(kinds(flows[0])!.filter((kind) => kind === 'authorization_request')).toHaveLength(2);
  });

  test('an attempt that the client began anew in the same tab is abandoned', () => {
    const on = traffic();
    on.visit([authorizeUrl({ state: 'a', nonce: 'a', code_challenge: 'a' }), `${AS}/login`]);
    on.visit([APP]);
    on.visit([authorizeUrl({ state: 'b', nonce: 'b', code_challenge: 'b' }), `${AS}/login`]);
    expect(deriveOAuth(on).flows.map((flow) => flow.state.phase)).toEqual(['abandoned', 'waiting-for-user']);
  });

  test('a user who leaves the login page by the back button abandons the flow', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${AS}/login`]);
    on.visit([`${APP}/home`]);
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('abandoned');
  });

  test('an error page of the authorization server without a redirect is a failure with its code', () => {
    const on = traffic();
    on.visit(
      [authorizeUrl()],
      {},
      { status: 400, text: '<h1>oops</h1><pre>error: invalid_redirect_uri</pre>', mime: 'text/html' },
    );
    expect(deriveOAuth(on).flows[0]!.state).toMatchObject({ phase: 'failed', code: 'invalid_redirect_uri' });
  });

  test('a server-side client’s token exchange is not visible, never failed', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl(), `${APP}/home`]);
    const { flows } = deriveOAuth(on);
    expect(flows[0]!.state.phase).toBe('not-visible');
    expect(kinds(flows[0])).toEqual(['authorization_request', 'authorization_response', 'not_visible']);
    expect(flows[0]!.steps[2]!.unseen[0]).toContain('server');
  });

  test('a callback page that redeems nothing is not visible only once it has gone on or time enough went by', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('in-progress');
    expect(deriveOAuth({ ...on, now: on.now + 60_000 }).flows[0]!.state.phase).toBe('not-visible');
    on.visit([`${APP}/home`]);
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('not-visible');
  });

  test('a callback whose request was not seen is a flow once a token request redeems its code', () => {
    const on = traffic();
    on.visit([`${CALLBACK}?code=c9&state=s9`]);
    expect(deriveOAuth(on).flows).toHaveLength(0);
    on.fetch(`${AS}/token`, redeem('c9'), { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(kinds(flows[0])).toEqual(['authorization_response', 'token_request']);
  });

  test('a federated sign-in nests: two flows, each with its own response', () => {
    const on = traffic();
    const IDP = 'https://idp.example';
    const inner = `${IDP}/authorize?${query({ client_id: 'as', response_type: 'code', redirect_uri: `${AS}/broker`, scope: 'openid', state: 'in' })}`;
    on.visit([authorizeUrl(), inner, `${IDP}/login`]);
    on.visit([`${IDP}/login`, `${AS}/broker?code=inner&state=in`, callbackUrl()], {
      method: 'POST',
      form: { user: 'a' },
    });
    on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(2);
    expect(flows.map((flow) => flow.client.id)).toEqual(['spa', 'as']);
    expect(flows[0]!.state.phase).toBe('complete');
    expect(flows[1]!.state.phase).toBe('not-visible');
    expect(kinds(flows[1])).toEqual([
      'authorization_request',
      'authorization_interaction',
      'authorization_interaction',
      'authorization_response',
      'not_visible',
    ]);
  });

  test('a response to an app’s own scheme is read from the redirect itself', () => {
    const on = traffic();
    const redirect = 'com.example.app:/cb';
    on.fetch(
      authorizeUrl({ redirect_uri: redirect }),
      { type: 'main_frame' },
      { status: 302, location: `${redirect}?code=n1&state=st-1` },
    );
    const { flows } = deriveOAuth(on);
    expect(kinds(flows[0])).toEqual(['authorization_request', 'authorization_response', 'not_visible']);
    expect(flows[0]!.state.phase).toBe('not-visible');
  });

  test('a token request in a worker, seen without a tab, still joins by its code', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(`${AS}/token`, { form: codeForm(), tab: -1, frame: -1 }, { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.state.phase).toBe('complete');
  });

  test('a token response whose body cannot be seen says why and completes the flow', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(
      `${AS}/token`,
      { form: codeForm() },
      { body: { state: 'unavailable', reason: 'devtools-closed' } },
    );
    const { flows } = deriveOAuth(on);
    expect(flows[0]!.steps[2]!.outcome.state).toBe('not-visible');
    expect(flows[0]!.steps[2]!.unseen[0]).toContain('DevTools');
    expect(flows[0]!.state.phase).toBe('complete');
  });

  test('a thousand API calls keep the diagram readable and lose no use', () => {
    const on = traffic();
    signIn(on);
    for (let n = 0; n < 1000; n += 1)
      on.fetch(`${API}/x/${n}`, { headers: { authorization: 'Bearer at-1' } }, { json: {} });
    const { flows, tokens } = deriveOAuth(on);
    expect(kinds(flows[0])!.filter((kind) => kind === 'resource_request')).toHaveLength(1);
    expect(tokens.find((token) => token.value === 'at-1')!.uses).toHaveLength(1000);
  });

  test('a flow that did not change keeps its identity when the session grows', () => {
    const on = traffic();
    signIn(on);
    const before = deriveOAuth(on).flows[0];
    on.fetch('https://elsewhere.example/');
    expect(deriveOAuth(on).flows[0]).toBe(before);
    on.fetch(`${API}/x`, { headers: { authorization: 'Bearer at-1' } });
    expect(deriveOAuth(on).flows[0]).not.toBe(before);
  });

  test('a navigation to an ordinary page, whose request is not kept, leaves the sign-in', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${AS}/login`]);
    on.navigate(`${AS}/login`);
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('waiting-for-user');
    on.navigate('https://news.example/', { transition: 'typed' });
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('abandoned');
  });

  test('a page at a provider behind the server, reached by a form, is still the sign-in', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${AS}/login`]);
    on.visit(['https://idp.example/sso'], { method: 'POST', form: { a: 'b' }, initiator: AS });
    on.navigate('https://idp.example/sso', { transition: 'form_submit' });
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('waiting-for-user');
    on.visit([`${AS}/acs`, callbackUrl()], {
      method: 'POST',
      form: { c: 'd' },
      initiator: 'https://idp.example',
    });
    on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.state.phase).toBe('complete');
    expect(kinds(flows[0])!.filter((kind) => kind === 'authorization_interaction')).toHaveLength(3);
  });

  test('a callback that only a navigation shows is a step, and says that its request was not seen', () => {
    const on = traffic();
    on.visit([authorizeUrl(), `${AS}/login`]);
    on.navigate(`${CALLBACK}#code=cached&state=st-1`);
    on.fetch(`${AS}/token`, redeem('cached'), { json: tokenResponse() });
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    const response = flows[0]!.steps.find((step) => step.kind === 'authorization_response')!;
    expect(response.exchangeId).toBeUndefined();
    expect(response.unseen[0]).toContain('address');
    expect(flows[0]!.steps.at(-1)!.join.key).toBe('code');
  });

  test('a navigation beside its request makes no second step', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    on.navigate(callbackUrl());
    on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
    expect(kinds(deriveOAuth(on).flows[0])).toEqual([
      'authorization_request',
      'authorization_response',
      'token_request',
    ]);
  });

  test('a redirect by 307 to another origin keeps the chain', () => {
    const on = traffic();
    const [first] = on.visit([authorizeUrl(), 'https://eu.as.example/auth', callbackUrl()]);
    first!.status = 307;
    expect(kinds(deriveOAuth(on).flows[0])?.slice(0, 3)).toEqual([
      'authorization_request',
      'authorization_interaction',
      'authorization_response',
    ]);
  });

  test('a sign-in that the browser reports as broken off is abandoned', () => {
    const on = traffic();
    on.fetch(authorizeUrl(), { type: 'main_frame' }, { error: 'net::ERR_ABORTED' });
    expect(deriveOAuth(on).flows[0]!.state.phase).toBe('abandoned');
  });

  test('a token endpoint that fails is told by its status', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(`${AS}/token`, { form: codeForm() }, { status: 502, text: 'bad gateway', mime: 'text/plain' });
    expect(deriveOAuth(on).flows[0]!.state).toMatchObject({ phase: 'failed', code: 'http_502' });
  });

  test('redacted by redactedForm, a session joins the same and its tokens keep their ids', () => {
    const on = traffic();
    signIn(on);
    on.fetch(`${API}/x`, { headers: { authorization: 'Bearer at-1' } });
    const secrets = ['code-1', 'at-1', 'rt-1', idToken()];
    const text = secrets.reduce((journal, secret) => {
      const redacted = redactedForm(secret);
      return journal
        .replaceAll(`"${secret}"`, `"${redacted}"`)
        .replaceAll(`"${secret}\\"`, `"${redacted}\\"`)
        .replaceAll(`=${secret}&`, `=${encodeURIComponent(redacted)}&`)
        .replaceAll(`Bearer ${secret}`, `Bearer ${redacted}`);
    }, JSON.stringify(on.exchanges));
    expect(text).not.toMatch(/code-1|at-1|rt-1/);
    const before = deriveOAuth(on);
    const after = deriveOAuth({ ...on, exchanges: JSON.parse(text) });
    expect(after.flows.map((flow) => flow.steps.map((step) => [step.kind, step.join.key]))).toEqual(
      before.flows.map((flow) => flow.steps.map((step) => [step.kind, step.join.key])),
    );
    expect(after.tokens.map((token) => [token.id, token.kind, token.uses.length])).toEqual(
      before.tokens.map((token) => [token.id, token.kind, token.uses.length]),
    );
  });
});

test('a token request whose answer nothing listened for is not visible, neither waiting nor failed', () => {
  const on = traffic();
  const exchange = on.fetch(`${AS}/token`, {
    form: { grant_type: 'password', username: 'ada', password: 'x', client_id: 'spa' },
  });
  Object.assign(exchange, {
    status: undefined,
    endedAt: undefined,
    responseHeaders: undefined,
    responseBody: { state: 'unavailable', reason: 'not-watched' },
  });
  const [flow] = deriveOAuth(on).flows;
  expect(flow?.steps[0]?.outcome).toMatchObject({
    state: 'not-visible',
    reason: expect.stringContaining('Open the panel'),
  });
  expect(flow?.state.phase).not.toMatch(/failed|in-progress|waiting/);
});
