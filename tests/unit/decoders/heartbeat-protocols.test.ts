import { expect, test } from 'vitest';
import { openDecoder } from '@/utils/websocket/decoders';
import { bytes, frame } from './samples';

type Line = readonly ['>' | '<', string | Uint8Array, beat?: true];

/** A conversation of each protocol in which `true` marks what only keeps the connection alive. */
const TALKS: Record<string, { url?: string; subprotocol?: string; lines: readonly Line[] }> = {
  'Engine.IO 4: 2 asks and 3 answers': {
    url: 'ws://host/socket.io/?EIO=4&transport=websocket',
    lines: [
      ['<', '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'],
      ['<', '2', true],
      ['>', '3', true],
      ['>', '2probe'],
      ['<', '3probe'],
      ['<', '42["chat","2"]'],
    ],
  },
  'SockJS: h': {
    url: 'ws://host/echo/123/abcdefgh/websocket',
    lines: [
      ['<', 'o'],
      ['<', 'h', true],
      ['<', 'a["h"]'],
      ['>', '["h"]'],
    ],
  },
  'Phoenix: the topic phoenix, its answer too': {
    url: 'ws://host/socket/websocket?vsn=2.0.0',
    lines: [
      ['>', '["1","1","room:lobby","phx_join",{}]'],
      ['<', '["1","1","room:lobby","phx_reply",{"status":"ok","response":{}}]'],
      ['>', '[null,"2","phoenix","heartbeat",{}]', true],
      ['<', '[null,"2","phoenix","phx_reply",{"status":"ok","response":{}}]', true],
    ],
  },
  'graphql-transport-ws: ping and pong': {
    subprotocol: 'graphql-transport-ws',
    lines: [
      ['>', '{"type":"connection_init"}'],
      ['<', '{"type":"connection_ack"}'],
      ['<', '{"type":"ping"}', true],
      ['>', '{"type":"pong"}', true],
    ],
  },
  'graphql-ws: ka': {
    subprotocol: 'graphql-ws',
    lines: [
      ['>', '{"type":"connection_init","payload":{}}'],
      ['<', '{"type":"connection_ack"}'],
      ['<', '{"type":"ka"}', true],
    ],
  },
  'JSON-RPC: ping by any name, and its answer': {
    lines: [
      ['>', '{"jsonrpc":"2.0","id":1,"method":"subscribe","params":["a"]}'],
      ['<', '{"jsonrpc":"2.0","id":1,"result":true}'],
      ['>', '{"jsonrpc":"2.0","id":2,"method":"ping"}', true],
      ['<', '{"jsonrpc":"2.0","id":2,"result":"pong"}', true],
      ['>', '{"jsonrpc":"2.0","id":3,"method":"public/heartbeat"}', true],
      ['<', '{"jsonrpc":"2.0","id":3,"error":{"code":-32601,"message":"no such method"}}'],
      ['<', '{"jsonrpc":"2.0","method":"pingPongScore","params":[1]}'],
    ],
  },
  'MQTT: PINGREQ and PINGRESP': {
    subprotocol: 'mqtt',
    lines: [
      ['>', bytes(0x10, 12, 0, 4, 'MQTT', 4, 2, 0, 60, 0, 0)],
      ['<', bytes(0x20, 2, 0, 0)],
      ['>', bytes(0xc0, 0), true],
      ['<', bytes(0xd0, 0), true],
    ],
  },
  'SignalR: type 6': {
    lines: [
      ['>', '{"protocol":"json","version":1}\u001e'],
      ['<', '{}\u001e'],
      ['<', '{"type":6}\u001e', true],
      ['<', '{"type":1,"target":"chat","arguments":["hi"]}\u001e'],
    ],
  },
  'STOMP: an empty line': {
    subprotocol: 'v12.stomp',
    lines: [
      ['>', 'CONNECT\naccept-version:1.2\nhost:h\n\n\0'],
      ['<', 'CONNECTED\nversion:1.2\n\n\0'],
      ['<', '\n', true],
    ],
  },
  'Action Cable: ping': {
    subprotocol: 'actioncable-v1-json',
    lines: [
      ['<', '{"type":"welcome"}'],
      ['<', '{"type":"ping","message":1700000000}', true],
    ],
  },
};

test.each(Object.entries(TALKS))('%s', async (_, { url = 'ws://host/', subprotocol = '', lines }) => {
  const frames = lines.map(([direction, payload], index) =>
    frame(payload, { index, sent: direction === '>' }),
  );
  const decoder = await openDecoder({ url, subprotocol, offered: [], frames });
  const beats = frames.map((one) => decoder.decode(one).heartbeat === true);
  expect(beats).toEqual(lines.map(([, , beat]) => beat === true));
});
