import { deflateSync, gzipSync } from 'node:zlib';
import { encode } from 'cbor2';
import { describe, expect, test } from 'vitest';
import { createDecompress, decodeNested, detect, openDecoder, PROTOCOLS } from '@/utils/websocket/decoders';
import { createInflate } from '@/utils/websocket/decoders/protocols/discord/inflate';
import { cpuTime } from '../support/cpu';
import { bytes, contextOf, frame, SAMPLES } from './samples';

const context = { url: 'ws://host/', subprotocol: '', offered: [] };
const open = (id: string) => openDecoder({ ...context, frames: [] }, { force: id });

/** Milliseconds of CPU that a decoder may take for the worst that is let through to it, however busy the machine. */
const BOUND = 3_000;

function timed<T>(work: () => T): T {
  const started = cpuTime();
  const result = work();
  expect(cpuTime() - started).toBeLessThan(BOUND);
  return result;
}

const MEGABYTES = 1024 * 1024;
const HUGE = new Uint8Array(50 * MEGABYTES);

describe.each(PROTOCOLS.map(({ id }) => id))('%s', (id) => {
  test('50 MB are not decoded, and say why', async () => {
    const decoder = await open(id);
    const decoded = timed(() => decoder.decode(frame(HUGE)));
    expect(decoded.error).toMatch(/^not decoded: it is longer than \d+ bytes$/);
    expect(decoded.summary.length).toBeLessThan(200);
  });

  test('4 MB of nesting, digits, quotes and zeros cost a bounded time', async () => {
    const sample = contextOf(SAMPLES[id]!);
    const size = 4 * MEGABYTES - 100;
    const seeds = ['[', '{"a":', '1', '"', '\\', '\u001e', '\n', ' ', 'a', '-', '{', ','];
    for (const seed of seeds) {
      const decoder = await openDecoder(sample, { force: id });
      const start =
        typeof sample.frames[0]!.payload === 'string' ? sample.frames[0]!.payload.slice(0, 4) : '';
      timed(() => decoder.decode(frame(start + seed.repeat(size / seed.length))));
    }
    for (const byte of [0x00, 0x01, 0x0a, 0x81, 0x82, 0x91, 0xa1, 0xc1, 0xd8, 0xdd, 0xff]) {
      const decoder = await openDecoder(sample, { force: id });
      const started = sample.frames[0]!.payload;
      if (started instanceof Uint8Array) decoder.decode(frame(started));
      timed(() => decoder.decode(frame(new Uint8Array(size).fill(byte))));
    }
  }, 120_000);
});

test('detection takes a bounded time on 4 MB frames that look like everything', () => {
  const seeds = [
    '{"sid":"pingInterval":',
    '["type":1,',
    'a"',
    '{"protocol":"version":',
    'Content-Length: ',
    'CONNECT\n',
    'x:',
  ];
  for (const seed of seeds) {
    const payload = seed.repeat((4 * MEGABYTES) / seed.length);
    timed(() => detect({ ...context, frames: [frame(payload), frame(`0${payload}`), frame(`{${payload}`)] }));
  }
  timed(() => detect({ ...context, frames: [frame(new Uint8Array(4 * MEGABYTES).fill(0x91)), frame(HUGE)] }));
});

