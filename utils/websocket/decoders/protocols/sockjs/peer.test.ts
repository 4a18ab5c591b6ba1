import { createServer } from 'node:http';
import sockjs from 'sockjs';
import SockJS from 'sockjs-client';
import { expect, test } from 'vitest';
import { atEnd, field, listen, read } from '@/tests/contract/decoders/support/peers';

test('SockJS with its own server and client: open, messages of both sides read as the JSON that they are, close', async () => {
  const http = createServer();
  const server = sockjs.createServer({ log: () => {} });
  server.on(
    'connection',
    (connection: { on: CallableFunction; write(text: string): void; close: CallableFunction }) => {
      connection.on('data', (text: string) => {
        connection.write(`{"heard":${text}}`);
        connection.close(4001, 'enough');
      });
    },
  );
  server.installHandlers(http, { prefix: '/echo' });
  const relay = await listen(http);
  const client = new SockJS(`http://${relay.host}/echo`, null, { transports: ['websocket'] });
  atEnd(() => client.close());
  client.onopen = () => client.send('{"text":"hi"}');
  const { code } = await new Promise<{ code: number }>((resolve) => {
    client.onclose = resolve;
  });
  expect(code).toBe(4001);

  const { decoder, decoded, lines } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('sockjs');
  expect(decoder.inner?.protocol.id).toBe('json');
  expect(lines).toEqual(['< SockJS open', '> text: hi', '< heard: {…}', '< SockJS close 4001 (enough)']);
  expect(field(decoded[1], 'text')).toBe('hi');
});
