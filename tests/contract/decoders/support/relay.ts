import { EventEmitter, once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { Frame } from '@/utils/session/frames';

export interface Recording {
  url: string;
  subprotocol: string;
  offered: string[];
  frames: Frame[];
}

/** Stands between a real client and a real server, and records every frame of both, as a page's hook would. */
export async function createRelay(targetPort: number) {
  const server = createServer();
  const recordings: Recording[] = [];
  const changes = new EventEmitter();
  const sockets = new Set<WebSocket>();

  function record(recording: Recording, data: Buffer, binary: boolean, sent: boolean): void {
    recording.frames.push({
      index: recording.frames.length,
      socketId: `relay.${recordings.indexOf(recording) + 1}`,
      seq: recording.frames.length,
      at: performance.timeOrigin + performance.now(),
      sent,
      binary,
      size: data.length,
      truncated: false,
      payload: binary ? new Uint8Array(data) : data.toString('utf8'),
    });
    changes.emit('change');
  }

  function join(client: WebSocket, upstream: WebSocket, recording: Recording): void {
    const pipe = (from: WebSocket, to: WebSocket, sent: boolean) => {
      from.on('message', (data, binary) => {
        record(recording, data as Buffer, binary, sent);
        if (to.readyState === WebSocket.OPEN) to.send(data, { binary });
      });
      from.on('close', () => to.close());
      from.on('error', () => to.terminate());
    };
    pipe(client, upstream, true);
    pipe(upstream, client, false);
  }

  function offeredBy(request: IncomingMessage): string[] {
    return (request.headers['sec-websocket-protocol'] ?? '').split(/, */).filter((name) => name !== '');
  }

  // Some libraries ask over HTTP before they open a WebSocket.
  server.on('request', (request, response) => {
    const { method, url: path, headers } = request;
    const upstream = httpRequest({ host: '127.0.0.1', port: targetPort, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });

  server.on('upgrade', (request, socket, head) => {
    const offered = offeredBy(request);
    const upstream = new WebSocket(`ws://127.0.0.1:${targetPort}${request.url}`, offered, {
      perMessageDeflate: false,
    });
    // Frames that come with the handshake are held until the client is there to take them.
    const early: [Buffer, boolean][] = [];
    const hold = (data: unknown, binary: boolean) => early.push([data as Buffer, binary]);
    upstream.on('message', hold);
    upstream.once('error', () => socket.destroy());
    upstream.once('open', () => {
      const one = new WebSocketServer({ noServer: true, handleProtocols: () => upstream.protocol || false });
      one.handleUpgrade(request, socket, head, (client) => {
        const { port } = server.address() as AddressInfo;
        const recording: Recording = {
          url: `ws://127.0.0.1:${port}${request.url}`,
          subprotocol: upstream.protocol,
          offered,
          frames: [],
        };
        recordings.push(recording);
        sockets.add(client).add(upstream);
        upstream.off('message', hold);
        join(client, upstream, recording);
        for (const [data, binary] of early) upstream.emit('message', data, binary);
      });
    });
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    port,
    host: `127.0.0.1:${port}`,
    recordings,
    /** The first recording for which the condition holds, when it does. */
    async until(condition: (recording: Recording) => boolean): Promise<Recording> {
      for (;;) {
        const found = recordings.find(condition);
        if (found) return found;
        await once(changes, 'change');
      }
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.terminate();
      server.close();
      server.closeAllConnections();
    },
  };
}

export type Relay = Awaited<ReturnType<typeof createRelay>>;