describe('the worst of each format', () => {
  test('JSON nested 200 000 deep', async () => {
    const decoder = await open('json');
    const decoded = decoder.decode(frame('['.repeat(200_000) + ']'.repeat(200_000)));
    expect(decoded.error).toBe('not decoded: it is nested deeper than 128 levels');
  });

  test('brackets within strings are no nesting', async () => {
    const decoder = await open('json');
    expect(decoder.decode(frame(JSON.stringify({ text: '[{"'.repeat(1000) }))).error).toBeUndefined();
  });

  test('prototype keys are plain entries and touch no prototype', async () => {
    const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}';
    for (const id of [
      'json',
      'graphql-ws',
      'phoenix',
      'jsonrpc',
      'cdp',
      'pusher',
      'appsync',
      'discord',
      'jupyter',
      'socketio',
    ]) {
      const decoder = await open(id);
      decoder.decode(frame(hostile));
      decoder.decode(
        frame(
          `{"type":"__proto__","event":"constructor","op":"toString","id":"__proto__","payload":${hostile}}`,
        ),
      );
      decoder.decode(frame(`42["__proto__",${hostile}]`));
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const decoded = (await open('json')).decode(frame(hostile));
    expect(decoded.fields.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString']);
    for (const [id, payload] of [
      ['cbor', encode(new Map([['__proto__', new Map([['polluted', 1]])]]))],
      ['msgpack', bytes(0x81, 0xa9, '__proto__', 0x81, 0xa8, 'polluted', 1)],
    ] as const) {
      (await open(id)).decode(frame(payload));
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('MessagePack that claims four thousand million elements', async () => {
    const decoder = await open('msgpack');
    for (const first of [0xdd, 0xdf, 0xc6, 0xdb, 0xc9]) {
      const decoded = timed(() => decoder.decode(frame(bytes(first, 0xff, 0xff, 0xff, 0xff, 1))));
      expect(decoded.error).toMatch(/^not decoded: it is not MessagePack/);
    }
  });

  test('CBOR that claims as much, at the top and within, and that refers to itself', async () => {
    const decoder = await open('cbor');
    const claims = [
      bytes(0x9a, 0xff, 0xff, 0xff, 0xff, 1),
      bytes(0x81, 0x9a, 0x01, 0xff, 0xff, 0xff, 1),
      bytes(0xba, 0x7f, 0xff, 0xff, 0xff, 1),
      bytes(0x81, 0x5a, 0x7f, 0xff, 0xff, 0xff, 1),
    ];
    for (const claim of claims) {
      expect(timed(() => decoder.decode(frame(claim))).error).toMatch(
        /^not decoded: it (is not CBOR|claims)/,
      );
    }
    // Tags 28 and 29, "shareable" and "reference": [<itself>].
    const cyclic = decoder.decode(frame(bytes(0xd8, 28, 0x81, 0xd8, 29, 0)));
    expect(() => structuredClone(cyclic)).not.toThrow();
    expect(JSON.stringify(cyclic).length).toBeLessThan(1_000);
  });

  test('BSON nested deep, and with a length that lies', async () => {
    const decoder = await open('bson');
    // Each document is its length, an embedded document "a", and zero.
    const depth = 3_000;
    const document = new Uint8Array(8 * depth + 5);
    for (let level = 0; level <= depth; level++) {
      const size = document.length - 8 * level;
      document.set([size & 255, size >> 8, 0, 0, ...(level < depth ? [3, 97, 0] : [])], 7 * level);
    }
    expect(decoder.decode(frame(document)).error).toMatch(/^not decoded: it is nested (deeper|too deep)/);
    expect(decoder.decode(frame(bytes(0xff, 0xff, 0xff, 0x7f, 1, 97, 0, 0))).error).toMatch(/^not decoded/);
  });

  test('protobuf nested deep is bytes at some depth', async () => {
    const decoder = await open('protobuf');
    // Written from its end: each level is a tag, a length and the level within it.
    const reversed = [1, 0xff, 8];
    for (let depth = 0; depth < 2_000; depth++) {
      const size = reversed.length;
      reversed.push(...(size < 128 ? [size] : [size >> 7, (size & 127) | 128]), 0x0a);
    }
    const message = new Uint8Array(reversed.reverse());
    const decoded = timed(() => decoder.decode(frame(message)));
    expect(() => structuredClone(decoded)).not.toThrow();
  });

  test('a zip bomb stops at the limit: by stream, and by zlib-stream', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(64 * MEGABYTES)));
    expect(bomb.length).toBeLessThan(MEGABYTES);
    const decompress = createDecompress(DecompressionStream as never);
    const started = cpuTime();
    const decoded = await decodeNested(
      { name: 'content', payload: bomb, compression: 'gzip' },
      { sent: false, at: 0 },
      decompress,
    );
    expect(decoded.error).toBe('not decoded: it unpacks to more than 8388608 bytes');
    expect(cpuTime() - started).toBeLessThan(BOUND);
    const inflate = createInflate();
    expect(() => timed(() => inflate(new Uint8Array(deflateSync(new Uint8Array(64 * MEGABYTES)))))).toThrow(
      'unpacks to more than',
    );
  });

  test('a STOMP frame that never ends is given up, and the next one is read', async () => {
    const decoder = await open('stomp');
    const part = `SEND\ncontent-length:99999999\n\n${'a'.repeat(3 * MEGABYTES)}`;
    expect(timed(() => decoder.decode(frame(part))).kind).toBe('part');
    expect(decoder.decode(frame('a'.repeat(3 * MEGABYTES))).error).toBe(
      'not decoded: a STOMP frame does not end',
    );
    expect(decoder.decode(frame('SEND\ndestination:/a\n\nhi\0')).summary).toBe('SEND /a (hi)');
  });

  test('a frame that is missing, pending or cut says so', async () => {
    const decoder = await open('json');
    expect(decoder.decode(frame('', { missing: 'dropped', payload: undefined })).error).toBe(
      'not decoded: its payload was not kept',
    );
    expect(decoder.decode(frame('', { missing: 'pending', payload: undefined })).error).toBe(
      'not decoded: its payload is still being read',
    );
    expect(decoder.decode(frame('{"a":', { truncated: true, size: 900 })).error).toBe(
      'not decoded: only the first 5 of 900 bytes were kept',
    );
  });
});
