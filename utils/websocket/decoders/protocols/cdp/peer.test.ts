import inspector from 'node:inspector';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, field, read } from '@/tests/contract/decoders/support/peers';
import { createRelay } from '@/tests/contract/decoders/support/relay';

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
