import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readSession, readSessionStream, writeSession } from '@/utils/exchange';
import { migrate } from '@/utils/exchange/migrate';
import type { Observation } from '@/utils/session/observations';
import { created, frames } from '../support/journal';
import { signIn } from '../support/sign-in';

const HEADER = { exportedAt: '2026-01-02T03:04:05.678Z', generator: { name: 'Handshake', version: '1.0.0' } };
const write = (observations: Iterable<Observation>) => [...writeSession(HEADER, observations)].join('');

/** The bytes in pieces of this length: neither lines nor characters end where they do. */
function streamOf(bytes: Uint8Array, length: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + length));
      at += length;
    },
  });
}

async function readAll(bytes: Uint8Array, length: number) {
  const observations: Observation[] = [];
  const result = await readSessionStream(streamOf(bytes, length), {
    take: (some) => void observations.push(...some),
  });
  return { observations, result };
}

const journal = [
  ...signIn(),
  created('r.9', 1),
  frames({ n: 9, seq: 0, payload: 'é 한 \u2028 \ud83d\ude00' }),
];
const text = write(journal);
const plain = new TextEncoder().encode(text);

describe('a session file as a stream', () => {
  test.each([
    ['plain', plain],
    ['packed', gzipSync(plain)],
  ])('%s, is read as it is read whole, whatever the pieces', async (_, bytes) => {
    const whole = readSession(text);
    for (const length of [7, 1_000, bytes.length]) {
      const { observations, result } = await readAll(bytes, length);
      expect(result).toEqual({ ok: true, header: expect.objectContaining(HEADER) });
      expect(observations).toEqual(whole.ok && whole.session.observations);
    }
  });

  test('that another hand has laid out anew is read all the same', async () => {
    const pretty = new TextEncoder().encode(JSON.stringify(JSON.parse(text), null, 2));
    const { observations, result } = await readAll(pretty, 1_000);
    expect(result).toMatchObject({ ok: true });
    expect(observations).toEqual(journal.map((seen) => JSON.parse(JSON.stringify(seen, noBytes), revive)));
  });

  test('that breaks off gives what comes before, and says so', async () => {
    const { observations, result } = await readAll(plain.slice(0, text.indexOf('"response-body"') - 20), 500);
    expect(result.ok).toBe(false);
    const lines = text.slice(0, text.indexOf('\n', text.indexOf('"response-started"')));
    const cut = await readAll(new TextEncoder().encode(lines), 500);
    expect(cut.result).toMatchObject({ ok: true, incomplete: expect.stringContaining('breaks off') });
    expect(cut.observations.length).toBeGreaterThan(2);
    expect(observations.length).toBeGreaterThan(2);
    const packed = gzipSync(plain);
    const torn = await readAll(packed.slice(0, packed.length - 9), 200);
    expect(torn.result).toMatchObject({ ok: true, incomplete: expect.stringContaining('breaks off') });
  });

  test('that is damaged is refused in a sentence', async () => {
    const packed = gzipSync(plain);
    packed.fill(7, 20, 60);
    expect((await readAll(packed, 500)).result).toEqual({
      ok: false,
      error: expect.stringContaining('damaged'),
    });
    const wrong = await readAll(new TextEncoder().encode(text.replace('"hop":0', '"hop":"x"')), 500);
    expect(wrong.result).toEqual({ ok: false, error: expect.stringMatching(/Observation \d+ .* "hop"/) });
  });
});

const noBytes = (_: string, value: unknown) =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
const revive = (_: string, value: { base64?: string } | null) =>
  value?.base64 === undefined ? value : new Uint8Array(Buffer.from(value.base64, 'base64'));

describe('versions', () => {
  const first = (level: string) =>
    JSON.stringify({
      format: 'handshake-session',
      version: 1,
      ...HEADER,
      observations: [created('r.1', 0)],
      redaction: { level, receipt: [] },
    });

  test.each([
    ['all', 'everything'],
    ['default', 'default'],
  ])('a file of version 1 at level %s is one at level %s', (before, after) => {
    const read = readSession(first(before));
    expect(read).toMatchObject({ ok: true, session: { redaction: { level: after } } });
    expect(read.ok && read.session.observations).toEqual([created('r.1', 0)]);
  });

  test('what has nothing to migrate stays the same object', () => {
    const members = { redaction: { level: 'none' } };
    expect(migrate(members, 1, 2)).toBe(members);
  });
});
