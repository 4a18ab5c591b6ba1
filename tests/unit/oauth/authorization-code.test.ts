import { describe, expect, test } from 'vitest';
import { deriveOAuth, secretId } from '@/utils/oauth';
import {
  API,
  APP,
  AS,
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  codeForm,
  idToken,
  signIn,
  tokenResponse,
  traffic,
  VERIFIER,
} from './support/traffic';

const kinds = (flow: { steps: readonly { kind: string }[] }) => flow.steps.map((step) => step.kind);

describe('authorization code with PKCE', () => {
  test('a sign-in through a login page is one flow, its steps in causal order', () => {
    const on = traffic();
    signIn(on);
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    const flow = flows[0]!;
    expect(kinds(flow)).toEqual([
      'authorization_request',
      'authorization_interaction',
      'authorization_interaction',
      'authorization_interaction',
      'authorization_response',
      'token_request',
    ]);
    expect(flow.steps.map((step) => step.join.key)).toEqual([
      'first',
      'request_chain',
      'same_frame',
      'request_chain',
      'state',
      'code',
    ]);
    expect(flow.steps.map((step) => step.number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(flow).toMatchObject({
      ordinal: 1,
      grant: 'authorization_code',
      responseType: ['code'],
      responseMode: 'query',
      client: { id: 'spa', origin: APP, kind: 'public', authentication: 'none' },
      server: { issuer: AS, origin: AS, authorizationEndpoint: `${AS}/auth`, tokenEndpoint: `${AS}/token` },
      redirectUri: CALLBACK,
      scopeAsked: 'openid profile',
      scopeGranted: 'openid profile',
      subject: 'alice',
      state: { phase: 'complete' },
      surface: 'tab',
    });
    expect(flow.pkce).toMatchObject({ method: 'S256', verifier: VERIFIER, verified: true });
  });

  test('a verifier that does not hash to the challenge is told, and the code still joins', () => {
    const on = traffic();
    on.visit([authorizeUrl(), callbackUrl()]);
    on.fetch(
      `${AS}/token`,
      { form: codeForm({ code_verifier: 'w'.repeat(43) }) },
      { status: 400, json: { error: 'invalid_grant' } },
    );
    const { flows } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    expect(flows[0]!.pkce?.verified).toBe(false);
    expect(flows[0]!.state).toMatchObject({ phase: 'failed', code: 'invalid_grant' });
  });

  test('tokens know what issued them, their parents, lifetime and every use', () => {
    const on = traffic();
    signIn(on);
    on.fetch(
      `${AS}/me`,
      { headers: { Authorization: 'Bearer at-1' } },
      { json: { sub: 'alice', name: 'A' } },
    );
    on.fetch(`${API}/orders`, { headers: { Authorization: 'Bearer at-1' } }, { json: [] });
    on.fetch(`${API}/orders/1`, { headers: { Authorization: 'Bearer at-1' } }, { json: {} });
    const { flows, tokens } = deriveOAuth(on);
    const flow = flows[0]!;
    expect(kinds(flow).slice(-2)).toEqual(['userinfo_request', 'resource_request']);
    expect(flow.resourceServers).toEqual([API]);
    const by = (kind: string) => tokens.find((token) => token.kind === kind)!;
    expect(tokens.map((token) => token.kind).sort()).toEqual(['access', 'code', 'id', 'refresh']);
    const tokenStep = flow.steps.find((step) => step.kind === 'token_request')!;
    expect(by('access')).toMatchObject({
      id: secretId('at-1'),
      flowId: flow.id,
      issuedBy: tokenStep.id,
      parentId: by('code').id,
      tokenType: 'Bearer',
      expiryFrom: 'expires_in',
      expiresAt: tokenStep.endedAt! + 60_000,
    });
    expect(by('access').uses.map((use) => use.to)).toEqual([AS, API, API]);
    expect(by('id')).toMatchObject({
      format: 'jwt',
      expiryFrom: 'exp',
      expiresAt: 1_700_000_600_000,
      audience: ['spa'],
    });
    expect(by('code').childIds).toHaveLength(3);
  });

  test('a refresh joins by its refresh token, and rotation is followed', () => {
    const on = traffic();
    signIn(on);
    for (const n of [1, 2]) {
      on.fetch(
        `${AS}/token`,
        { form: { grant_type: 'refresh_token', refresh_token: `rt-${n}`, client_id: 'spa' } },
        {
          json: tokenResponse({
            access_token: `at-${n + 1}`,
            refresh_token: `rt-${n + 1}`,
            id_token: idToken({ iat: n }),
          }),
        },
      );
    }
    const { flows, tokens } = deriveOAuth(on);
    expect(flows).toHaveLength(1);
    const refreshes = flows[0]!.steps.filter((step) => step.kind === 'refresh_request');
    expect(refreshes.map((step) => step.join)).toEqual([
      { key: 'refresh_token', confidence: 'proved' },
      { key: 'refresh_token', confidence: 'proved' },
    ]);
    expect(tokens.find((token) => token.value === 'at-3')!.parentId).toBe(secretId('rt-2'));
    expect(tokens.find((token) => token.value === 'rt-3')!.parentId).toBe(secretId('rt-2'));
  });

  test('a refresh whose sign-in was not seen is a flow of its own, which later refreshes continue', () => {
    const on = traffic();
    signIn(on);
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'refresh_token', refresh_token: 'old', client_id: 'spa' } },
      { json: tokenResponse({ access_token: 'at-9', refresh_token: 'newer' }) },
    );
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'refresh_token', refresh_token: 'newer', client_id: 'spa' } },
      { json: tokenResponse({ access_token: 'at-10', refresh_token: 'newest' }) },
    );
    const { flows } = deriveOAuth(on);
    expect(flows.map((flow) => flow.grant)).toEqual(['authorization_code', 'refresh_token']);
    expect(kinds(flows[1]!)).toEqual(['refresh_request', 'refresh_request']);
    expect(flows[1]!.state.phase).toBe('complete');
  });
});
