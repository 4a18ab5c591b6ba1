import { wsconnect } from '@nats-io/nats-core';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

/** Enough of a NATS server for one client: subscriptions by exact subject, and a service that answers. */
function serveNats(socket: WebSocket): void {
  const say = (text: string) => socket.send(Buffer.from(text));
  const subscriptions = new Map<string, string>();
  let text = '';
  say(
    `INFO ${JSON.stringify({ server_id: 'S1', version: '2.11.0', headers: true, max_payload: 1048576, proto: 1 })}\r\n`,
  );
  const deliver = (subject: string, payload: string, reply = '') => {
    for (const [sid, filter] of subscriptions) {
      const matches =
        filter === subject || (filter.endsWith('.*') && subject.startsWith(filter.slice(0, -1)));
      if (matches)
        say(`MSG ${subject} ${sid} ${reply ? `${reply} ` : ''}${payload.length}\r\n${payload}\r\n`);
    }
  };
  socket.on('message', (data) => {
    text += String(data);
    for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
      const [name, ...args] = text.slice(0, end).split(' ');
      let rest = text.slice(end + 2);
      if (name === 'PUB') {
        const size = Number(args.at(-1));
        if (rest.length < size + 2) return;
        const payload = rest.slice(0, size);
        rest = rest.slice(size + 2);
        if (args[0] === 'time') deliver(args[1]!, 'noon');
        else deliver(args[0]!, payload);
      }
      if (name === 'PING') say('PONG\r\n');
      if (name === 'SUB') subscriptions.set(args.at(-1)!, args[0]!);
      text = rest;
    }
  });
}

test('NATS with its client: connect, subscription, messages, a request and its reply', async () => {
  const relay = await serve(serveNats);
  const connection = await wsconnect({ servers: `ws://${relay.host}`, token: 'nats-token', name: 'panel' });
  atEnd(() => connection.close());
  const subscription = connection.subscribe('room.1', { max: 1 });
  connection.publish('room.1', '{"text":"hi"}');
  for await (const message of subscription) expect(message.string()).toBe('{"text":"hi"}');
  expect((await connection.request('time', 'now?')).string()).toBe('noon');

  const { decoder, decoded, pairs } = await read(relay.recordings[0]!);
  const messages = decoded.flatMap((one) => one.batch ?? [one]);
  const summaries = messages.map(({ summary }) => summary);

  expect(decoder.protocol.id).toBe('nats');
  expect(summaries[0]).toBe('INFO (version: 2.11.0)');
  const connect = messages.find(({ kind }) => kind === 'CONNECT');
  expect(credentialOf(connect!)).toEqual([{ where: 'CONNECT.auth_token', value: 'nats-token' }]);
  expect(summaries).toEqual(
    expect.arrayContaining([
      'PING',
      'PONG',
      'SUB room.1',
      'PUB room.1 (text: hi)',
      'MSG room.1 (text: hi)',
      'PUB time (now?)',
    ]),
  );
  expect(messages.filter((one) => one.error)).toEqual([]);
  expect(
    field(
      messages.find(({ kind }) => kind === 'MSG'),
      'subject',
    ),
  ).toBe('room.1');
  const request = pairs.conversations.find(({ id }) => id.startsWith('inbox '));
  expect(request).toMatchObject({ summary: 'PUB time (now?)' });
  expect(request!.latency).toBeGreaterThanOrEqual(0);
});
