import { describe, expect, test } from 'vitest';
import { filterRows, findingRows, type Hidden } from '@/utils/panel/findings/list';
import { parseQuery } from '@/utils/search';
import { START, session } from '../panel/fixture';
import { evidence, finding } from './support';

const AUTHORIZATION = 'f1.x1/authorization_request';
const TOKEN = 'f1.x3/token_request';
const messages = (rows: ReturnType<typeof findingRows>) => rows.map((row) => row.finding.message);

describe('the list of findings', () => {
  test('has the gravest first, then the earliest, then what has no time', () => {
    const rows = findingRows(
      [
        finding('info', { severity: 'information', evidence: [evidence({ stepId: AUTHORIZATION })] }),
        finding('timeless'),
        finding('late', { evidence: [evidence({ stepId: TOKEN })] }),
        finding('early', { evidence: [evidence({ stepId: AUTHORIZATION })] }),
        finding('should', { severity: 'should' }),
      ],
      session,
    );
    expect(rows.map(({ keys }) => keys[0])).toEqual(['early', 'late', 'timeless', 'should', 'info']);
    expect(rows.map(({ at }) => at)).toEqual([START, START + 2_380, undefined, undefined, START]);
  });

  test('says one sentence once, with every place where it holds', () => {
    const same = { message: 'A token stands in the URL.', severity: 'should' } as const;
    const [row, ...others] = findingRows(
      [
        finding('b', { ...same, socketId: 'r1.3', evidence: [evidence({ socketId: 'r1.3' })] }),
        finding('a', { ...same, socketId: 'r1.1', evidence: [evidence({ socketId: 'r1.1' })] }),
      ],
      session,
    );
    expect(others).toEqual([]);
    expect(row?.keys).toEqual(['b', 'a']);
    expect(row?.place?.label).toBe('#1');
    expect(row?.more).toBe(1);
    expect(row?.evidence.map(({ place }) => place?.label)).toEqual(['#3', '#1']);
    expect(row?.finding.evidence).toHaveLength(2);
  });

  test('keeps apart what is not equally sure', () => {
    const message = 'The same sentence.';
    const rows = findingRows(
      [finding('a', { message }), finding('b', { message, confidence: 'inferred' })],
      session,
    );
    expect(rows).toHaveLength(2);
  });

  test('stands at its flow or connection where its evidence is no longer held', () => {
    const [flow, socket, nowhere] = findingRows(
      [
        finding('a', { flowId: 'f2', evidence: [evidence({ stepId: 'gone' })] }),
        finding('b', { socketId: 'r1.1', message: 'b' }),
        finding('c', { flowId: 'gone', message: 'c' }),
      ],
      session,
    ).toSorted((a, b) => a.keys[0]!.localeCompare(b.keys[0]!));
    expect(flow?.place?.label).toBe('F2');
    expect(flow?.evidence[0]?.place).toBeUndefined();
    expect(socket?.place?.label).toBe('#1');
    expect(nowhere?.place).toBeUndefined();
  });
});

describe('the filter of findings', () => {
  const rows = findingRows(
    [
      finding('a', { message: 'No PKCE.', evidence: [evidence({ stepId: TOKEN }, 'grant_type=password')] }),
      finding('b', { message: 'No nonce.', severity: 'should', confidence: 'inferred' }),
    ],
    session,
  );

  test('looks in sentence, check, place and quote', () => {
    const found = (text: string) => messages(filterRows(rows, { query: parseQuery(text), hidden: [] }));
    expect(found('nonce')).toEqual(['No nonce.']);
    expect(found('pkce-present no')).toEqual(['No PKCE.', 'No nonce.']);
    expect(found('"F1 step 3"')).toEqual(['No PKCE.']);
    expect(found('grant_type')).toEqual(['No PKCE.']);
    expect(found('absent')).toEqual([]);
  });

  test('leaves out severities and confidences that are switched off', () => {
    const shown = (...hidden: Hidden) => messages(filterRows(rows, { query: parseQuery(''), hidden }));
    expect(shown()).toHaveLength(2);
    expect(shown('must')).toEqual(['No nonce.']);
    expect(shown('inferred')).toEqual(['No PKCE.']);
    expect(shown('proved', 'should')).toEqual([]);
  });

  test('leaves out what was not found within the span; what has no time stays', () => {
    const within = (from: number, to: number) =>
      messages(filterRows(rows, { query: parseQuery(''), hidden: [], span: { from, to } }));
    expect(within(START + 2_000, START + 3_000)).toEqual(['No PKCE.', 'No nonce.']);
    expect(within(START + 3_000, START + 4_000)).toEqual(['No nonce.']);
  });

  test('keeps the one that is open', () => {
    const sieve = { query: parseQuery('absent'), hidden: ['must'], opened: 'a' } as const;
    expect(messages(filterRows(rows, sieve))).toEqual(['No PKCE.']);
  });
});
