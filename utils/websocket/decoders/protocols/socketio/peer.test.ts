import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import ioV2 from 'socket.io-client-v2';
import { expect, test } from 'vitest';
import { atEnd, field, listen, read } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

async function startServer() {
  const http = createServer();
  const server = new Server(http, { allowEIO3: true });
  const serveChat = (nsp: string) =>
    server.of(nsp).on('connection', (socket) => {
      socket.on('chat', (message, ack) => ack?.({ seen: message.text }));
      socket.on('picture', (name, bytes, ack) => ack(name, bytes));
      socket.emit('welcome', { text: 'hello' });
    });
  serveChat('/');
  serveChat('/admin');
  const relay = await listen(http);
  atEnd(() => server.close());
  return relay;
}

test('Socket.IO 4: events, acks, a namespace with credentials, attachments put back', async () => {
  const relay = await startServer();
  const socket = io(`http://${relay.host}/admin`, { transports: ['websocket'], auth: { token: 'secret-1' } });
  atEnd(() => socket.close());
  await new Promise((resolve) => socket.once('welcome', resolve));
  await socket.emitWithAck('chat', { text: 'hi' });
  const picture = await new Promise((resolve) =>
    socket.emit('picture', 'cat', Buffer.from([1, 2, 3]), (...args: unknown[]) => resolve(args)),
  );
  expect(picture).toEqual(['cat', Buffer.from([1, 2, 3])]);

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('socketio');
  expect(decoder.detected.confidence).toBeGreaterThan(0.9);
  expect(lines).toEqual([
    expect.stringMatching(/^< Engine\.IO open \(sid: .*pingInterval: 25000/),
    '> connect in /admin (token: secret-1)',
    expect.stringMatching(/^< connect in \/admin \(sid: /),
    '< event welcome in /admin (text: hello)',
    '> event chat in /admin (text: hi)',
    '< ack 0 in /admin (seen: hi)',
    '> event picture in /admin (cat, …), 1 attachment to come',
    '> attachment 1 of 1: event picture in /admin (cat, 3 bytes)',
    '< ack 1 in /admin (cat, …), 1 attachment to come',
    '< attachment 1 of 1: ack 1 in /admin (cat, 3 bytes)',
  ]);
  expect(credentialOf(decoded[1]!)).toEqual([{ where: 'auth.token', value: 'secret-1' }]);
  expect(field(decoded[7], 'arguments')).toEqual(['cat', new Uint8Array([1, 2, 3])]);
  expect(pairs.partner.get(4)).toBe(5);
  expect(pairs.partner.get(5)).toBe(4);
  expect(pairs.partner.get(6)).toBe(8);
  expect(pairs.unanswered).toEqual([]);
});

test('Socket.IO 2 on Engine.IO 3: binary frames carry their packet type', async () => {
  const relay = await startServer();
  const socket = ioV2(`http://${relay.host}`, { transports: ['websocket'], forceNew: true });
  atEnd(() => socket.close());
  await new Promise((resolve) => socket.once('welcome', resolve));
  await new Promise((resolve) => socket.emit('picture', 'dog', Buffer.from([9, 8]), resolve));

  const { decoder, decoded, lines } = await read(relay.recordings[0]!);

  expect(decoder.detected.rule).toContain('EIO=3');
  expect(lines).toContain('< event welcome (text: hello)');
  expect(lines).toContain('> attachment 1 of 1: event picture (dog, 2 bytes)');
  const whole = decoded.find((one) => one.summary.startsWith('attachment 1 of 1: ack'));
  expect(field(whole, 'arguments')).toEqual(['dog', new Uint8Array([9, 8])]);
  expect(decoded.filter((one) => one.error)).toEqual([]);
});
