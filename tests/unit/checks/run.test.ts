import { describe, expect, test, vi } from 'vitest';
import {
  CHECKS,
  checkOf,
  countsOf,
  evaluateChecks,
  findingMarkdown,
  findingsAt,
  readRules,
  writeRules,
} from '@/utils/checks';
import { createSessionFold } from '@/utils/session';
import { created, opened, T0 } from '../support/journal';
import { SECRETS, signIn } from '../support/sign-in';
import { bare, CALLBACK, callApi, random, refresh, scene } from './support/scene';

const implicit = () =>
  scene({
    authorize: { response_type: 'token', code_challenge: undefined, code_challenge_method: undefined },
    callback: null,
  });
const severityOf = (id: string, ...[session, options]: Parameters<typeof evaluateChecks>) =>
  evaluateChecks(session, options).findings.find(({ checkId }) => checkId === id)?.severity;

describe('a report', () => {
  test('has the gravest findings first', () => {
    const { findings } = evaluateChecks(
      scene({
        endpoint: 'http://as.example/auth',
        formStatus: 302,
        authorize: { response_type: 'code token' },
      }),
    );
    const order = ['must', 'should', 'information'];
    const found = findings.map(({ severity }) => order.indexOf(severity));
    expect(new Set(found).size).toBe(3);
    expect(found).toEqual([...found].sort());
  });

  test('names what passed, with the flows', () => {
    const session = scene();
    const { passed } = evaluateChecks(session);
    expect(passed.find(({ checkId }) => checkId === 'oauth/pkce-proof')).toEqual({
      checkId: 'oauth/pkce-proof',
      title: 'The PKCE verifier proves the challenge',
      flowIds: [session.flows[0]!.id],
      socketIds: [],
    });
  });

  test('does not look at a flow again while nothing of it changed', () => {
    const check = checkOf('oauth/pkce-present')!;
    const evaluate = vi.spyOn(check, 'evaluate');
    const session = scene();
    const first = evaluateChecks(session);
    expect(evaluate).toHaveBeenCalledTimes(1);
    expect(evaluateChecks({ ...session, exchanges: new Map(session.exchanges) }).findings).toEqual(
      first.findings,
    );
    expect(evaluate).toHaveBeenCalledTimes(1);
    evaluateChecks(session, { profile: 'oauth2.1' });
    expect(evaluate).toHaveBeenCalledTimes(2);
    evaluateChecks({ ...session, flows: [{ ...session.flows[0]! }] }, { profile: 'oauth2.1' });
    expect(evaluate).toHaveBeenCalledTimes(3);
    evaluate.mockRestore();
  });

  test('notices that an open connection has been silent for long, though nothing of it changed', () => {
    const fold = createSessionFold();
    fold.apply([created('r.1', 0), opened('r.1', 10)]);
    const { session } = fold;
    const silent = (to: number) =>
      evaluateChecks({ ...session, span: { from: T0, to: T0 + to } }).findings.map(({ checkId }) => checkId);
    expect(silent(60_000)).not.toContain('websocket/heartbeat');
    expect(silent(600_000)).toContain('websocket/heartbeat');
  });

  test('tells of a check that broke, and keeps the others', () => {
    const check = checkOf('oauth/pkce-present')!;
    const evaluate = vi.spyOn(check, 'evaluate').mockImplementation(() => {
      throw new Error('stumbled');
    });
    const { broken, passed } = evaluateChecks(scene());
    expect(broken).toEqual(['oauth/pkce-present']);
    expect(passed.length).toBeGreaterThan(20);
    evaluate.mockRestore();
  });

  test('shows no secret, neither in messages nor in evidence nor as Markdown', () => {
    const fold = createSessionFold();
    fold.apply(signIn());
    const { findings } = evaluateChecks(fold.session, { frames: fold.frames });
    expect(findings.length).toBeGreaterThan(2);
    const text = JSON.stringify(findings) + findings.map(findingMarkdown).join('');
    const credentials = SECRETS.filter((secret) => secret !== 'user-7f3a91');
    for (const secret of credentials) expect(text).not.toContain(secret);
  });

  test('an empty session has nothing to say', () => {
    expect(evaluateChecks(bare(() => {}))).toEqual({
      profile: 'oauth2',
      findings: [],
      passed: [],
      broken: [],
    });
  });
});

describe('what is seen from outside of a browser', () => {
  test('a server’s own token request, captured by a proxy, may have a secret in it', () => {
    const captured = (page: boolean) => {
      const session = bare((on) => {
        const form = {
          grant_type: 'client_credentials',
          client_id: 'service',
          client_secret: '7Fjfp0ZBr1KtDRbnfVdmIw',
        };
        const seen = on.fetch(
          'https://as.example/token',
          { form },
          { json: { access_token: random('t'), token_type: 'Bearer' } },
        );
        if (!page) seen.initiator = undefined;
      });
      return evaluateChecks(session).findings.map(({ checkId }) => checkId);
    };
    const secrets = ['oauth/client-secret-in-page', 'oauth/client-credentials-in-page'];
    expect(captured(true)).toEqual(expect.arrayContaining(secrets));
    for (const id of secrets) expect(captured(false)).not.toContain(id);
  });

  test('a metadata document of a provider whose issuer is elsewhere by design raises no alarm', () => {
    const url = 'https://login.microsoftonline.com/common/.well-known/openid-configuration';
    const session = bare(
      (on) =>
        void on.fetch(
          url,
          {},
          {
            json: {
              issuer: 'https://sts.windows.net/{tenantid}/',
              token_endpoint: 'https://login.microsoftonline.com/common/oauth2/token',
            },
          },
        ),
    );
    expect(severityOf('oauth/metadata-issuer', session)).toBe('information');
  });
});

