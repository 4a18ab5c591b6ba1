import { describe, expect, test } from 'vitest';
import { copyFrames } from '@/utils/panel/copy-frames';
import type { FrameForm } from '@/utils/panel/frame-forms';
import type { Frame } from '@/utils/session/frames';
import type { Observation } from '@/utils/session/observations';
import { makeSocket, place, START } from './fixture';

const SECRET = 'k3y-8f2a-access-token-value-of-a-user';
const socket = makeSocket(
  1,
  0,
  { phase: 'open', since: START },
  {
    url: `wss://feed.example.com/v2/stream?access_token=${SECRET}&symbols=BTC`,
    protocols: ['feed.v2'],
  },
);

function frame(seq: number, payload: string | Uint8Array, sent = true): Frame {
  const binary = typeof payload !== 'string';
  return {
    index: seq,
    socketId: socket.id,
    seq,
    at: Date.UTC(2026, 0, 1) + seq,
    sent,
    binary,
    size: payload.length,
    truncated: false,
    payload,
  };
}

const copy = (frames: Frame[], form: FrameForm, secrets = false, journal: Observation[] = []) =>
  copyFrames({ socket, frames, form, secrets, journal, key: new Uint8Array(32) });

describe('frames that are copied', () => {
  test('leave without the credentials that the connection’s address shows', () => {
    const told = frame(0, JSON.stringify({ auth: SECRET, at: 1 }));
    const { text, redacted } = copy([told], 'text');
    expect(text).not.toContain(SECRET);
    expect(JSON.parse(text)).toMatchObject({ at: 1 });
    expect(redacted).toBeGreaterThan(0);
    expect(copy([told], 'text', true).text).toContain(SECRET);
  });

  test('leave without the credentials that anything else of the session shows', () => {
    const own = 'c0de-from-the-token-response-9f3';
    const journal: Observation[] = [
      {
        kind: 'request-started',
        at: START,
        place,
        requestId: '7',
        hop: 0,
        url: 'https://login.example.com/token',
        method: 'POST',
        type: 'xmlhttprequest',
      },
      {
        kind: 'response-body',
        at: START,
        place,
        source: 'devtools.network',
        request: { requestId: '7', hop: 0 },
        body: { state: 'text', text: JSON.stringify({ access_token: own }), mime: 'application/json' },
      },
    ];
    const told = frame(0, `hello ${own}`);
    expect(copy([told], 'text').text).toContain(own);
    expect(copy([told], 'text', false, journal).text).not.toContain(own);
    expect(copy([told], 'base64', false, journal).text).not.toBe(btoa(`hello ${own}`));
  });

  test('come as text, JSON, hex and base64', () => {
    const one = frame(0, '{"op":"subscribe","id":1}');
    const two = frame(1, Uint8Array.of(0xde, 0xad), false);
    expect(copy([one, two], 'text').text.split('\n')).toHaveLength(2);
    expect(copy([one], 'json').text).toBe('{\n  "op": "subscribe",\n  "id": 1\n}');
    expect(copy([frame(0, '{"id":12345678901234567890}')], 'json').text).toContain('12345678901234567890');
    expect(JSON.parse(copy([one, two], 'json').text)).toEqual([
      { at: '2026-01-01T00:00:00.000Z', direction: 'sent', data: { op: 'subscribe', id: 1 } },
      { at: '2026-01-01T00:00:00.001Z', direction: 'received', base64: '3q0=' },
    ]);
    expect(copy([two], 'hex').text).toMatch(/^00000000 {2}de ad/);
    expect(copy([two], 'base64').text).toBe('3q0=');
    expect(copy([frame(0, new Uint8Array(200_000))], 'base64').text).toHaveLength(266_668);
  });

  test('come as a websocat command that a shell takes as it is meant', () => {
    const { text } = copy([frame(0, 'it\'s {"a":1}'), frame(1, 'received', false)], 'websocat', true);
    expect(text).toBe(
      `printf '%s\\n' 'it'\\''s {"a":1}' | websocat --no-close --origin 'https://app.example.com' --protocol 'feed.v2' '${socket.url}'`,
    );
    expect(copy([frame(0, 'a\nb')], 'websocat', true).text).toMatch(
      /^printf '%s\\0' \$'a\\nb' \| .*--null-terminated/,
    );
    expect(copy([frame(0, Uint8Array.of(1, 2)), frame(1, 'x')], 'websocat', true).text).toMatch(
      /^\{ printf %s 'AQI=' \| base64 -d; sleep 0\.2; printf %s 'eA==' \| base64 -d; \} \| websocat --no-close --binary -B 65536 /,
    );
    expect(copy([], 'websocat').text).not.toContain(SECRET);
  });
});
