import { RealtimeClient } from '@supabase/realtime-js';
import { Socket } from 'phoenix';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

/** Answers every push as a Phoenix server does, in the serializer v2. */
function serveChannels(socket: WebSocket): void {
  const say = (...message: unknown[]) => socket.send(JSON.stringify(message));
  socket.on('message', (data, binary) => {
    if (binary) return;
    const value = JSON.parse(String(data));
    const [joinRef, ref, topic, event] = Array.isArray(value)
      ? value
      : [value.join_ref, value.ref, value.topic, value.event];
    const status = event === 'refuse' ? 'error' : 'ok';
    say(joinRef, ref, topic, 'phx_reply', { status, response: event === 'phx_join' ? {} : { of: event } });
    if (event === 'phx_join') say(null, null, topic, 'news', { text: 'hi' });
    // A broadcast in binary: kind 2, the lengths of topic and event, the texts, the payload.
    if (event === 'shout')
      socket.send(
        Buffer.concat([
          Buffer.from([2, topic.length, 4]),
          Buffer.from(`${topic}data`),
          Buffer.from([1, 2, 3]),
        ]),
      );
  });
}

test('Phoenix channels with the phoenix client: joins, replies, broadcasts, binary both ways', async () => {
  const relay = await serve(serveChannels);
  const socket = new Socket(`ws://${relay.host}/socket`, { transport: WebSocket });
  atEnd(() => new Promise<void>((resolve) => socket.disconnect(resolve)));
  socket.connect();
  const channel = socket.channel('room:1', { token: 'join-token' });
  const news = new Promise((resolve) => channel.on('news', resolve));
  await new Promise((resolve) => channel.join().receive('ok', resolve));
  await news;
  const binary = new Promise<ArrayBuffer>((resolve) => channel.on('data', resolve));
  await new Promise((resolve) => channel.push('shout', { text: 'hey' }).receive('ok', resolve));
  expect((await binary).byteLength).toBe(3);
  await new Promise((resolve) => channel.push('refuse', {}).receive('error', resolve));
  channel.push('bytes', new Uint8Array([7, 7]).buffer);
  // Not by its timer: the client hangs up where an answer takes longer than the interval.
  socket.sendHeartbeat();
  const recording = await relay.until(
    ({ frames }) =>
      frames.some((frame) => frame.sent && frame.binary) &&
      frames.some(({ sent, payload }) => !sent && String(payload).includes('"of":"heartbeat"')),
  );

  const { decoder, decoded, lines, pairs } = await read(recording);

  expect(decoder.protocol.id).toBe('phoenix');
  expect(decoder.detected.confidence).toBeGreaterThan(0.9);
  expect(lines).toEqual(
    expect.arrayContaining([
      '> join room:1',
      '< reply ok room:1',
      '< news on room:1 (text: hi)',
      '> shout on room:1 (text: hey)',
      '< reply ok room:1 (of: shout)',
      '< data on room:1 (3 bytes)',
      '< reply error room:1 (of: refuse)',
      '> bytes on room:1 (2 bytes)',
      '> heartbeat',
    ]),
  );
  const join = decoded.findIndex(({ kind }) => kind === 'phx_join');
  expect(credentialOf(decoded[join]!)).toEqual([{ where: 'payload.token', value: 'join-token' }]);
  expect(pairs.partner.get(join)).toBe(decoded.findIndex(({ kind }) => kind === 'phx_reply'));
  const bytes = decoded.find(({ kind }) => kind === 'bytes');
  expect(bytes).toMatchObject({ nested: { payload: new Uint8Array([7, 7]) } });
  expect(field(bytes, 'topic')).toBe('room:1');
  expect(decoded.filter((one) => one.heartbeat).length).toBeGreaterThanOrEqual(2);
  expect(decoded.find((one) => one.error)?.summary).toBe('reply error room:1 (of: refuse)');
  expect(pairs.conversations.find(({ id }) => id === 'topic room:1')!.frames.length).toBeGreaterThan(5);
});

test('Supabase Realtime with its client: the access token of a join', async () => {
  const relay = await serve(serveChannels);
  const client = new RealtimeClient(`ws://${relay.host}/realtime/v1`, {
    transport: WebSocket as never,
    params: { apikey: 'anon-key' },
  });
  atEnd(() => client.disconnect());
  await client.setAuth('jwt-of-ann');
  const channel = client.channel('room');
  await new Promise<void>((resolve) => channel.subscribe((status) => status === 'SUBSCRIBED' && resolve()));

  const { decoder, decoded, lines } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('supabase');
  expect(lines[0]).toBe('> join realtime:room');
  expect(lines).toContain('< reply ok realtime:room');
  expect(credentialOf(decoded[0]!)).toContainEqual({ where: 'payload.access_token', value: 'jwt-of-ann' });
});