describe('profiles', () => {
  test('the implicit grant is discouraged in OAuth 2.0 and gone in 2.1', () => {
    expect(severityOf('oauth/implicit-grant', implicit())).toBe('should');
    expect(severityOf('oauth/implicit-grant', implicit(), { profile: 'oauth2.1' })).toBe('must');
  });

  test('FAPI 2.0 is asked for only by who chose it', () => {
    const id = 'oauth/fapi2-profile';
    expect(severityOf(id, scene())).toBeUndefined();
    expect(severityOf(id, scene(), { profile: 'fapi2' })).toBe('must');
  });

  test('a redirect URI that is not repeated is fine in OAuth 2.1', () => {
    const session = () => scene({ token: { form: { redirect_uri: undefined } } });
    expect(severityOf('oauth/redirect-uri-repeated', session())).toBe('information');
    expect(severityOf('oauth/redirect-uri-repeated', session(), { profile: 'oauth2.1' })).toBeUndefined();
  });

  test('a refresh token of a client that is called a page must rotate, whatever was seen of its authentication', () => {
    const session = () =>
      scene({ token: { form: { client_secret: 'x' } } }, (on, { refreshToken }) =>
        refresh(on, refreshToken, { refresh_token: undefined }, { form: { client_secret: 'x' } }),
      );
    expect(severityOf('oauth/refresh-token-rotation', session())).toBeUndefined();
    expect(severityOf('oauth/refresh-token-rotation', session(), { profile: 'browser-public' })).toBe('must');
  });
});

describe('rules', () => {
  test('a file switches a check off and changes another’s severity', () => {
    const { rules, problems } = readRules(
      '{"profile":"oauth2.1","checks":{"oauth/implicit-grant":"off","oauth/nonce-front-channel":"must"}}',
    );
    expect(problems).toEqual([]);
    const { findings, profile } = evaluateChecks(implicit(), { rules });
    expect(profile).toBe('oauth2.1');
    expect(findings.map(({ checkId }) => checkId)).not.toContain('oauth/implicit-grant');
    const raised = readRules('{"checks":{"oauth/implicit-grant":"must"}}').rules;
    expect(severityOf('oauth/implicit-grant', implicit(), { rules: raised })).toBe('must');
  });

  test('what cannot be seen, or is only worth knowing in this case, is not raised', () => {
    const rules = { checks: { 'oauth/jwt-signature': 'must', 'oauth/see-other': 'must' } as const };
    expect(severityOf('oauth/see-other', scene({ formStatus: 302 }), { rules })).toBe('must');
    expect(
      severityOf(
        'oauth/resource-indicator',
        scene({ authorize: { resource: '00000003-0000-0000-c000-000000000000' } }),
        { rules: { checks: { 'oauth/resource-indicator': 'must' } } },
      ),
    ).toBe('information');
  });

  test('what is wrong in the file is told, and the rest counts', () => {
    const { rules, problems } = readRules(
      '{"profile":"oauth9","checks":{"oauth/pkce-present":"off","oauth/none":"off","oauth/pkce-method":"fatal","__proto__":"off"}}',
    );
    expect(rules).toEqual({ checks: { 'oauth/pkce-present': 'off' } });
    expect(problems).toHaveLength(4);
    expect(readRules('not JSON').problems).toEqual(['The rules file is not a JSON object.']);
  });

  test('written rules are read again', () => {
    const rules = { profile: 'fapi2', checks: { 'oauth/pkce-present': 'off' } } as const;
    expect(readRules(writeRules(rules)).rules).toEqual(rules);
  });
});

describe('what the panel shows', () => {
  test('counts by flow, step and socket', () => {
    const session = scene({ authorize: { code_challenge_method: 'plain' } });
    const report = evaluateChecks(session);
    const flow = session.flows[0]!;
    const step = flow.steps.find(({ kind }) => kind === 'authorization_request')!;
    expect(countsOf(report).get(flow.id)?.must).toBeGreaterThan(0);
    expect(countsOf(report).get(step.id)?.must).toBeGreaterThan(0);
    expect(findingsAt(report, step.id).map(({ checkId }) => checkId)).toContain('oauth/pkce-method');
  });

  test('a finding as Markdown cannot be broken out of by page data', () => {
    const session = scene({ authorize: { scope: 'openid', state: '`]( ``` )\n# x jane@mail.example' } });
    const finding = evaluateChecks(session).findings.find(
      ({ checkId }) => checkId === 'oauth/sensitive-data',
    )!;
    expect(findingMarkdown(finding)).toMatch(/^### state carries what looks like an e-mail address\.\n/);
    expect(
      findingMarkdown(finding)
        .split('\n')
        .filter((line) => line.startsWith('#')),
    ).toHaveLength(1);
  });

  test('every key of a finding is its own', () => {
    const session = scene({ authorize: { code_challenge_method: 'plain' } }, (on, { accessToken, code }) => {
      callApi(on, accessToken, `http://api.example/a?access_token=${accessToken}`);
      on.visit([`${CALLBACK}?code=${code}&state=${random('state 1')}`]);
    });
    const keys = evaluateChecks(session).findings.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('each check tells what it is about and how to mend it', () => {
    for (const { explanation, mend, spec } of CHECKS) {
      expect(explanation.length).toBeGreaterThan(60);
      expect(mend.length).toBeGreaterThan(10);
      expect(spec.url).toMatch(/^https:\/\//);
    }
  });
});
