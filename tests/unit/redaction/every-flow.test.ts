import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { evaluateChecks } from '@/utils/checks';
import { readHar } from '@/utils/exchange';
import { createSessionFold, wholeJournal } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import { FIXTURES } from '../checks/fixtures';
import type { Scene } from '../checks/support/fixture';
import { credentialsIn } from '../support/credentials';
import { found, leaksOf, observationsOf, redacted, redactedOutputs } from '../support/outputs';
import { recordedObservations } from '../support/recorded';
import { signIn } from '../support/sign-in';

const har = (name: string) => {
  const read = readHar(
    readFileSync(path.join(import.meta.dirname, `../checks/fixtures/har/${name}.har`), 'utf8'),
  );
  if (!read.ok) throw new Error(read.error);
  return read.observations;
};

function journalOf(scene: Scene): Observation[] {
  const made = scene();
  if (!('session' in made)) return observationsOf(made.exchanges.values());
  return [...wholeJournal(made)];
}

/** What was captured: real traffic. */
const CAPTURED: Record<string, () => Observation[]> = {
  'a sign-in with sockets': signIn,
  'the lab flows in Chromium': () => recordedObservations('chromium'),
  'the lab flows in Firefox': () => recordedObservations('firefox'),
  ...Object.fromEntries(['chrome', 'playwright'].map((name) => [`the HAR of ${name}`, () => har(name)])),
};

/** What the checks look at: a failing and a treacherous session for each. */
const SCENES: Record<string, () => Observation[]> = Object.fromEntries(
  Object.entries(FIXTURES).flatMap(([id, scenes]) =>
    (['failing', 'trap'] as const).map((which) => [`${id}, ${which}`, () => journalOf(scenes[which])]),
  ),
);

test.each(Object.entries(CAPTURED))(
  'no credential of %s leaves in anything that is redacted, in any encoding',
  async (_, journal) => {
    const seen = journal();
    const secrets = credentialsIn(seen);
    expect(secrets.length).toBeGreaterThan(2);
    const outputs = await redactedOutputs(seen, ['default', 'everything']);
    expect(outputs.size).toBeGreaterThan(40);
    expect(found(outputs, secrets)).toEqual([]);
  },
);

test('no credential of any session that the checks know is in what every output is made of', () => {
  let looked = 0;
  for (const [name, journal] of Object.entries(SCENES)) {
    const seen = journal();
    looked += credentialsIn(seen).length;
    expect(leaksOf(seen), name).toEqual([]);
  }
  expect(looked).toBeGreaterThan(500);
});

test.each(Object.entries({ ...CAPTURED, 'every session that the checks know': undefined }))(
  '%s joins and is judged redacted as before',
  (_, journal) => {
    for (const [name, one] of journal ? [['', journal] as const] : Object.entries(SCENES)) {
      const before = outline(one());
      expect(outline(redacted(one())), name).toEqual(before);
    }
  },
);

/** What a reader sees of a session, without the values. */
function outline(journal: Observation[]) {
  const fold = createSessionFold();
  fold.apply(journal);
  const { session, frames } = fold;
  const { findings, passed } = evaluateChecks(session, { frames });
  return {
    flows: session.flows.map(({ grant, pkce, state, steps }) => [
      grant,
      pkce?.verified,
      state.phase,
      steps.map(({ id }) => id.replace(/websocket_use\/[\w-]+/, 'websocket_use')),
    ]),
    tokens: session.tokens.map(({ kind, format, flowId }) => [kind, format, flowId]),
    links: session.links.map(({ socketId, flowId }) => [socketId, flowId]),
    stories: session.stories.map(({ kind }) => kind),
    findings: findings.map(({ checkId, severity, flowId, socketId }) => [
      checkId,
      severity,
      flowId,
      socketId,
    ]),
    passed: passed.map(({ checkId }) => checkId),
  };
}
