import inspector from 'node:inspector';
import { JSONRPCClient, JSONRPCServer, JSONRPCServerAndClient } from 'json-rpc-2.0';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, field, read, serve } from './support/peers';
import { createRelay } from './support/relay';

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

test('the DevTools protocol of a real V8: commands, results, events, errors', async () => {
  inspector.open(0, '127.0.0.1');
  atEnd(() => inspector.close());
  const url = new URL(inspector.url()!);
  const relay = await createRelay(Number(url.port));
  atEnd(() => relay.close());
  const socket = new WebSocket(`ws://${relay.host}${url.pathname}`);
  atEnd(() => socket.terminate());
  await new Promise((resolve) => socket.once('open', resolve));
  const call = (id: number, method: string, params?: unknown) =>
    new Promise<void>((resolve) => {
      socket.on('message', (data) => JSON.parse(String(data)).id === id && resolve());
      socket.send(JSON.stringify({ id, method, params }));
    });
  await call(1, 'Runtime.enable');
  await call(2, 'Runtime.evaluate', { expression: '6 * 7' });
  await call(3, 'No.such');

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('cdp');
  expect(lines).toContain('> Runtime.enable');
  expect(lines.some((line) => line.startsWith('< event Runtime.executionContextCreated'))).toBe(true);
  const evaluate = lines.indexOf('> Runtime.evaluate (expression: 6 * 7)');
  const result = decoded[pairs.partner.get(evaluate)!]!;
  expect(result.kind).toBe('result');
  expect(field(result, 'result')).toMatchObject({ result: { type: 'number', value: 42 } });
  expect(lines.at(-1)).toMatch(/^< error of No\.such: -32601/);
});
