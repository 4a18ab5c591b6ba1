import { describe, expect, test } from 'vitest';
import { findingMarkdown } from '@/utils/checks';
import { framePlaceId } from '@/utils/checks/place';
import { evaluate } from '@/utils/panel/findings/evaluate';
import { findingRows } from '@/utils/panel/findings/list';
import { passedRows } from '@/utils/panel/findings/passed';
import { countsText, gravest, sumsOf, wrongIn } from '@/utils/panel/findings/words';
import { parseQuery } from '@/utils/search';
import { createSessionFold } from '@/utils/session';
import { frames } from '../support/journal';
import { leaks } from '../support/leaks';
import { SECRETS, signIn } from '../support/sign-in';
import { finding, report } from './support';

const fold = createSessionFold();
fold.apply(signIn());
const input = { session: fold.session, rules: { checks: {} }, frames: fold.frames, fetched: [] };

describe('a session with tokens in its sockets’ URLs', () => {
  test('is found wrong at its connections, which the lists and the details look up by id', async () => {
    const { report: found, counts, at } = await evaluate(input);
    const inUrl = found.findings.filter(({ checkId }) => checkId === 'websocket/token-in-url');
    expect(inUrl.map(({ socketId }) => socketId)).toEqual(fold.session.sockets.map(({ id }) => id));
    for (const { id } of fold.session.sockets) {
      expect(at.get(id)).toContain(inUrl.find(({ socketId }) => socketId === id));
      expect(counts.get(id)?.should).toBeGreaterThan(0);
    }
  });

  test('is found at the very frame where a frame is the evidence', async () => {
    const long = createSessionFold();
    long.apply(signIn());
    const { id } = long.session.sockets[0]!;
    const [realm = '', n] = id.split('.');
    long.apply([{ ...frames({ n: Number(n), seq: 900, payload: 'x'.repeat(70_000) }), realm }]);
    const { at: places } = await evaluate({ ...input, session: long.session, frames: long.frames });
    expect(places.get(framePlaceId(id, 900))?.map(({ checkId }) => checkId)).toContain(
      'websocket/message-limits',
    );
  });

  test('shows what is right too, with the way to it', async () => {
    const { report: found, session } = await evaluate(input);
    const rows = passedRows(found.passed, session, parseQuery('oauth/pkce-proof'));
    expect(rows.map(({ places }) => places.map(({ label }) => label))).toEqual([['F1']]);
  });

  test('is not judged by a check that the rules switch off', async () => {
    const rules = { checks: { 'websocket/token-in-url': 'off' } } as const;
    const { report: found } = await evaluate({ ...input, rules });
    expect(found.findings.map(({ checkId }) => checkId)).not.toContain('websocket/token-in-url');
  });

  test('is judged by the rules of a file only as far as they mean something', async () => {
    const rules = JSON.parse(
      '{"profile":"strict","checks":{"websocket/token-in-url":"deadly","__proto__":"off"}}',
    );
    const { report: found } = await evaluate({ ...input, rules });
    expect(found.profile).toBe('oauth2');
    expect(found.findings).toEqual((await evaluate(input)).report.findings);
  });

  test('keeps its proofs where nothing is new', async () => {
    const first = await evaluate(input);
    const second = await evaluate({ ...input, before: first.proofs });
    expect(second.proofs).toBe(first.proofs);
  });

  test('gives no secret away, in the list or in what is copied', async () => {
    const { report: found, session } = await evaluate(input);
    const rows = findingRows(found.findings, session);
    expect(rows.length).toBeGreaterThan(1);
    const shown = rows.map((row) => ({
      message: row.finding.message,
      quotes: row.evidence.map(({ quote }) => quote),
      copied: findingMarkdown(row.finding),
    }));
    expect(leaks(shown as never, SECRETS)).toEqual([]);
  });
});

describe('the words of a count', () => {
  const sums = sumsOf(
    report([finding('a', { severity: 'should' }), finding('b'), finding('c', { severity: 'should' })]),
  );

  test('name the gravest first and leave out what is not there', () => {
    expect(countsText(sums)).toBe('1 must, 2 should');
    expect(gravest(sums)).toBe('must');
    expect(gravest(sumsOf(undefined))).toBeUndefined();
  });

  test('what is only worth knowing is not counted as wrong', () => {
    expect(wrongIn(sums)).toBe(3);
    expect(wrongIn(sumsOf(report([finding('a', { severity: 'information' })])))).toBe(0);
  });
});
