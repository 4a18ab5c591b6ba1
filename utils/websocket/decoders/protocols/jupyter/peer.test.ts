import { createServer } from 'node:http';
import { KernelAPI, KernelConnection, KernelMessage, ServerConnection } from '@jupyterlab/services';
import { deserialize, serialize } from '@jupyterlab/services/lib/kernel/serialize';
import { beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { atEnd, field, listen, read } from '@/tests/contract/decoders/support/peers';

// The client tells the console of each connection.
beforeEach(() => {
  vi.spyOn(console, 'debug').mockReturnValue();
  vi.spyOn(console, 'warn').mockReturnValue();
  return () => vi.restoreAllMocks();
});

type Message = KernelMessage.IMessage;
const V1 = 'v1.kernel.websocket.jupyter.org';

/** A Jupyter server with one kernel, which says what it is and runs one line. */
async function kernel(subprotocol: string) {
  const model = {
    id: 'k',
    name: 'python3',
    execution_state: 'idle',
    connections: 1,
    last_activity: '2026-01-01T00:00:00Z',
  };
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(model));
  });
  const sockets = new WebSocketServer({
    server,
    handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
  });
  atEnd(() => {
    for (const one of sockets.clients) one.terminate();
  });
  sockets.on('connection', (socket) => {
    socket.binaryType = 'arraybuffer';
    socket.on('message', (data, binary) => {
      const asked = deserialize(binary ? (data as ArrayBuffer) : (String(data) as never), socket.protocol);
      const say = (channel: string, type: string, content: object, buffers: ArrayBuffer[] = []) => {
        const message = KernelMessage.createMessage({
          channel,
          msgType: type,
          session: 'kernel',
          content,
        } as never) as Message;
        message.parent_header = asked.header;
        message.buffers = buffers;
        socket.send(serialize(message, socket.protocol));
      };
      const { msg_type } = asked.header;
      say('iopub', 'status', { execution_state: 'busy' });
      if (msg_type === 'kernel_info_request') {
        say('shell', 'kernel_info_reply', {
          status: 'ok',
          protocol_version: '5.3',
          implementation: 'ipython',
          language_info: { name: 'python' },
        });
      }
      if (msg_type === 'execute_request') {
        say('iopub', 'stream', { name: 'stdout', text: '2\n' });
        say('iopub', 'display_data', { data: { 'text/plain': '<Figure>' }, metadata: {}, transient: {} }, [
          Uint8Array.of(7, 8).buffer,
        ]);
        say('iopub', 'error', { ename: 'ValueError', evalue: 'no', traceback: [] });
        say('shell', 'execute_reply', {
          status: 'error',
          execution_count: 1,
          ename: 'ValueError',
          evalue: 'no',
          traceback: [],
        });
      }
      say('iopub', 'status', { execution_state: 'idle' });
    });
  });
  return { relay: await listen(server), model };
}

test.each([
  ['the v1 framing', V1],
  ['the default framing, to a server that knows no subprotocol', ''],
])(
  'Jupyter with @jupyterlab/services in %s: kernel info, a cell with output, a picture’s bytes, an error',
  async (_, subprotocol) => {
    const { relay, model } = await kernel(subprotocol);
    const serverSettings = ServerConnection.makeSettings({
      baseUrl: `http://${relay.host}/`,
      wsUrl: `ws://${relay.host}/`,
      token: 'the-token',
      appendToken: true,
      WebSocket: WebSocket as never,
    });
    const connection = new KernelConnection({
      model,
      serverSettings,
      kernelAPIClient: new KernelAPI.KernelAPIClient({ serverSettings }),
    } as never);
    atEnd(() => connection.dispose());
    await connection.info;
    const future = connection.requestExecute({ code: 'print(1+1)' });
    const reply = await future.done;
    expect(reply.content.status).toBe('error');
    const recording = relay.recordings.find(({ frames }) => frames.length > 0)!;
    expect(recording.subprotocol).toBe(subprotocol);

    const { decoder, decoded, lines, pairs } = await read(recording);

    expect(decoder.protocol.id).toBe('jupyter');
    const start = lines.findIndex((line) => line.startsWith('> execute_request'));
    expect(lines.slice(0, start).filter((line) => line.includes('kernel_info'))).toEqual(
      expect.arrayContaining(['< kernel_info_reply (ok)']),
    );
    expect(lines.slice(start)).toEqual([
      '> execute_request (print(1+1))',
      '< status (busy)',
      '< stream (2)',
      '< display_data (<Figure>)',
      '< error (ValueError: no)',
      '< execute_reply (error)',
      '< status (idle)',
    ]);
    const [asked, , stream, picture, error] = decoded.slice(start);
    expect(field(asked, 'content')).toMatchObject({ code: 'print(1+1)', silent: false, store_history: true });
    expect(field(asked, 'channel')).toBe('shell');
    expect(field(stream, 'channel')).toBe('iopub');
    expect(field(picture, 'buffers')).toEqual([Uint8Array.of(7, 8)]);
    expect(error!.error).toBe('ValueError: no');
    const cell = pairs.conversations.find(({ request }) => request === start)!;
    expect(cell.frames).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => start + n));
    expect(pairs.partner.get(start)).toBe(start + 5);
    expect(cell.endedAt).toBeDefined();
    expect(pairs.unanswered).toEqual([]);
  },
);
