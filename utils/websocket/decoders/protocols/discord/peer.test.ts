import { constants, createDeflate, deflateSync } from 'node:zlib';
import { CompressionMethod, type OptionalWebSocketManagerOptions, WebSocketManager } from '@discordjs/ws';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

type Say = (message: unknown) => Promise<void>;
type Pack = (socket: WebSocket) => Say;

const plain: Pack = (socket) => async (message) => socket.send(JSON.stringify(message));

/** Each message by itself, as `"compress": true` in Identify asks for: https://discord.com/developers/docs/events/gateway#payload-compression */
const each: Pack = (socket) => async (message) => socket.send(deflateSync(JSON.stringify(message)));

/** One stream over all of them, one message in two frames: …#transport-compression */
const stream: Pack = (socket) => {
  const deflate = createDeflate({ flush: constants.Z_SYNC_FLUSH });
  let messages = 0;
  deflate.on('data', (chunk: Buffer) => {
    if (messages !== 3) return socket.send(chunk);
    socket.send(chunk.subarray(0, 5));
    socket.send(chunk.subarray(5));
  });
  return (message) => {
    messages++;
    return new Promise<void>((resolve) => deflate.write(JSON.stringify(message), () => resolve()));
  };
};

/** A gateway that says hello, ready, one event, and answers heartbeats; and discord.js's own client on it. */
async function talk(pack: Pack, options: Partial<OptionalWebSocketManagerOptions>) {
  const relay = await serve((socket) => {
    const say = pack(socket);
    let before = say({ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null });
    const answer = async (op: number) => {
      if (op === 1) await say({ op: 11, d: null, s: null, t: null });
      if (op !== 2) return;
      const ready = { v: 10, user: { id: '1' }, session_id: 'S', resume_gateway_url: 'wss://r', guilds: [] };
      await say({ op: 0, d: ready, s: 1, t: 'READY' });
      await say({ op: 0, d: { id: '9', content: 'hi' }, s: 2, t: 'MESSAGE_CREATE' });
      await say({ op: 1, d: null, s: null, t: null });
    };
    socket.on('message', (data) => {
      before = before.then(() => answer(JSON.parse(String(data)).op));
    });
  });
  const limits = { total: 1000, remaining: 1000, reset_after: 60_000, max_concurrency: 1 };
  // REST does nothing here but to name the gateway.
  const rest = { get: async () => ({ url: `ws://${relay.host}/`, shards: 1, session_start_limit: limits }) };
  const manager = new WebSocketManager({ token: 'the-token', intents: 1, rest: rest as never, ...options });
  atEnd(() => manager.destroy());
  await manager.connect();
  const recording = await relay.until(({ frames }) =>
    frames.some(({ sent, payload }) => sent && String(payload).includes('"op":1,')),
  );
  const beaten = recording.frames.length;
  await relay.until(({ frames }) => frames.length > beaten);
  return recording;
}

test.each([
  ['as text', plain, {}],
  ['with zlib-stream', stream, { compression: CompressionMethod.ZlibNative }],
  ['each message compressed', each, { useIdentifyCompression: true }],
] as const)(
  'Discord’s gateway with @discordjs/ws, %s: hello, identify, ready, an event, heartbeats',
  async (_, pack, options) => {
    const recording = await talk(pack, options);

    const { decoder, decoded, lines, pairs } = await read({
      ...recording,
      url: recording.url.replace(/ws:\/\/[^/]+/, 'wss://gateway.discord.gg'),
    });

    expect(decoder.protocol.id).toBe('discord');
    const told = lines.filter((line) => !line.includes('part of'));
    expect(told).toEqual([
      '< Hello (heartbeat_interval: 41250)',
      expect.stringMatching(/^> Identify \(.*intents: 1,/),
      expect.stringMatching(/^< event READY \(v: 10, user: \{…\}, session_id: S/),
      '< event MESSAGE_CREATE (id: 9, content: hi)',
      '< Heartbeat',
      // The client answers before it has counted one, or both.
      expect.stringMatching(/^> Heartbeat( \([12]\))?$/),
      '< Heartbeat ACK',
    ]);
    expect(lines.length - told.length).toBe(pack === stream ? 1 : 0);
    const messages = decoded.filter(({ kind }) => kind !== 'part');
    expect(messages.flatMap(credentialOf)).toEqual([{ where: 'd.token', value: 'the-token' }]);
    expect(field(messages[3], 's')).toBe(2);
    expect(messages.map(({ heartbeat }) => heartbeat === true)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(pairs.conversations.find(({ id }) => id === 'session')).toMatchObject({
      summary: expect.stringMatching(/^Identify/),
    });
    expect(pairs.unanswered).toEqual([]);
  },
);
