import {
  HttpTransportType,
  HubConnectionBuilder,
  type IHubProtocol,
  JsonHubProtocol,
  LogLevel,
  MessageType,
  NullLogger,
} from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';

/** A hub that greets, counts and fails, written with the protocol's own serializer. */
function serveHub(socket: WebSocket, protocol: IHubProtocol): void {
  const say = (message: Parameters<IHubProtocol['writeMessage']>[0]) =>
    socket.send(protocol.writeMessage(message));
  const answer = (target: string, invocationId: string) => {
    if (target === 'Fail') return say({ type: MessageType.Completion, invocationId, error: 'not today' });
    if (target === 'Count') {
      for (const item of [1, 2]) say({ type: MessageType.StreamItem, invocationId, item });
      return say({ type: MessageType.Completion, invocationId });
    }
    return say({ type: MessageType.Completion, invocationId, result: `hello ${target}` });
  };
  socket.once('message', () => {
    socket.send('{}\u001e');
    say({ type: MessageType.Invocation, target: 'welcome', arguments: [{ text: 'hi' }] });
    say({ type: MessageType.Ping });
    socket.on('message', (data, binary) => {
      // The client's parser skips what only clients say, so the id and target are found in the bytes.
      const text = binary ? (data as Buffer).toString('latin1') : String(data);
      const target = ['Greet', 'Count', 'Fail'].find((name) => text.includes(name));
      const id = binary
        ? /\xa1(\d)\xa5(?:Greet|Count)|\xa1(\d)\xa4Fail/.exec(text)
        : /"invocationId":"(\d+)"/.exec(text);
      if (target && id) answer(target, (id[1] ?? id[2])!);
    });
  });
}

test.each([
  ['JSON', new JsonHubProtocol(), 'json'],
  ['MessagePack', new MessagePackHubProtocol(), 'messagepack'],
])(
  'SignalR with @microsoft/signalr in %s: invocations, a stream, an error, pings',
  async (_, protocol, name) => {
    const relay = await serve((socket) => serveHub(socket, protocol));
    const connection = new HubConnectionBuilder()
      .withUrl(`http://${relay.host}/chathub`, {
        skipNegotiation: true,
        transport: HttpTransportType.WebSockets,
      })
      .withHubProtocol(protocol)
      .configureLogging(NullLogger.instance ?? LogLevel.None)
      .build();
    atEnd(() => connection.stop());
    const welcome = new Promise((resolve) => connection.on('welcome', resolve));
    await connection.start();
    expect(await welcome).toEqual({ text: 'hi' });
    expect(await connection.invoke('Greet', 'ann')).toBe('hello Greet');
    const items: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      connection
        .stream('Count', 2)
        .subscribe({ next: (item) => items.push(item), complete: resolve, error: reject });
    });
    expect(items).toEqual([1, 2]);
    await expect(connection.invoke('Fail')).rejects.toThrow('not today');

    const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

    expect(decoder.protocol.id).toBe('signalr');
    // The client pings when it likes.
    expect(lines.filter((line) => line !== '> ping')).toEqual([
      `> handshake, ${name} protocol 1`,
      '< handshake accepted',
      '< invoke welcome (text: hi)',
      '< ping',
      '> invoke Greet (ann)',
      '< completed 0 (hello Greet)',
      '> stream Count (2)',
      '< item of 1 (1)',
      '< item of 1 (2)',
      '< completed 1',
      '> invoke Fail',
      '< failed 2: not today',
    ]);
    const at = (line: string) => lines.indexOf(line);
    expect(decoded[at('< ping')]!.heartbeat).toBe(true);
    expect(field(decoded[at('> invoke Greet (ann)')], 'target')).toBe('Greet');
    expect(field(decoded[at('< completed 0 (hello Greet)')], 'result')).toBe('hello Greet');
    expect(pairs.partner.get(at('> invoke Greet (ann)'))).toBe(at('< completed 0 (hello Greet)'));
    expect(pairs.conversations.find(({ id }) => id === '1')).toMatchObject({
      frames: [at('> stream Count (2)'), at('< item of 1 (1)'), at('< item of 1 (2)'), at('< completed 1')],
      reply: at('< completed 1'),
    });
    expect(pairs.conversations.find(({ id }) => id === '2')).toMatchObject({ error: 'not today' });
  },
);
