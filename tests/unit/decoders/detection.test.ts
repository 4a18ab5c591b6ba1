import { describe, expect, test } from 'vitest';
import { candidates, detect, openDecoder } from '@/utils/websocket/decoders';
import { bytes, frame } from './samples';

const url = 'wss://example.org/ws';
const seen = (...payloads: (string | Uint8Array)[]) =>
  detect({ url, subprotocol: '', offered: [], frames: payloads.map((payload) => frame(payload)) });

describe('detection is honest', () => {
  const words = [
    'ping',
    'pong',
    '1234',
    '0',
    'hello world',
    'こんにちは世界',
    'дa',
    '🙂',
    '',
    ' ',
    'true',
    '2',
    '42',
  ];

  test.each(words)('%j as text is text', (word) => {
    expect(seen(word).protocol.id).toBe('raw');
  });

  test.each(words)('%j as bytes is bytes', (word) => {
    const found = seen(new TextEncoder().encode(word));
    expect(found.protocol.id).toBe('raw');
    expect(found.confidence).toBeLessThan(0.1);
  });

  test('random bytes are rarely taken for a format, and never surely', () => {
    let state = 42;
    const next = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state >> 8;
    };
    let mistaken = 0;
    for (let round = 0; round < 2_000; round++) {
      const found = seen(new Uint8Array(8 + (next() % 60)).map(() => next() & 255));
      if (found.protocol.id !== 'raw') mistaken++;
      expect(found.confidence, found.rule).toBeLessThan(0.8);
    }
    expect(mistaken).toBeLessThan(60);
  });

  test('a token, a digest and a UUID are not base64 of anything', () => {
    for (const text of [
      'd41d8cd98f00b204e9800998ecf8427e',
      '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
      'dGhpcyBpcyBqdXN0IHRleHQgaW4gYmFzZTY0',
    ]) {
      expect(seen(text).protocol.id).toBe('raw');
    }
  });

  test('what the page offers is no proof; what the server chose is', () => {
    const context = { url, subprotocol: '', offered: ['mqtt', 'graphql-ws'], frames: [] };
    expect(detect(context).protocol.id).toBe('raw');
    const chosen = detect({ ...context, subprotocol: 'mqtt' });
    expect(chosen).toMatchObject({ confidence: 0.98, rule: 'the server chose the subprotocol mqtt' });
  });

  test('candidates are told in order, for the user to choose from', () => {
    const found = candidates({
      url,
      subprotocol: '',
      offered: [],
      frames: [frame('{"jsonrpc":"2.0","id":1,"method":"a"}')],
    });
    expect(found.map(({ protocol }) => protocol.id)).toEqual(['jsonrpc', 'json', 'raw']);
    expect(found.every(({ confidence }, n) => n === 0 || confidence <= found[n - 1]!.confidence)).toBe(true);
  });

  test('JSON among other text is less sure than JSON alone', () => {
    expect(seen('{"a":1}', 'ping', '{"b":2}').confidence).toBeLessThan(seen('{"a":1}', '{"b":2}').confidence);
  });

  test.each([
    ['{"jsonrpc":"2.0","id":1,"method":"add","params":[1]}', 'jsonrpc'],
    ['{"a":{"b":1}}', 'json'],
    ['CONNECT\naccept-version:1.2\nhost:h\n\n\0', 'stomp'],
    ['{"protocol":"json","version":1}\u001e', 'signalr'],
  ])('%j is told as well in binary frames, and read', async (text, id) => {
    const binary = new TextEncoder().encode(text);
    expect(seen(binary).protocol.id).toBe(id);
    const decoder = await openDecoder({ url, subprotocol: '', offered: [], frames: [frame(binary)] });
    expect(decoder.decode(frame(binary)).error).toBeUndefined();
  });

  test('AppSync is told from the older graphql-ws, which its subprotocol names', () => {
    const found = detect({
      url: 'wss://x.appsync-realtime-api.eu-west-1.amazonaws.com/graphql',
      subprotocol: 'graphql-ws',
      offered: [],
      frames: [],
    });
    expect(found.protocol.id).toBe('appsync');
  });

  test('a Kubernetes terminal with v5 is the server’s word', () => {
    expect(
      detect({ url, subprotocol: 'v5.channel.k8s.io', offered: [], frames: [frame(bytes(1, 'x'))] }).protocol
        .id,
    ).toBe('kubernetes');
  });
});

test('the user’s choice is certain, and a choice that does not fit says so frame by frame', async () => {
  const decoder = await openDecoder(
    { url, subprotocol: '', offered: [], frames: [frame('{"a":1}')] },
    { force: 'mqtt' },
  );
  expect(decoder.detected).toMatchObject({ confidence: 1, rule: 'chosen by the user' });
  expect(decoder.decode(frame('{"a":1}')).error).toBe('not decoded: MQTT speaks in binary frames (§6)');
});

test('a forced id that nobody knows falls back on detection', async () => {
  const decoder = await openDecoder(
    { url, subprotocol: '', offered: [], frames: [frame('{"a":1}')] },
    { force: 'gopher' },
  );
  expect(decoder.protocol.id).toBe('json');
});
