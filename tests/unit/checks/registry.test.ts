import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProse } from '@/scripts/messages';
import { CHECKS, documentChecks, evaluateChecks, type Finding } from '@/utils/checks';
import { proveSession } from '@/utils/oauth/proofs';
import { FIXTURES } from './fixtures';
import type { Scene } from './support/fixture';

const root = path.join(import.meta.dirname, '../../..');

async function evaluate(scene: Scene, id: string) {
  const made = scene();
  const { session, frames } = 'session' in made ? made : { session: made, frames: undefined };
  const proofs = await proveSession(session);
  const report = evaluateChecks(session, { proofs, frames, ...FIXTURES[id]!.options });
  expect(report.broken).toEqual([]);
  const own = report.findings.filter(({ checkId }) => checkId === id);
  return { own, passed: report.passed.some(({ checkId }) => checkId === id) };
}

const sayings = (findings: readonly Finding[]) =>
  findings.map(({ severity, message }) => `${severity}: ${message}`);

describe('every check', () => {
  test('has a fixture, and every fixture a check', () => {
    expect(Object.keys(FIXTURES).sort()).toEqual(CHECKS.map(({ id }) => id).sort());
    expect(CHECKS.length).toBeGreaterThan(100);
  });

  test('has an id, a title and texts of its own', () => {
    for (const member of ['id', 'title', 'explanation', 'mend'] as const) {
      const values = CHECKS.map((check) => check[member]);
      expect(new Set(values).size, member).toBe(values.length);
      for (const value of values) expect(value.trim()).not.toBe('');
    }
  });

  test('is a file of its own in a registry', () => {
    const files = ['utils/oauth/checks', 'utils/websocket/checks'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8')),
    );
    const ids = files.map((text) => [...text.matchAll(/^ {2}id: '([^']+)'/gm)].map(([, id]) => id));
    expect(ids.every((found) => found.length <= 1)).toBe(true);
    expect(ids.flat().sort()).toEqual(CHECKS.map(({ id }) => id).sort());
  });

  test('has its row in docs/checks.md, which is what the checks themselves say', () => {
    expect(readFileSync(path.join(root, 'docs/checks.md'), 'utf8')).toBe(documentChecks());
  });
});

const { checks: koreanChecks = {}, problems: koreanProblems = {} } = readProse();

test('every check has its title, explanation and remedy in Korean, and nothing else is there', () => {
  const wanted = CHECKS.flatMap(({ id }) => ['title', 'explanation', 'mend'].map((part) => `${id}.${part}`));
  expect(Object.keys(koreanChecks).sort()).toEqual(wanted.sort());
});

describe.each(CHECKS.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const fixture = FIXTURES[id]!;

  test('finds nothing where all is right, and says that it passed', async () => {
    const { own, passed } = await evaluate(fixture.passing, id);
    expect(sayings(own)).toEqual([]);
    expect(passed).toBe(true);
  });

  test('finds what is wrong, with evidence', async () => {
    const { own } = await evaluate(fixture.failing, id);
    // The sentence of this one is a story's.
    const said = id === 'websocket/outlives-token' ? [] : own.map((finding) => finding.said!.template);
    for (const template of said) expect(koreanProblems).toHaveProperty([template]);
    expect(own.length).toBeGreaterThan(0);
    expect(own[0]).toMatchObject({
      severity: fixture.severity ?? check.severity,
      confidence: fixture.confidence ?? 'proved',
    });
    for (const { evidence } of own) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { quote } of evidence) expect(quote.length).toBeLessThan(1_000);
    }
  });

  test('does not cry wolf', async () => {
    const { own } = await evaluate(fixture.trap, id);
    const alarms =
      check.severity === 'information' ? own : own.filter(({ severity }) => severity !== 'information');
    expect(sayings(alarms)).toEqual([]);
  });
});
