import { expect, test } from 'vitest';
import { Wampy } from 'wampy';
import { CborSerializer } from 'wampy/CborSerializer.js';
import { JsonSerializer } from 'wampy/JsonSerializer.js';
import { MsgpackSerializer } from 'wampy/MsgpackSerializer.js';
import { WebSocket } from 'ws';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';

interface Serializer {
  protocol: string;
  isBinary: boolean;
  encode(data: unknown): string | Uint8Array;
  decode(data: unknown): unknown;
}

/** A router for one client: what it publishes comes back to it, what it calls it may answer itself. */
function serveRouter(socket: WebSocket, serializer: Serializer): void {
  const say = (...message: unknown[]) => socket.send(serializer.encode(message));
  let invocation = 100;
  const callers = new Map<number, number>();
  socket.on('message', async (data, binary) => {
    const bytes = data as Buffer;
    const body = binary
      ? bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
      : String(data);
    const [code, request, ...rest] = (await serializer.decode(body)) as [number, number, ...unknown[]];
    if (code === 1) say(2, 7, { roles: { broker: {}, dealer: {} } });
    if (code === 32) say(33, request, 501);
    if (code === 64) say(65, request, 601);
    if (code === 16) {
      say(17, request, 9001);
      say(36, 501, 9001, {}, ...rest.slice(2));
    }
    if (code === 48 && rest[1] === 'no.such') say(8, 48, request, {}, 'wamp.error.no_such_procedure');
    else if (code === 48) {
      callers.set(++invocation, request);
      say(68, invocation, 601, {}, ...rest.slice(2));
    }
    if (code === 70) say(50, callers.get(request), {}, ...rest.slice(1));
    if (code === 6) say(6, {}, 'wamp.close.goodbye_and_out');
  });
}

test.each([
  ['json', new JsonSerializer()],
  ['msgpack', new MsgpackSerializer()],
  ['cbor', new CborSerializer()],
])(
  'WAMP with wampy in %s: session, subscription and event, call and result, error',
  async (name, serializer) => {
    const relay = await serve(
      (socket) => serveRouter(socket, serializer as never),
      () => `wamp.2.${name}`,
    );
    const client = new Wampy(`ws://${relay.host}/ws`, {
      realm: 'realm1',
      ws: WebSocket,
      serializer,
    } as never);
    await client.connect();
    atEnd(() => client.disconnect());
    const event = new Promise<unknown>((resolve) => {
      void client.subscribe('room.news', resolve as never);
    });
    await client.register('math.double', ((data: { argsList: number[] }) => ({
      argsList: [data.argsList[0]! * 2],
    })) as never);
    await client.publish(
      'room.news',
      { argsDict: { text: 'hi' } } as never,
      { exclude_me: false, acknowledge: true } as never,
    );
    await event;
    expect(await client.call('math.double', [21] as never)).toMatchObject({ argsList: [42] });
    await expect(client.call('no.such', [] as never)).rejects.toThrow();

    const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

    expect(decoder.protocol.id).toBe('wamp');
    expect(lines).toEqual(
      expect.arrayContaining([
        '> HELLO realm1',
        '< WELCOME',
        '> SUBSCRIBE room.news',
        '< SUBSCRIBED room.news',
        '> REGISTER math.double',
        '< REGISTERED math.double',
        '> PUBLISH room.news (text: hi)',
        '< PUBLISHED room.news',
        '< EVENT room.news (text: hi)',
        '> CALL math.double (21)',
        '< INVOCATION math.double (21)',
        '> YIELD math.double (42)',
        '< RESULT math.double (42)',
        '< ERROR wamp.error.no_such_procedure',
      ]),
    );
    const call = lines.indexOf('> CALL math.double (21)');
    expect(pairs.partner.get(call)).toBe(lines.indexOf('< RESULT math.double (42)'));
    expect(pairs.partner.get(lines.indexOf('< INVOCATION math.double (21)'))).toBe(
      lines.indexOf('> YIELD math.double (42)'),
    );
    expect(field(decoded[call], 'procedure')).toBe('math.double');
    expect(decoded.at(-1)!.error).toBe('wamp.error.no_such_procedure');
  },
);
