import { expect, test } from 'vitest';
import {
  CancellationTokenSource,
  createProtocolConnection,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { createWebSocketStream, WebSocket } from 'ws';
import { atEnd, read, serve } from '@/tests/contract/decoders/support/peers';

function connect(socket: WebSocket): ProtocolConnection {
  const stream = createWebSocketStream(socket);
  stream.on('error', () => {});
  const connection = createProtocolConnection(
    new StreamMessageReader(stream),
    new StreamMessageWriter(stream),
  );
  connection.listen();
  return connection;
}

test('the Language Server Protocol with its own library: headers, requests with their results, a cancellation', async () => {
  let cancel = () => {};
  const relay = await serve((socket) => {
    const server = connect(socket as WebSocket);
    server.onRequest(InitializeRequest.type, () => ({ capabilities: { hoverProvider: true } }));
    server.onRequest(HoverRequest.type, async ({ position }, token) => {
      if (position.line === 9) {
        await new Promise<void>((resolve) => {
          token.onCancellationRequested(() => resolve());
          cancel();
        });
      }
      return { contents: 'a hover' };
    });
  });
  const socket = new WebSocket(`ws://${relay.host}/lsp`);
  atEnd(() => socket.terminate());
  await new Promise((resolve) => socket.once('open', resolve));
  const client = connect(socket);
  atEnd(() => client.dispose());
  await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities: {} });
  await client.sendNotification(InitializedNotification.type, {});
  const textDocument = { uri: 'file:///a.ts' };
  await client.sendRequest(HoverRequest.type, { textDocument, position: { line: 1, character: 2 } });
  const source = new CancellationTokenSource();
  cancel = () => source.cancel();
  const asked = client.sendRequest(
    HoverRequest.type,
    { textDocument, position: { line: 9, character: 0 } },
    source.token,
  );
  await asked.catch(() => {});

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('lsp');
  expect(decoder.detected.rule).toBe('a frame begins with a Content-Length header');
  expect(decoded.filter(({ error }) => error?.startsWith('not decoded'))).toEqual([]);
  expect(lines.filter((line) => !/[<>] Content-Length: \d+$/.test(line))).toEqual([
    expect.stringMatching(/^> call initialize/),
    expect.stringMatching(/^< result of initialize \(capabilities/),
    '> notify initialized',
    expect.stringMatching(/^> call textDocument\/hover/),
    '< result of textDocument/hover (contents: a hover)',
    expect.stringMatching(/^> call textDocument\/hover/),
    expect.stringMatching(/^> notify \$\/cancelRequest/),
    '< result of textDocument/hover (contents: a hover)',
  ]);
  expect(pairs.conversations.map(({ frames }) => frames.length)).toEqual([2, 2, 3]);
  expect(pairs.unanswered).toEqual([]);
});
