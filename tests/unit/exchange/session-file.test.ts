import { describe, expect, test } from 'vitest';
import { readSession, writeSession } from '@/utils/exchange';
import { redactJournal } from '@/utils/redaction';
import { createSessionFold, wholeJournal } from '@/utils/session';
import { FRAME_BINARY, FRAME_PENDING, FRAME_TRUNCATED, type Observation } from '@/utils/session/observations';
import { created, frames, PAGE, request } from '../support/journal';
import { SECRETS, signIn } from '../support/sign-in';

const HEADER = {
  exportedAt: '2026-01-02T03:04:05.678Z',
  generator: { name: 'Handshake', version: '1.0.0' },
  browser: { name: 'Chromium', version: '156' },
  page: { url: 'https://app.example/' },
};

const write = (observations: Iterable<Observation>) => [...writeSession(HEADER, observations)].join('');

function read(text: string) {
  const result = readSession(text);
  if (!result.ok) throw new Error(result.error);
  return result.session;
}

/** One of each thing that is hard to carry in JSON. */
const awkward: Observation[] = [
  created('r.9', 0.25, { protocols: ['a', '__proto__'] }),
  frames(
    { n: 9, seq: 0, payload: 'lone \ud800 é 한 \u2028', sent: true },
    { n: 9, seq: 1, payload: new Uint8Array([0, 255, 128]) },
    { n: 9, seq: 2, payload: 'cut é', size: 900, flags: FRAME_TRUNCATED },
    { n: 9, seq: 3, payload: null, size: 12, flags: FRAME_BINARY | FRAME_PENDING },
    { n: 9, seq: 4, payload: '' },
    { n: 9, seq: 5, payload: '{"base64":"AAAA"}' },
  ),
  { kind: 'frame-payload', place: PAGE, socket: 'r.9', seq: 3, payload: new Uint8Array([1, 2]) },
  ...request({
    id: '91',
    at: 1,
    body: { state: 'binary', bytes: new Uint8Array([7, 8, 9]) },
    status: 200,
    headers: [{ name: 'X', value: '__proto__' }],
    responseBody: { state: 'form', fields: [['a', 'b']] },
  }),
  {
    kind: 'marked',
    at: 2,
    place: PAGE,
    text: 'here it hung',
    by: 'user',
    id: 'm1',
    image: { mime: 'image/jpeg', bytes: new Uint8Array([255, 216, 0]) },
  },
];

describe('session file', () => {
  test('is read as it was written, every observation and byte', () => {
    const session = read(write(awkward));
    expect(session).toEqual({ ...HEADER, redaction: undefined, observations: awkward });
  });

  test('of a fold gives the same session and frames again', () => {
    const fold = createSessionFold();
    // On the wire a text is UTF-8, which has no lone surrogates: the store keeps none.
    const wire = awkward.map((seen) =>
      seen.kind === 'socket-frames'
        ? {
            ...seen,
            payloads: seen.payloads.map((one) => (typeof one === 'string' ? one.toWellFormed() : one)),
          }
        : seen,
    );
    fold.apply([...signIn(), ...wire]);
    const again = createSessionFold();
    again.apply(read(write(wholeJournal(fold))).observations);
    expect(again.session).toEqual(fold.session);
    expect(again.journal).toEqual(fold.journal);
    expect(again.frames.length).toBe(fold.frames.length);
    const all = (from: typeof fold) =>
      Array.from({ length: from.frames.length }, (_, i) => from.frames.get(i));
    expect(all(again)).toEqual(all(fold));
  });

  test('is the same file when it is written again', () => {
    const once = write(signIn());
    expect(write(read(once).observations)).toBe(once);
  });

  test('redacted, holds no secret and says what was taken out', () => {
    const fold = createSessionFold();
    fold.apply(signIn());
    const redacted = redactJournal(() => wholeJournal(fold), { key: new Uint8Array(32), level: 'default' });
    const text = [
      ...writeSession(HEADER, redacted.observations, () => ({
        level: 'default',
        receipt: redacted.receipt(),
      })),
    ].join('');
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    const session = read(text);
    expect(session.redaction?.receipt.length).toBeGreaterThan(5);
    const again = createSessionFold();
    again.apply(session.observations);
    expect(again.session.stories.map(({ text: told }) => told)).toEqual(
      fold.session.stories.map(({ text: told }) => told),
    );
    expect(again.session.sockets.map(({ sent, received }) => [sent, received])).toEqual(
      fold.session.sockets.map(({ sent, received }) => [sent, received]),
    );
  });

  test('of many frames comes in small pieces', () => {
    const fold = createSessionFold();
    fold.apply([created('r.1', 0)]);
    fold.apply([frames(...Array.from({ length: 5_000 }, (_, seq) => ({ seq, payload: `frame ${seq}` })))]);
    const pieces = [...writeSession(HEADER, wholeJournal(fold))];
    expect(pieces.length).toBeGreaterThan(6);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
    expect(read(pieces.join('')).observations).toHaveLength(26);
  });
});

describe('a file that is none is told so', () => {
  const file = (change: Record<string, unknown>) =>
    JSON.stringify({ format: 'handshake-session', version: 1, ...HEADER, observations: [], ...change });
  const observation = (change: Record<string, unknown>) =>
    file({ observations: [{ ...created('r.1', 0), ...change }] });

  test.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['[]', 'not a session file of Handshake'],
    ['{"log":{}}', 'not a session file of Handshake'],
    [file({ version: 3 }), 'version 3 of the format; this Handshake reads up to 2'],
    [file({ version: '1' }), 'does not say which version'],
    [file({ generator: 7 }), 'head of this session file is broken: "generator" is not an object'],
    [file({ observations: {} }), 'no list of observations'],
    [file({ observations: [null] }), 'Observation 1 of this session file is broken: it has no known "kind"'],
    [observation({ kind: '__proto__' }), 'no known "kind"'],
    [observation({ url: 7 }), '"url" is not a text'],
    [observation({ at: '1' }), '"at" is not a number'],
    [observation({ place: { tabId: 1 } }), '"place": "frameId" is not a number'],
    [observation({ socket: 'x' }), '"socket" is not a socket id'],
    [
      file({ observations: [{ ...frames({ seq: 0, payload: 'a' }), seqs: [0, 1] }] }),
      'columns of different lengths',
    ],
    [
      file({ observations: [{ ...frames({ seq: 0, payload: 'a' }), payloads: [{ base64: '%' }] }] }),
      'not a list of payloads',
    ],
  ])('%.60s', (text, error) => {
    expect(readSession(text)).toEqual({ ok: false, error: expect.stringContaining(error) });
  });

  test('the file that these are made from is a good one', () => {
    expect(readSession(file({}))).toMatchObject({ ok: true });
    expect(readSession(observation({}))).toMatchObject({ ok: true });
  });
});
