import Pusher from 'pusher-js';
import { expect, test } from 'vitest';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';

test('Pusher with pusher-js: established, subscribed, an event with inner JSON', async () => {
  const relay = await serve((socket) => {
    const say = (event: string, data: unknown, channel?: string) =>
      socket.send(JSON.stringify({ event, channel, data: JSON.stringify(data) }));
    say('pusher:connection_established', { socket_id: '1.2', activity_timeout: 120 });
    socket.on('message', (raw) => {
      const { event, data } = JSON.parse(String(raw));
      if (event !== 'pusher:subscribe') return;
      say('pusher_internal:subscription_succeeded', {}, data.channel);
      say('news', { text: 'hi' }, data.channel);
      say('pusher:ping', {});
    });
  });
  const [wsHost, wsPort] = relay.host.split(':');
  const client = new Pusher('app-key', {
    wsHost,
    wsPort: Number(wsPort),
    forceTLS: false,
    enabledTransports: ['ws'],
    cluster: '',
    disableStats: true,
  });
  atEnd(() => client.disconnect());
  expect(await new Promise((resolve) => client.subscribe('room').bind('news', resolve))).toEqual({
    text: 'hi',
  });
  const recording = await relay.until(({ frames }) =>
    frames.some(({ payload }) => String(payload).includes('pusher:pong')),
  );

  const { decoder, decoded, lines, pairs } = await read(recording);

  expect(decoder.protocol.id).toBe('pusher');
  expect(lines).toEqual([
    '< pusher:connection_established (socket_id: 1.2, activity_timeout: 120)',
    '> pusher:subscribe on room',
    '< pusher_internal:subscription_succeeded on room',
    '< news on room (text: hi)',
    '< pusher:ping',
    '> pusher:pong',
  ]);
  expect(field(decoded[3], 'data')).toEqual({ text: 'hi' });
  expect(decoded.map((one) => one.heartbeat === true)).toEqual([false, false, false, false, true, true]);
  expect(pairs.partner.get(1)).toBe(2);
});
