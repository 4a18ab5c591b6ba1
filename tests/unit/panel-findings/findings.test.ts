import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import type { Rules } from '@/utils/checks';
import { createFindings, type Evaluation } from '@/utils/panel/findings';
import type { EvaluationInput } from '@/utils/panel/findings/model';
import { createFrameStore } from '@/utils/session';
import type { Session } from '@/utils/session/model';
import { emptySession, session } from '../panel/fixture';
import { report } from './support';

/** Findings whose turns are given by hand, over checks that note what they were asked. */
function setUp(first: Session) {
  const shown = signal(first);
  const rules = signal<Rules>({ checks: {} });
  const asked: EvaluationInput[] = [];
  let loads = 0;
  let requests = 0;
  let cancelled = false;
  let turn: () => Promise<void> = async () => {};
  let fail: Error | undefined;
  const findings = createFindings({
    session: shown,
    frames: createFrameStore(),
    rules,
    set: (next) => {
      rules.value = next;
    },
    async load() {
      loads++;
      return {
        async evaluate(input): Promise<Evaluation> {
          asked.push(input);
          if (fail) throw fail;
          const proofs = { signatures: new Map() };
          return {
            session: input.session,
            report: report([]),
            proofs,
            wanted: [],
            counts: new Map(),
            at: new Map(),
          };
        },
      };
    },
    turns: (work) => {
      turn = work;
      return {
        request: () => requests++,
        cancel: () => {
          cancelled = true;
        },
      };
    },
  });
  return {
    findings,
    shown,
    rules,
    asked,
    turn: () => turn(),
    loads: () => loads,
    requests: () => requests,
    cancelled: () => cancelled,
    failWith: (error: Error | undefined) => {
      fail = error;
    },
  };
}

describe('findings', () => {
  test('load no checks while there is nothing to judge', () => {
    const { requests, loads, findings } = setUp(emptySession);
    expect(requests()).toBe(0);
    expect(loads()).toBe(0);
    expect(findings.evaluation.value).toBeUndefined();
  });

  test('come with the first flow or connection', async () => {
    const { shown, requests, turn, findings } = setUp(emptySession);
    shown.value = session;
    expect(requests()).toBe(1);
    await turn();
    expect(findings.evaluation.value?.session).toBe(session);
  });

  test('are asked for anew when the session, the rules or the keys change, and not otherwise', async () => {
    const { shown, rules, requests, turn, findings, asked } = setUp(session);
    await turn();
    expect(requests()).toBe(1);
    shown.value = { ...session };
    rules.value = { profile: 'fapi2', checks: {} };
    findings.addKeys({ url: 'https://login.example.com/jwks', jwks: { keys: [] } });
    expect(requests()).toBe(4);
    await turn();
    expect(asked.at(-1)?.rules.profile).toBe('fapi2');
    expect(asked.at(-1)?.fetched).toHaveLength(1);
    expect(asked.map(({ before }) => before !== undefined)).toEqual([false, true]);
    expect(requests()).toBe(4);
  });

  test('keep the last key set of an address', () => {
    const { findings } = setUp(session);
    findings.addKeys({ url: 'https://a.example/jwks', jwks: { keys: [1] } });
    findings.addKeys({ url: 'https://a.example/jwks', jwks: { keys: [2] } });
    findings.addKeys({ url: 'https://b.example/jwks', jwks: { keys: [3] } });
    expect(findings.keys.value.map(({ jwks }) => jwks.keys)).toEqual([[2], [3]]);
  });

  test('go with a session that was cleared, also when a turn was under way', async () => {
    const { shown, turn, findings } = setUp(session);
    const under = turn();
    shown.value = emptySession;
    await under;
    expect(findings.evaluation.value).toBeUndefined();
  });

  test('say why the checks could not be run, until they can', async () => {
    const { failWith, turn, findings } = setUp(session);
    failWith(new Error('no cryptography here'));
    await turn();
    expect(findings.failure.value).toBe('no cryptography here');
    failWith(undefined);
    await turn();
    expect(findings.failure.value).toBeUndefined();
  });

  test('end with the panel', () => {
    const { findings, cancelled, shown, requests } = setUp(session);
    findings.close();
    expect(cancelled()).toBe(true);
    shown.value = { ...session };
    expect(requests()).toBe(1);
  });
});
