import { gunzipSync, gzipSync, unzlibSync, zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { redactJournal } from '@/utils/redaction';
import type { Observation } from '@/utils/session/observations';
import { created, frames, request } from '../support/journal';
import { encodings } from '../support/leaks';

const key = new Uint8Array(32).fill(9);
const TOKEN = 'Zm9vYmFyLXNlY3JldC10b2tlbi0xMjM0NTY';
const text = (value: string) => new TextEncoder().encode(value);
const utf16 = (value: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(value, 'utf16le');
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
};

/** The token is known from a header only; the payload says nothing of it being one. */
function redacted(payload: string | Uint8Array): string | Uint8Array {
  const journal: Observation[] = [
    ...request({ id: '1', at: 0, requestHeaders: [{ name: 'Authorization', value: `Bearer ${TOKEN}` }] }),
    created('r.1', 5),
    frames({ seq: 0, payload }),
  ];
  const out = [...redactJournal(() => journal, { key, level: 'default' }).observations];
  const batch = out.find((seen) => seen.kind === 'socket-frames');
  return batch!.payloads[0] as string | Uint8Array;
}

describe('a secret within other data', () => {
  test.each([
    ['gzip', gzipSync(text(`hello ${TOKEN}`)), gunzipSync],
    ['zlib', zlibSync(text(`hello ${TOKEN}`)), unzlibSync],
    ['gzip of binary', gzipSync(new Uint8Array([0, 1, 2, ...text(TOKEN), 255])), gunzipSync],
  ] as const)('%s is packed again without it', (_, payload, unpack) => {
    expect(Buffer.from(unpack(payload)).toString('latin1')).toContain(TOKEN);
    const inside = Buffer.from(unpack(redacted(payload) as Uint8Array)).toString('latin1');
    expect(inside).toContain('redacted');
    for (const form of encodings(TOKEN)) expect(inside).not.toContain(form);
  });

  test('gzip in base64 in JSON', () => {
    const packed = Buffer.from(gzipSync(text(`{"t":"${TOKEN}"}`))).toString('base64');
    const { data } = JSON.parse(redacted(JSON.stringify({ data: packed })) as string) as { data: string };
    expect(Buffer.from(gunzipSync(Buffer.from(data, 'base64'))).toString()).toMatch(/^\{"t":"\[redacted /);
  });

  test.each(['le', 'be'] as const)('UTF-16, %s', (order) => {
    const bytes = redacted(utf16(`say ${TOKEN} twice`, order)) as Uint8Array;
    const back = Buffer.from(bytes);
    expect((order === 'le' ? back : back.swap16()).toString('utf16le')).toMatch(/^say .*redacted.* twice$/);
  });

  test('UTF-16 in base64, each byte percent-encoded, and JSON for ASCII only', () => {
    const wide = Buffer.from(`xx${TOKEN}yy`, 'utf16le').toString('base64');
    expect(redacted(`data ${wide}`)).not.toContain(
      Buffer.from(TOKEN, 'utf16le').toString('base64').slice(4, 40),
    );
    const escaped = [...TOKEN].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('');
    expect(redacted(`see ${escaped}`)).not.toContain(escaped);
  });

  test('what only looks packed stays as it is, and a bomb is replaced unseen', () => {
    const not = new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(redacted(not)).toEqual(not);
    const bomb = redacted(gzipSync(new Uint8Array(40 * 1024 * 1024))) as Uint8Array;
    expect(Buffer.from(gunzipSync(bomb)).toString()).toMatch(/^\[redacted /);
  });
});
