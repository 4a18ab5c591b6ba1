import { constants, createDeflate } from 'node:zlib';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createDecompress, credentialOf, decodeNested } from '@/utils/websocket/decoders';
import { atEnd, field, read, serve } from './support/peers';

/*
 * Protocols whose peers cannot be had here: their frames are written after the specification, and go over
 * a real socket.
 */

async function connect(host: string, path: string, protocols: string[] = []): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${host}${path}`, protocols);
  atEnd(() => socket.terminate());
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
}

test('Discord: one zlib stream over all frames, split as the server likes', async () => {
  const relay = await serve((socket) => {
    const deflate = createDeflate({ flush: constants.Z_SYNC_FLUSH });
    let halve = false;
    deflate.on('data', (chunk: Buffer) => {
      if (!halve) return socket.send(chunk);
      socket.send(chunk.subarray(0, 5));
      socket.send(chunk.subarray(5));
    });
    const say = (message: unknown) =>
      new Promise<void>((resolve) => deflate.write(JSON.stringify(message), () => resolve()));
    void say({ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null });
    const answer = async (op: number) => {
      if (op === 2) {
        await say({ op: 0, d: { v: 10, user: { id: '1' } }, s: 1, t: 'READY' });
        halve = true;
        await say({ op: 0, d: { content: 'hi', heartbeat_interval: 41_250 }, s: 2, t: 'MESSAGE_CREATE' });
      }
      if (op === 1) await say({ op: 11, d: null, s: null, t: null });
    };
    let before = Promise.resolve();
    socket.on('message', (data) => {
      before = before.then(() => answer(JSON.parse(String(data)).op));
    });
  });
  const socket = await connect(relay.host, '/?v=10&encoding=json&compress=zlib-stream');
  socket.send(JSON.stringify({ op: 2, d: { token: 'Bot abc', intents: 1 } }));
  socket.send(JSON.stringify({ op: 1, d: 2 }));
  const recording = await relay.until(({ frames }) => frames.length >= 7);

  const { decoder, decoded, lines, pairs } = await read(recording);

  expect(decoder.protocol.id).toBe('discord');
  const told = lines.filter((line) => !line.includes('part of'));
  expect(told).toEqual([
    '< Hello (heartbeat_interval: 41250)',
    '> Identify (intents: 1)',
    '> Heartbeat (2)',
    '< event READY (v: 10, user: {…})',
    '< event MESSAGE_CREATE (content: hi, heartbeat_interval: 41250)',
    '< Heartbeat ACK',
  ]);
  expect(lines.length).toBeGreaterThan(told.length);
  expect(decoded.flatMap(credentialOf)).toEqual([{ where: 'd.token', value: 'abc' }]);
  expect(pairs.conversations.find(({ id }) => id === 'session')!.reply).toBeDefined();
});

test('Kubernetes exec: streams, a terminal’s size, the exit status, a closed stream', async () => {
  const relay = await serve(
    (socket) => {
      socket.on('message', (data) => {
        if ((data as Buffer)[0] !== 0) return;
        socket.send(Buffer.concat([Buffer.from([1]), Buffer.from('\u001b[1;34ma.txt\u001b[0m\r\n')]));
        socket.send(Buffer.concat([Buffer.from([2]), Buffer.from('oops')]));
        socket.send(
          Buffer.concat([Buffer.from([3]), Buffer.from('{"status":"Failure","message":"exit code 2"}')]),
        );
      });
    },
    () => 'v5.channel.k8s.io',
  );
  const socket = await connect(relay.host, '/api/v1/namespaces/n/pods/p/exec', ['v5.channel.k8s.io']);
  socket.send(Buffer.concat([Buffer.from([4]), Buffer.from('{"Width":80,"Height":24}')]));
  socket.send(Buffer.concat([Buffer.from([0]), Buffer.from('ls\n')]));
  socket.send(Buffer.from([255, 0]));
  const recording = await relay.until(({ frames }) => frames.length === 6);

  const { decoder, decoded, lines } = await read(recording);

  expect(decoder.protocol.id).toBe('kubernetes');
  expect(lines.toSorted()).toEqual([
    '< exit: Failure (exit code 2)',
    '< stderr (oops)',
    '< stdout (a.txt)',
    '> close stdin',
    '> resize (Width: 80, Height: 24)',
    '> stdin (ls)',
  ]);
  expect(decoded.find(({ kind }) => kind === 'error')!.error).toBe('exit code 2');
});

test('Jupyter: both framings, a request with its output and reply, buffers', async () => {
  const message = (msg_type: string, id: string, parent: string | undefined, content: object) => ({
    header: { msg_id: id, msg_type },
    parent_header: parent ? { msg_id: parent } : {},
    metadata: {},
    content,
  });
  const v1 = (
    channel: string,
    { header, parent_header, metadata, content }: ReturnType<typeof message>,
    ...buffers: Buffer[]
  ) => {
    const parts = [
      Buffer.from(channel),
      ...[header, parent_header, metadata, content].map((part) => Buffer.from(JSON.stringify(part))),
      ...buffers,
    ];
    const head = Buffer.alloc(8 * (parts.length + 2));
    head.writeBigUInt64LE(BigInt(parts.length + 1), 0);
    let at = head.length;
    parts.forEach((part, n) => {
      head.writeBigUInt64LE(BigInt(at), 8 * (n + 1));
      at += part.length;
    });
    head.writeBigUInt64LE(BigInt(at), 8 * (parts.length + 1));
    return Buffer.concat([head, ...parts]);
  };
  const relay = await serve(
    (socket) => {
      socket.on('message', () => {
        socket.send(
          v1('iopub', message('stream', 'm2', 'm1', { name: 'stdout', text: '2' }), Buffer.from([7])),
        );
        socket.send(v1('shell', message('execute_reply', 'm3', 'm1', { status: 'ok' })));
        socket.send(v1('iopub', message('status', 'm4', 'm1', { execution_state: 'idle' })));
      });
    },
    () => 'v1.kernel.websocket.jupyter.org',
  );
  const socket = await connect(relay.host, '/api/kernels/k/channels', ['v1.kernel.websocket.jupyter.org']);
  socket.send(v1('shell', message('execute_request', 'm1', undefined, { code: 'print(1+1)' })));
  const recording = await relay.until(({ frames }) => frames.length === 4);

  const { decoder, decoded, lines, pairs } = await read(recording);

  expect(decoder.protocol.id).toBe('jupyter');
  expect(lines).toEqual([
    '> execute_request (print(1+1))',
    '< stream (2)',
    '< execute_reply (ok)',
    '< status (idle)',
  ]);
  expect(field(decoded[1], 'buffers')).toEqual([new Uint8Array([7])]);
  expect(pairs.partner.get(0)).toBe(2);
  expect(pairs.conversations[0]).toMatchObject({ frames: [0, 1, 2, 3] });
  expect(pairs.conversations[0]!.endedAt).toBeDefined();
});

test('compressed frames are read on: gzip of JSON, and what is inside of it', async () => {
  const { gzipSync, deflateRawSync } = await import('node:zlib');
  const relay = await serve((socket) => socket.on('message', (data) => socket.send(data as Buffer)));
  const socket = await connect(relay.host, '/');
  socket.send(gzipSync('{"text":"hi"}'));
  const recording = await relay.until(({ frames }) => frames.length === 2);

  const { decoder, decoded } = await read(recording);
  const decompress = createDecompress(DecompressionStream as never);
  const inner = await decodeNested(decoded[0]!.nested!, { sent: true, at: 0 }, decompress);

  expect(decoder.protocol.id).toBe('compressed');
  expect(decoded[0]!.summary).toMatch(/^gzip, \d+ bytes$/);
  expect(inner).toMatchObject({ kind: 'object', summary: 'text: hi' });

  const raw = new Uint8Array(deflateRawSync('{"text":"raw"}'));
  expect(
    await decodeNested(
      { name: 'content', payload: raw, compression: 'deflate-raw' },
      { sent: true, at: 0 },
      decompress,
    ),
  ).toMatchObject({ summary: 'text: raw' });
  const broken = await decodeNested(
    { name: 'content', payload: raw, compression: 'gzip' },
    { sent: true, at: 0 },
    decompress,
  );
  expect(broken.error).toBe('not decoded: it is not valid gzip');
});
