import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type Decoded,
  type OpenDecoder,
  type OpenOptions,
  openDecoder,
  type Pairs,
  pairFrames,
} from '@/utils/websocket/decoders';
import { createRelay, type Recording, type Relay } from './relay';

const ends: (() => unknown)[] = [];

/** Runs after the test, the last first. */
export function atEnd(end: () => unknown): void {
  ends.push(end);
}

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** An HTTP server on a free port of the loopback, with a relay before it. */
export async function listen(server: Server = createServer()): Promise<Relay> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const relay = await createRelay((server.address() as AddressInfo).port);
  atEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  atEnd(() => relay.close());
  return relay;
}

/** A WebSocket server that speaks what `serve` says, with a relay before it. */
export async function serve(
  each: (socket: WebSocket, url: string) => void,
  choose?: (offered: Set<string>) => string | false,
): Promise<Relay> {
  const server = createServer();
  const wss = new WebSocketServer({ server, ...(choose ? { handleProtocols: choose } : {}) });
  wss.on('connection', (socket, request) => each(socket, request.url ?? ''));
  atEnd(() => {
    for (const socket of wss.clients) socket.terminate();
  });
  return listen(server);
}

export interface Reading {
  decoder: OpenDecoder;
  decoded: Decoded[];
  /** `> summary` for what was sent, `< summary` for what was received. */
  lines: string[];
  pairs: Pairs;
}

/** Detects and decodes a recording as the product does, and pairs its frames. */
export async function read(recording: Recording, options?: OpenOptions): Promise<Reading> {
  const decoder = await openDecoder(recording, options);
  const decoded = recording.frames.map((frame) => decoder.decode(frame));
  return {
    decoder,
    decoded,
    lines: decoded.map((one, n) => `${recording.frames[n]!.sent ? '>' : '<'} ${one.summary}`),
    pairs: pairFrames(recording.frames.map((frame, n) => ({ ...frame, decoded: decoded[n]! }))),
  };
}

/** The value of a field of a message. */
export function field(decoded: Decoded | undefined, name: string): unknown {
  return decoded?.fields.find((one) => one.name === name)?.value;
}
