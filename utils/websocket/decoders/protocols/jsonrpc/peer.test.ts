import { JSONRPCClient, JSONRPCServer, JSONRPCServerAndClient } from 'json-rpc-2.0';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, read, serve } from '@/tests/contract/decoders/support/peers';

function createPeer(socket: WebSocket) {
  const peer = new JSONRPCServerAndClient(
    new JSONRPCServer({ errorListener: () => {} }),
    new JSONRPCClient((request) => socket.send(JSON.stringify(request))),
  );
  socket.on('message', (data) => void peer.receiveAndSend(JSON.parse(String(data))));
  return peer;
}

test('JSON-RPC 2.0 with json-rpc-2.0: calls both ways, a batch, a notification, an error', async () => {
  const relay = await serve((socket) => {
    const peer = createPeer(socket);
    peer.addMethod('add', ([a, b]: number[]) => a! + b!);
    peer.addMethod('ask', () => peer.request('name', { polite: true }));
  });
  const socket = new WebSocket(`ws://${relay.host}/rpc`);
  atEnd(() => socket.terminate());
  await new Promise((resolve) => socket.once('open', resolve));
  const peer = createPeer(socket);
  peer.addMethod('name', () => 'ann');
  expect(await peer.request('add', [1, 2])).toBe(3);
  expect(await peer.request('ask', {})).toBe('ann');
  await expect(peer.request('missing', {})).rejects.toThrow();
  peer.notify('bye', { at: 'noon' });
  await peer.client.requestAdvanced([
    { jsonrpc: '2.0', id: 90, method: 'add', params: [3, 4] },
    { jsonrpc: '2.0', id: 91, method: 'add', params: [5, 6] },
  ]);

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('jsonrpc');
  expect(lines).toEqual([
    '> call add (1, 2)',
    '< result of add (3)',
    '> call ask',
    '< call name (polite: true)',
    '> result of name (ann)',
    '< result of ask (ann)',
    '> call missing',
    '< error of missing: -32601: Method not found',
    '> notify bye (at: noon)',
    '> 2 messages: call add (3, 4); call add (5, 6)',
    '< 2 messages: result of add (7); result of add (11)',
  ]);
  expect(pairs.partner.get(2)).toBe(5);
  expect(pairs.partner.get(3)).toBe(4);
  expect(decoded[7]!.error).toBe('-32601: Method not found');
  expect(decoded[9]!.batch).toHaveLength(2);
  expect(pairs.unanswered).toEqual([]);
});
