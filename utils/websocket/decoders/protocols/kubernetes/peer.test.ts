import { PassThrough, Readable } from 'node:stream';
import { Attach, Exec, KubeConfig, PortForward } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';

/** A message on a channel, as the API server sends it. */
const on = (channel: number, data: string | Uint8Array) =>
  Buffer.concat([Buffer.of(channel), Buffer.from(data)]);

interface Server {
  greets?: readonly Buffer[];
  answers?(channel: number, data: string): readonly Buffer[];
}

/** An API server that speaks one of the subprotocols that the client offers, and a client's configuration for it. */
async function cluster(subprotocol: string, { greets = [], answers = () => [] }: Server) {
  const asked: string[] = [];
  const relay = await serve(
    (socket, url) => {
      asked.push(url);
      for (const message of greets) socket.send(message);
      socket.on('message', (data: Buffer) => {
        for (const message of answers(data[0]!, data.subarray(1).toString())) socket.send(message);
      });
    },
    (offered) => offered.has(subprotocol) && subprotocol,
  );
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'here', server: `http://${relay.host}`, skipTLSVerify: true },
    { name: 'me' },
  );
  return { relay, config, asked };
}

test('exec with @kubernetes/client-node over v5: a terminal, its size, both outputs, the end of stdin, the exit', async () => {
  const exit = {
    metadata: {},
    status: 'Failure',
    message: 'command terminated with exit code 2',
    code: 500,
  };
  const { relay, config, asked } = await cluster('v5.channel.k8s.io', {
    answers: (channel) =>
      channel === 0
        ? [on(1, '\u001b[1;34ma.txt\u001b[0m\r\n'), on(2, 'ls: oops\n')]
        : channel === 255
          ? [on(3, JSON.stringify(exit))]
          : [],
  });
  const stdout = Object.assign(new PassThrough(), { rows: 24, columns: 80 });
  const status = await new Promise((resolve, reject) => {
    new Exec(config)
      .exec('n', 'p', 'c', ['ls', '-l'], stdout, new PassThrough(), Readable.from(['ls\n']), true, resolve)
      .catch(reject);
  });
  expect(status).toMatchObject({ status: 'Failure', code: 500 });
  expect(asked).toEqual([
    expect.stringContaining('/exec?stdout=true&stderr=true&stdin=true&tty=true&command=ls&command=-l'),
  ]);

  const { decoder, decoded, lines } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('kubernetes');
  expect(decoder.detected.rule).toBe('the server chose the subprotocol v5.channel.k8s.io');
  // The two directions are not in step.
  expect(lines.filter((line) => line.startsWith('>')).toSorted()).toEqual([
    '> close stdin',
    '> resize (height: 24, width: 80)',
    '> stdin (ls)',
  ]);
  expect(lines.filter((line) => line.startsWith('<'))).toEqual([
    '< stdout (a.txt)',
    '< stderr (ls: oops)',
    '< exit: Failure (command terminated with exit code 2)',
  ]);
  const last = decoded.find(({ kind }) => kind === 'error');
  expect(last).toMatchObject({ kind: 'error', error: 'command terminated with exit code 2' });
  expect(field(last, 'data')).toEqual(exit);
});

test('attach with @kubernetes/client-node over v4: what the process writes, and success', async () => {
  const { relay, config, asked } = await cluster('v4.channel.k8s.io', {
    greets: [on(1, 'tick 1\n'), on(3, '{"metadata":{},"status":"Success"}')],
  });
  const out = new PassThrough();
  const said = new Promise((resolve) => out.once('data', resolve));
  const socket = await new Attach(config).attach('n', 'p', 'c', out, null, null, false);
  atEnd(() => socket.close());
  expect(String(await said)).toBe('tick 1\n');
  expect(asked).toEqual([
    expect.stringMatching(/\/pods\/p\/attach\?container=c&stderr=false&stdin=false&stdout=true&tty=false$/),
  ]);
  const recording = await relay.until(({ frames }) => frames.length === 2);

  const { decoder, decoded, lines } = await read(recording);

  expect(decoder.protocol.id).toBe('kubernetes');
  expect(lines).toEqual(['< stdout (tick 1)', '< exit: Success']);
  expect(decoded[1]!.error).toBeUndefined();
});

test('port-forward with @kubernetes/client-node: the port of each channel, then what goes through', async () => {
  const { relay, config } = await cluster('v4.channel.k8s.io', {
    // The port that a channel is for, little-endian, before anything else.
    greets: [on(0, Uint8Array.of(0x90, 0x1f)), on(1, Uint8Array.of(0x90, 0x1f))],
    answers: () => [on(0, 'HTTP/1.1 200 OK\r\n\r\n'), on(1, 'lost connection to pod')],
  });
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const failed = new Promise((resolve) => errors.once('data', resolve));
  const socket = await new PortForward(config).portForward('n', 'p', [8080], output, errors, input);
  atEnd(() => (socket as WebSocket).close());
  input.write('GET / HTTP/1.1\r\n\r\n');
  expect(String(await failed)).toBe('lost connection to pod');

  const { decoder, decoded, lines } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('kubernetes');
  expect(lines.filter((line) => line.startsWith('<'))).toEqual([
    '< channel 0 is the data of port 8080',
    '< channel 1 is the error of port 8080',
    '< data of port 8080 (HTTP/1.1 200 OK)',
    '< error of port 8080 (lost connection to pod)',
  ]);
  expect(lines.filter((line) => line.startsWith('>'))).toEqual(['> data of port 8080 (GET / HTTP/1.1)']);
  expect(decoded.at(-1)!.error).toBe('lost connection to pod');
});
