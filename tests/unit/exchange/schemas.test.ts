import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import harSchemas from 'har-schema';
import { describe, expect, test } from 'vitest';
import { writeSession } from '@/utils/exchange';
import { OBSERVATIONS } from '@/utils/exchange/shapes';
import { writeExport } from '@/utils/panel/export';
import { redactJournal } from '@/utils/redaction';
import { createSessionFold } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import { created, frames, PAGE, request, T0 } from '../support/journal';
import { signIn } from '../support/sign-in';

const root = path.resolve(import.meta.dirname, '../../..');
const schema = JSON.parse(readFileSync(path.join(root, 'docs/session-format.schema.json'), 'utf8'));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const isSession = ajv.compile(schema);

const HEADER = {
  exportedAt: '2026-01-02T03:04:05.678Z',
  generator: { name: 'Handshake', version: '1.0.0' },
  browser: { name: 'Firefox', version: '153', platform: 'Linux' },
  page: { url: 'https://app.example/' },
  rules: { profile: 'fapi2' as const, checks: { 'oauth/implicit-grant': 'off' as const } },
  counts: { observations: 1, frames: 0 },
};

/** One of each kind that a sign-in has not. */
const others: Observation[] = [
  frames({ n: 9, seq: 0, payload: new Uint8Array([0, 255]) }, { n: 9, seq: 1, payload: null, size: 3 }),
  { kind: 'frame-payload', place: PAGE, socket: 'r.9', seq: 1, payload: new Uint8Array([1]) },
  { kind: 'frames-dropped', place: PAGE, at: T0, socket: 'r.9', count: 2, bytes: 9, where: 'panel' },
  { kind: 'socket-errored', place: PAGE, at: T0, socket: 'r.9' },
  { kind: 'socket-closing', place: PAGE, at: T0, socket: 'r.9', code: 1000 },
  { kind: 'tab-opened', place: PAGE, at: T0, openerTabId: 1, url: 'https://app.example/' },
  { kind: 'tab-closed', place: PAGE, at: T0 },
  {
    kind: 'marked',
    place: PAGE,
    at: T0,
    text: '',
    by: 'user',
    id: 'a',
    image: { mime: 'image/png', bytes: new Uint8Array([1]) },
    frame: { socket: 'r.9', seq: 0 },
  },
  ...request({ id: '99', at: 5, error: 'net::ERR_FAILED', body: { state: 'unavailable', reason: 'blob' } }),
];
const journal = [...signIn(), ...others];

function fileOf(observations: Iterable<Observation>, redaction?: Parameters<typeof writeSession>[2]) {
  return JSON.parse([...writeSession(HEADER, observations, redaction)].join('')) as {
    observations: object[];
  };
}

describe('the JSON Schema of session files', () => {
  test('takes what is written, redacted or not, with every kind of observation in it', () => {
    const file = fileOf(journal);
    expect(isSession(file), ajv.errorsText(isSession.errors)).toBe(true);
    expect(new Set(journal.map(({ kind }) => kind))).toEqual(new Set(Object.keys(OBSERVATIONS)));
    for (const level of ['default', 'everything', 'chosen'] as const) {
      const redacted = redactJournal(() => journal, { key: new Uint8Array(32), level, kinds: ['password'] });
      const written = fileOf(redacted.observations, () => ({ level, receipt: redacted.receipt() }));
      expect(isSession(written), ajv.errorsText(isSession.errors)).toBe(true);
    }
  });

  test.each([
    ['no format', { format: 'other' }],
    ['an older version', { version: 1 }],
    ['an observation without its members', { observations: [{ kind: 'socket-created', place: PAGE }] }],
    ['an unknown kind', { observations: [{ kind: 'x', place: PAGE, at: 1 }] }],
    [
      'bytes that are none',
      { observations: [{ ...frames({ seq: 0, payload: 'a' }), payloads: [{ b: 1 }] }] },
    ],
  ])('refuses %s', (_, change) => {
    expect(isSession({ ...fileOf([created('r.1', 0)]), ...change })).toBe(false);
  });
});

describe('HAR 1.2', () => {
  const har = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(har);
  for (const one of Object.values(harSchemas)) har.addSchema({ ...one, $schema: undefined });
  const isHar = har.getSchema('har.json#')!;

  test.each(['default', 'everything', 'none'] as const)(
    'what is written at level %s is one by its schema',
    async (level) => {
      const fold = createSessionFold();
      fold.apply(journal);
      const { blob } = await writeExport(
        { journal: fold.journal, frames: fold.frames, session: fold.session },
        { format: 'har', level },
        { key: new Uint8Array(32), now: T0, generator: HEADER.generator, browser: HEADER.browser },
      );
      const written = JSON.parse(await blob.text());
      expect(written.log.entries.length).toBeGreaterThan(8);
      expect(isHar(written), har.errorsText(isHar.errors)).toBe(true);
      delete written.log.entries[0].request.method;
      expect(isHar(written)).toBe(false);
    },
  );
});
