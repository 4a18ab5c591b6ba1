import { Centrifuge } from 'centrifuge';
import { Centrifuge as CentrifugeProtobuf } from 'centrifuge/build/protobuf';
import protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, read, serve } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';
import { CLIENT_PROTOCOL } from './schema';

const types = protobuf.parse(CLIENT_PROTOCOL, { keepCase: true }).root;
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A frame may hold several commands, each after its length. */
function decodeCommands(raw: Buffer): unknown[] {
  const reader = protobuf.Reader.create(raw);
  const commands: unknown[] = [];
  while (reader.pos < reader.len) commands.push(types.lookupType('Command').decodeDelimited(reader));
  return commands;
}

test.each(['json', 'protobuf'] as const)(
  'Centrifugo with centrifuge in %s: connect with a token, subscribe, publish, rpc',
  async (format) => {
    const binary = format === 'protobuf';
    const data = (value: unknown) => (binary ? text(value) : value);
    const relay = await serve(
      (socket) => {
        const say = (reply: object) =>
          socket.send(
            binary ? types.lookupType('Reply').encodeDelimited(reply).finish() : JSON.stringify(reply),
          );
        socket.on('message', (raw) => {
          const commands = binary
            ? decodeCommands(raw as Buffer)
            : String(raw)
                .trim()
                .split('\n')
                .map((one) => JSON.parse(one));
          for (const command of commands as { id: number; [name: string]: unknown }[]) {
            const has = (name: string) => command[name] !== undefined && command[name] !== null;
            if (has('connect'))
              say({ id: command.id, connect: { client: 'c1', version: '5.0.0', ping: 25, pong: true } });
            if (has('subscribe')) say({ id: command.id, subscribe: {} });
            if (has('publish')) {
              say({ id: command.id, publish: {} });
              say({ push: { channel: 'room', pub: { data: data({ text: 'hi' }) } } });
            }
            if (has('rpc')) say({ id: command.id, error: { code: 108, message: 'method not found' } });
          }
        });
      },
      ...(binary ? [() => 'centrifuge-protobuf'] : []),
    );
    const Client = binary ? CentrifugeProtobuf : Centrifuge;
    const client = new Client(`ws://${relay.host}/connection/websocket`, {
      token: 'connect-token',
      websocket: WebSocket,
    });
    atEnd(() => client.disconnect());
    client.connect();
    const subscription = client.newSubscription('room');
    const published = new Promise((resolve) => subscription.on('publication', resolve));
    subscription.subscribe();
    await subscription.ready();
    await subscription.publish(data({ text: 'hey' }));
    await published;
    await expect(client.rpc('nothing', data({}))).rejects.toMatchObject({ code: 108 });

    const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);
    const messages = decoded.flatMap((one) => one.batch ?? [one]);

    expect(decoder.protocol.id).toBe('centrifugo');
    expect(messages.flatMap(credentialOf)).toEqual([{ where: 'connect.token', value: 'connect-token' }]);
    expect(messages.map(({ summary }) => summary)).toEqual([
      'connect',
      'subscribe room',
      'reply connect',
      'reply subscribe',
      'publish room (text: hey)',
      'reply publish',
      'push pub room (text: hi)',
      'rpc nothing',
      expect.stringMatching(/^error of \d: 108: method not found$/),
    ]);
    expect(lines.filter((line) => line.includes('not decoded'))).toEqual([]);
    expect(pairs.unanswered).toEqual([]);
    expect(pairs.conversations.find(({ id }) => id === 'channel room')!.frames.length).toBeGreaterThanOrEqual(
      2,
    );
  },
);
