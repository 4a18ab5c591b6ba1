import { adapters, createConsumer } from '@rails/actioncable';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, read, serve } from '@/tests/contract/decoders/support/peers';

test('Action Cable with its client: a subscription, an action, a broadcast, pings', async () => {
  const relay = await serve(
    (socket) => {
      const say = (message: unknown) => socket.send(JSON.stringify(message));
      say({ type: 'welcome' });
      say({ type: 'ping', message: 1_700_000_000 });
      socket.on('message', (data) => {
        const { command, identifier } = JSON.parse(String(data));
        if (command === 'subscribe') say({ identifier, type: 'confirm_subscription' });
        if (command === 'message') say({ identifier, message: { text: 'heard' } });
      });
    },
    () => 'actioncable-v1-json',
  );
  Object.assign(adapters, { WebSocket });
  // The client listens for the page being shown.
  const page = { addEventListener: () => {}, removeEventListener: () => {}, visibilityState: 'visible' };
  Object.assign(globalThis, { document: page, addEventListener: () => {}, removeEventListener: () => {} });
  atEnd(() => Reflect.deleteProperty(globalThis, 'document'));
  const consumer = createConsumer(`ws://${relay.host}/cable`);
  atEnd(() => consumer.disconnect());
  await new Promise<void>((resolve) => {
    const subscription = consumer.subscriptions.create(
      { channel: 'RoomChannel', room: 7 },
      { connected: () => subscription.perform('speak', { text: 'hi' }), received: resolve },
    );
  });

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('actioncable');
  expect(lines).toEqual([
    '< welcome',
    '< ping',
    '> subscribe RoomChannel (room: 7)',
    '< confirm_subscription RoomChannel (room: 7)',
    '> message RoomChannel (room: 7) (text: hi, action: speak)',
    '< RoomChannel (room: 7) (text: heard)',
  ]);
  expect(decoded[1]!.heartbeat).toBe(true);
  expect(pairs.conversations[0]).toMatchObject({ frames: [2, 3, 4, 5], reply: 3 });
});
