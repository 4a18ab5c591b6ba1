import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, read, serve } from '@/tests/contract/decoders/support/peers';
import { createDecompress, decodeNested } from '@/utils/websocket/decoders';

/*
 * Formats have no peers: their frames go over a real socket, from the compressor that everybody uses.
 */

async function connect(host: string, path: string, protocols: string[] = []): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${host}${path}`, protocols);
  atEnd(() => socket.terminate());
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
}

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
