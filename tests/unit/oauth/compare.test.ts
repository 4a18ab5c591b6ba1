import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareFlows, deriveOAuth, type Flow, partnersOf } from '@/utils/oauth';
import type { StepKind } from '@/utils/oauth/model';
import { flow, parameter, step } from '../panel-oauth/support';
import { AS, authorizeUrl, callbackUrl, signIn, traffic } from './support/traffic';

const withSteps = (...steps: Flow['steps']) => flow({ steps });
const kinds = (...list: StepKind[]) => withSteps(...list.map((kind, at) => step(kind, at + 1)));
const shape = (a: Flow, b: Flow) => compareFlows(a, b).steps.map(({ kind, mark }) => `${kind} ${mark}`);

describe('steps of two flows side by side', () => {
  test('one that worked and one that did not part at the token request', () => {
    const on = traffic();
    signIn(on);
    on.visit([
      authorizeUrl({ state: 'st-2', code_challenge: 'x'.repeat(43) }),
      callbackUrl({ code: 'code-2', state: 'st-2' }),
    ]);
    on.fetch(
      `${AS}/token`,
      { form: { grant_type: 'authorization_code', code: 'code-2', client_id: 'spa' } },
      { status: 400, json: { error: 'invalid_grant' } },
    );
    const [worked, failed] = deriveOAuth(on).flows as [Flow, Flow];
    const { steps, parting } = compareFlows(worked, failed);
    expect(steps[parting!]).toMatchObject({ kind: 'token_request', mark: 'changed' });
    const marks = Object.fromEntries(steps[parting!]!.request.map(({ name, mark }) => [name, mark]));
    expect(marks).toMatchObject({
      grant_type: 'same',
      client_id: 'same',
      code: 'fresh',
      code_verifier: 'only-a',
      redirect_uri: 'only-a',
    });
  });

  test('are paired by kind in the order of both; what is left over stands alone', () => {
    const a = kinds('discovery', 'authorization_request', 'authorization_response', 'token_request');
    const b = kinds('authorization_request', 'authorization_interaction', 'authorization_response');
    expect(shape(a, b)).toEqual([
      'discovery only-a',
      'authorization_request same',
      'authorization_interaction only-b',
      'authorization_response same',
      'token_request only-a',
    ]);
    expect(compareFlows(a, b).parting).toBe(4);
  });

  test('a repeated request is paired with the one that ended alike', () => {
    const refused = step('token_request', 1, { outcome: { state: 'oauth-error', code: 'use_dpop_nonce' } });
    const a = withSteps(refused, step('token_request', 2));
    const b = withSteps(step('token_request', 1));
    expect(shape(a, b)).toEqual(['token_request only-a', 'token_request same']);
  });

  test('flows that go alike part nowhere, whatever discovery and use they have besides', () => {
    const a = kinds('discovery', 'authorization_request', 'resource_request');
    expect(compareFlows(a, kinds('authorization_request')).parting).toBeUndefined();
  });

  test('no step is lost or doubled, and order is kept', () => {
    const some = fc.array(
      fc.constantFrom<StepKind>('discovery', 'token_request', 'refresh_request', 'userinfo_request'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, some, (left, right) => {
        const [a, b] = [kinds(...left), kinds(...right)];
        const { steps } = compareFlows(a, b);
        expect(steps.flatMap((pair) => pair.a ?? [])).toEqual(a.steps);
        expect(steps.flatMap((pair) => pair.b ?? [])).toEqual(b.steps);
        for (const pair of steps) if (pair.a && pair.b) expect(pair.a.kind).toBe(pair.b.kind);
      }),
    );
  });

  test('thousands of uses are bounded, and how many were left out is told', () => {
    const many = withSteps(...Array.from({ length: 5000 }, (_, at) => step('resource_request', at + 1)));
    const { steps, left } = compareFlows(many, many);
    expect(steps.length).toBe(200);
    expect(left).toBe(9600);
  });

  test('a step that takes much longer in one is marked, a person’s time is not', () => {
    const slow = (kind: StepKind, ms: number) => withSteps(step(kind, 1, { at: 0, endedAt: ms }));
    const slower = (kind: StepKind, a: number, b: number) =>
      compareFlows(slow(kind, a), slow(kind, b)).steps[0]!.slower;
    expect(slower('token_request', 4000, 40)).toBe('a');
    expect(slower('token_request', 40, 4000)).toBe('b');
    expect(slower('token_request', 40, 90)).toBeUndefined();
    expect(slower('authorization_request', 40, 4000)).toBeUndefined();
  });
});

describe('parameters of two messages side by side', () => {
  const marks = (a: [string, string][], b: [string, string][]) => {
    const one = (list: [string, string][]) =>
      withSteps(step('token_request', 1, { request: list.map(([name, value]) => parameter(name, value)) }));
    const { request } = compareFlows(one(a), one(b)).steps[0]!;
    return request.map(({ name, mark }) => `${name} ${mark}`);
  };

  test.each([
    [[['scope', 'a']], [['scope', 'b']], ['scope changed']],
    [[['state', 'a']], [['state', 'b']], ['state fresh']],
    [[['state', 'a']], [['state', 'a']], ['state reused']],
    [[['code_challenge', 'a']], [['code_challenge', 'a']], ['code_challenge reused']],
    [
      [['authed_user.access_token', 'a']],
      [['authed_user.access_token', 'b']],
      ['authed_user.access_token fresh'],
    ],
    [[['authorization', 'Bearer a']], [['authorization', 'bearer b']], ['authorization same']],
    [[['authorization', 'Bearer a']], [['authorization', 'DPoP b']], ['authorization changed']],
    [
      [
        ['resource', 'a'],
        ['resource', 'b'],
      ],
      [
        ['resource', 'b'],
        ['resource', 'a'],
      ],
      ['resource same'],
    ],
    [[['__proto__', 'a']], [['constructor', 'a']], ['__proto__ only-a', 'constructor only-b']],
  ] as [[string, string][], [string, string][], string[]][])('%j beside %j: %j', (a, b, expected) => {
    expect(marks(a, b)).toEqual(expected);
  });

  test('one that moved from the body to a header is told', () => {
    const sent = (place: 'query' | 'request-body') =>
      withSteps(step('token_request', 1, { request: [parameter('client_id', 'a', { place })] }));
    const { request } = compareFlows(sent('query'), sent('request-body')).steps[0]!;
    expect(request[0]!.mark).toBe('moved');
  });
});

test('the partner that tells most comes first: same client and server, other outcome, nearest', () => {
  const own = { client: { id: 'shop', kind: 'public' as const } };
  const failed = flow({
    id: 'f4',
    ordinal: 4,
    state: { phase: 'failed', at: 0, code: 'x', stepId: '' },
    ...own,
  });
  const others = [
    flow({ id: 'other', ordinal: 5, client: { id: 'else', kind: 'public' } }),
    flow({ id: 'old', ordinal: 1, ...own }),
    flow({ id: 'failed-too', ordinal: 3, state: failed.state, ...own }),
    flow({ id: 'worked', ordinal: 2, ...own }),
  ];
  expect(partnersOf(failed, [...others, failed]).map(({ id }) => id)).toEqual([
    'worked',
    'old',
    'failed-too',
    'other',
  ]);
});
