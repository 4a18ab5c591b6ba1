import { constants, deflateSync, gzipSync } from 'node:zlib';
import { encode as encodeMsgpack } from '@msgpack/msgpack';
import { serialize } from 'bson';
import { encode as encodeCbor } from 'cbor2';
import type { Frame } from '@/utils/session/frames';

/** A frame as the store gives it. */
export function frame(payload: string | Uint8Array, over: Partial<Frame> = {}): Frame {
  return {
    index: 0,
    socketId: 'test.1',
    seq: 0,
    at: 0,
    sent: true,
    binary: typeof payload !== 'string',
    size: payload.length,
    truncated: false,
    payload,
    ...over,
  };
}

export const bytes = (...list: (number | string)[]): Uint8Array =>
  new Uint8Array(
    list.flatMap((part) => (typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)])),
  );

const messages = { text: 'hi', list: [1, 2.5, null, true], deep: { a: { b: ['ω'] } } };

interface Sample {
  url?: string;
  subprotocol?: string;
  /** Well-formed frames, `>` sent or `<` received: the seeds of mutation, and of throughput. */
  frames: readonly (readonly ['>' | '<', string | Uint8Array])[];
}

/** A short well-formed conversation of every protocol of the registry. */
export const SAMPLES: Record<string, Sample> = {
  socketio: {
    url: 'ws://host/socket.io/?EIO=4&transport=websocket',
    frames: [
      ['<', '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'],
      ['>', '40/admin,{"token":"t"}'],
      ['<', '42["chat",{"text":"hi"}]'],
      ['>', '42/admin,7["ask",1,[2]]'],
      ['<', '43/admin,7["ok"]'],
      ['<', '451-["picture",{"_placeholder":true,"num":0}]'],
      ['<', bytes(1, 2, 3)],
      ['<', '2'],
    ],
  },
  sockjs: {
    url: 'ws://host/ws/123/abcdefgh/websocket',
    frames: [
      ['<', 'o'],
      ['>', '["{\\"text\\":\\"hi\\"}"]'],
      ['<', 'a["{\\"a\\":1}","{\\"b\\":2}"]'],
      ['<', 'h'],
      ['<', 'c[3000,"Go away!"]'],
    ],
  },
  signalr: {
    frames: [
      ['>', '{"protocol":"json","version":1}\u001e'],
      ['<', '{}\u001e'],
      ['<', '{"type":1,"target":"chat","arguments":["hi"]}\u001e{"type":6}\u001e'],
      ['>', '{"type":1,"invocationId":"1","target":"Add","arguments":[1,2]}\u001e'],
      ['<', bytes(7, 0x95, 3, 0x80, 0xa1, '1', 3, 0x2a)],
    ],
  },
  stomp: {
    subprotocol: 'v12.stomp',
    frames: [
      ['>', 'CONNECT\naccept-version:1.2\npasscode:p\n\n\0'],
      ['<', 'CONNECTED\nversion:1.2\n\n\0'],
      ['>', 'SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:r1\n\n\0'],
      ['<', 'MESSAGE\nsubscription:0\ndestination:/topic/a\ncontent-length:13\n\n{"text":"hi"}\0'],
      ['<', '\n'],
    ],
  },
  mqtt: {
    subprotocol: 'mqtt',
    frames: [
      ['>', bytes(0x10, 22, 0, 4, 'MQTT', 5, 0xc2, 0, 60, 0, 0, 3, 'abc', 0, 1, 'u', 0, 1, 'p')],
      ['<', bytes(0x20, 3, 0, 0, 0)],
      ['>', bytes(0x82, 9, 0, 1, 0, 0, 3, 'a/b', 1)],
      ['<', bytes(0x90, 4, 0, 1, 0, 1)],
      ['<', bytes(0x32, 12, 0, 3, 'a/b', 0, 2, 2, 1, 1, 'hi')],
      ['>', bytes(0xc0, 0)],
    ],
  },
  wamp: {
    subprotocol: 'wamp.2.msgpack',
    frames: [
      ['>', encodeMsgpack([1, 'realm1', { roles: { caller: {} } }])],
      ['<', encodeMsgpack([2, 7, { roles: {} }])],
      ['>', encodeMsgpack([48, 1, {}, 'add', [1, 2]])],
      ['<', encodeMsgpack([50, 1, {}, [3]])],
      ['>', '[32,2,{},"topic"]'],
    ],
  },
  'graphql-transport-ws': {
    subprotocol: 'graphql-transport-ws',
    frames: [
      ['>', '{"type":"connection_init","payload":{"token":"t"}}'],
      ['<', '{"type":"connection_ack"}'],
      [
        '>',
        '{"id":"1","type":"subscribe","payload":{"query":"subscription News($n: Int) { news(n: $n) }","variables":{"n":1}}}',
      ],
      ['<', '{"id":"1","type":"next","payload":{"data":{"news":"hi"}}}'],
      ['<', '{"id":"1","type":"error","payload":[{"message":"no"}]}'],
    ],
  },
  'graphql-ws': {
    subprotocol: 'graphql-ws',
    frames: [
      ['>', '{"type":"connection_init","payload":{}}'],
      ['>', '{"id":"1","type":"start","payload":{"query":"{ me { id } }"}}'],
      ['<', '{"id":"1","type":"data","payload":{"data":{"me":{"id":1}}}}'],
      ['<', '{"type":"ka"}'],
    ],
  },
  appsync: {
    subprotocol: 'aws-appsync-event-ws',
    frames: [
      ['>', '{"type":"connection_init"}'],
      [
        '>',
        '{"type":"subscribe","id":"a","channel":"/default/room","authorization":{"Authorization":"Bearer x.y"}}',
      ],
      ['<', '{"type":"subscribe_success","id":"a"}'],
      ['<', '{"type":"data","id":"a","event":"{\\"text\\":\\"hi\\"}"}'],
      [
        '>',
        '{"type":"start","id":"b","payload":{"data":"{\\"query\\":\\"subscription A { a }\\"}","extensions":{"authorization":{"x-api-key":"k"}}}}',
      ],
    ],
  },
  supabase: {
    url: 'wss://ref.supabase.co/realtime/v1/websocket?vsn=1.0.0',
    frames: [
      [
        '>',
        '{"topic":"realtime:room","event":"phx_join","payload":{"access_token":"jwt"},"ref":"1","join_ref":"1"}',
      ],
      [
        '<',
        '{"topic":"realtime:room","event":"postgres_changes","payload":{"data":{"type":"INSERT","schema":"public","table":"t","record":{"id":1}}},"ref":null}',
      ],
      ['<', bytes(4, 4, 4, 0, 1, 'room', 'move', '{"x":1}')],
    ],
  },
  phoenix: {
    url: 'ws://host/socket/websocket?vsn=2.0.0',
    frames: [
      ['>', '["1","1","room:1","phx_join",{"token":"t"}]'],
      ['<', '["1","1","room:1","phx_reply",{"status":"ok","response":{}}]'],
      ['>', '[null,"2","phoenix","heartbeat",{}]'],
      ['>', bytes(0, 1, 1, 6, 4, '1', '3', 'room:1', 'data', 1, 2)],
      ['<', bytes(2, 6, 4, 'room:1', 'data', 1, 2)],
    ],
  },
  actioncable: {
    subprotocol: 'actioncable-v1-json',
    frames: [
      ['<', '{"type":"welcome"}'],
      ['>', '{"command":"subscribe","identifier":"{\\"channel\\":\\"Room\\",\\"id\\":1}"}'],
      ['<', '{"identifier":"{\\"channel\\":\\"Room\\",\\"id\\":1}","message":{"text":"hi"}}'],
      ['<', '{"type":"ping","message":1}'],
    ],
  },
  pusher: {
    url: 'wss://ws-eu.pusher.com/app/key?protocol=7&client=js',
    frames: [
      ['<', '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\"}"}'],
      ['>', '{"event":"pusher:subscribe","data":{"channel":"private-a","auth":"key:signature"}}'],
      ['<', '{"event":"news","channel":"private-a","data":"{\\"text\\":\\"hi\\"}"}'],
    ],
  },
  centrifugo: {
    url: 'ws://host/connection/websocket',
    frames: [
      ['>', '{"connect":{"token":"t"},"id":1}\n{"subscribe":{"channel":"a"},"id":2}'],
      ['<', '{"id":1,"connect":{"client":"c"}}\n{"id":2,"subscribe":{}}'],
      ['<', '{"push":{"channel":"a","pub":{"data":{"text":"hi"}}}}'],
      ['<', bytes(11, 0x22, 9, 0x12, 1, 'a', 0x22, 4, 0x22, 2, 'hi')],
      ['<', '{}'],
    ],
  },
  lsp: {
    frames: [
      [
        '>',
        'Content-Length: 74\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}',
      ],
      [
        '<',
        '{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"uri":"file:///a","diagnostics":[]}}',
      ],
    ],
  },
  jsonrpc: {
    frames: [
      ['>', '{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]}'],
      ['<', '{"jsonrpc":"2.0","id":1,"result":3}'],
      ['>', '[{"jsonrpc":"2.0","id":2,"method":"a"},{"jsonrpc":"2.0","method":"b"}]'],
      ['<', '{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"no"}}'],
    ],
  },
  cdp: {
    url: 'ws://localhost:9222/devtools/page/ABC',
    frames: [
      ['>', '{"id":1,"method":"Page.enable","sessionId":"S"}'],
      ['<', '{"id":1,"result":{},"sessionId":"S"}'],
      ['<', '{"method":"Page.loadEventFired","params":{"timestamp":1}}'],
    ],
  },
  discord: {
    url: 'wss://gateway.discord.gg/?v=10&encoding=json&compress=zlib-stream',
    frames: [
      ['<', '{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}'],
      ['>', '{"op":2,"d":{"token":"Bot abc","intents":1}}'],
      ['<', '{"op":0,"d":{"content":"hi"},"s":1,"t":"MESSAGE_CREATE"}'],
      ['>', '{"op":1,"d":1}'],
      ['<', new Uint8Array(deflateSync('{"op":11,"d":null}', { finishFlush: constants.Z_SYNC_FLUSH }))],
    ],
  },
  kubernetes: {
    url: 'wss://host/api/v1/namespaces/n/pods/p/exec?command=sh',
    subprotocol: 'v5.channel.k8s.io',
    frames: [
      ['>', bytes(0, 'ls\n')],
      ['<', bytes(1, 'a.txt\r\n')],
      ['>', bytes(4, '{"Width":80,"Height":24}')],
      ['<', bytes(3, '{"metadata":{},"status":"Failure","message":"exit code 1"}')],
      ['>', bytes(255, 0)],
      ['<', '1aGk='],
    ],
  },
  jupyter: {
    url: 'ws://host/api/kernels/k/channels',
    frames: [
      [
        '>',
        '{"channel":"shell","header":{"msg_id":"m1","msg_type":"execute_request"},"parent_header":{},"metadata":{},"content":{"code":"1+1"}}',
      ],
      [
        '<',
        '{"channel":"iopub","header":{"msg_id":"m2","msg_type":"stream"},"parent_header":{"msg_id":"m1"},"metadata":{},"content":{"text":"2"}}',
      ],
      [
        '<',
        bytes(0, 0, 0, 2, 0, 0, 0, 12, 0, 0, 0, 59, '{"header":{"msg_id":"m","msg_type":"comm_msg"}}', 1, 2),
      ],
    ],
  },
  nats: {
    subprotocol: 'nats',
    frames: [
      ['<', bytes('INFO {"server_id":"S","version":"2"}\r\n')],
      ['>', bytes('CONNECT {"auth_token":"t"}\r\nSUB a.b 1\r\nPUB a.b inbox.1 2\r\nhi\r\n')],
      ['<', bytes('HMSG a.b 1 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n')],
      ['<', bytes("-ERR 'no'\r\nPING\r\n")],
    ],
  },
  amqp: {
    subprotocol: 'amqp',
    frames: [
      ['>', bytes('AMQP', 0, 1, 0, 0)],
      ['<', bytes('AMQP', 0, 1, 0, 0)],
      ['>', bytes(0, 0, 0, 17, 2, 0, 0, 0, 0, 0x53, 0x10, 0xc0, 4, 1, 0xa1, 1, 'a')],
      ['<', bytes(0, 0, 0, 8, 2, 0, 0, 0)],
      ['>', bytes(0, 0, 0, 21, 2, 0, 0, 1, 0, 0x53, 0x14, 0xc0, 3, 1, 0x52, 1, 0, 0x53, 0x77, 0x54, 5)],
    ],
  },
  ndjson: {
    frames: [
      ['<', '{"a":1}\n{"b":2}\n'],
      ['<', '[1]\n[2]'],
    ],
  },
  json: {
    frames: [
      ['<', JSON.stringify(messages)],
      ['>', '[1,"a",{}]'],
    ],
  },
  bson: {
    frames: [
      ['<', serialize(messages)],
      ['>', serialize({ when: new Date(0), bytes: bytes(1, 2) })],
    ],
  },
  msgpack: {
    frames: [
      ['<', encodeMsgpack(messages)],
      ['>', encodeMsgpack([1, 'two', bytes(3)])],
    ],
  },
  cbor: {
    frames: [
      ['<', encodeCbor(messages)],
      ['>', encodeCbor([1, 'two', new Date(0), 2n ** 70n])],
    ],
  },
  compressed: { frames: [['<', new Uint8Array(gzipSync(JSON.stringify(messages)))]] },
  protobuf: {
    frames: [
      ['<', bytes(8, 0x96, 1, 0x12, 2, 'hi', 0x1a, 4, 8, 1, 0x10, 2)],
      ['>', bytes(0x0d, 0, 0, 0x80, 0x3f, 0x11, 1, 2, 3, 4, 5, 6, 7, 8)],
    ],
  },
  base64: { frames: [['<', btoa('{"text":"hi","n":1}')]] },
  raw: {
    frames: [
      ['<', 'ping'],
      ['<', bytes(0, 1, 2)],
    ],
  },
};

export function framesOf({ frames }: Sample): Frame[] {
  return frames.map(([direction, payload], seq) =>
    frame(payload, { sent: direction === '>', seq, index: seq, at: seq }),
  );
}

const method = (channel: number, group: number, number: number, ...args: (number | string)[]) => {
  const body = bytes(0, group, 0, number, ...args);
  return [...bytes(1, 0, channel, 0, 0, 0, body.length), ...body, 0xce];
};

/** Other dialects of what is in `SAMPLES`, by the id of their protocol. */
export const VARIANTS: readonly (Sample & { id: string; dialect: string; schema?: string })[] = [
  {
    id: 'amqp',
    dialect: 'AMQP 0-9-1',
    subprotocol: 'amqp',
    frames: [
      ['>', bytes('AMQP', 0, 0, 9, 1)],
      [
        '<',
        bytes(
          ...method(
            0,
            10,
            10,
            0,
            9,
            0,
            0,
            0,
            9,
            1,
            'a',
            'F',
            0,
            0,
            0,
            2,
            1,
            'b',
            0,
            0,
            0,
            1,
            'P',
            0,
            0,
            0,
            1,
            'e',
          ),
        ),
      ],
      [
        '>',
        bytes(
          ...method(
            1,
            50,
            10,
            0,
            0,
            1,
            'q',
            0,
            0,
            0,
            0,
            17,
            1,
            'l',
            'A',
            0,
            0,
            0,
            10,
            'I',
            0,
            0,
            0,
            1,
            'S',
            0,
            0,
            0,
            0,
          ),
        ),
      ],
      ['<', bytes(...method(1, 60, 60, 1, 'c', 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 'q'))],
      ['<', bytes(2, 0, 1, 0, 0, 0, 21, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x90, 0, 4, 'text', 2, 0xce)],
      ['<', bytes(3, 0, 1, 0, 0, 0, 2, 'hi', 0xce)],
    ],
  },
  {
    id: 'socketio',
    dialect: 'Engine.IO 3',
    url: 'ws://host/socket.io/?EIO=3&transport=websocket',
    frames: [
      ['<', '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":5000}'],
      ['<', '40'],
      ['>', '4251-7["picture",{"_placeholder":true,"num":0}]'],
      ['>', bytes(4, 1, 2, 3)],
      ['>', '2'],
      ['<', '3'],
    ],
  },
  {
    id: 'wamp',
    dialect: 'CBOR',
    subprotocol: 'wamp.2.cbor',
    frames: [
      ['>', encodeCbor([1, 'realm1', { roles: { caller: {} } }])],
      ['<', encodeCbor([2, 7, { roles: {} }])],
      ['>', encodeCbor([48, 1, {}, 'add', [1, 2]])],
      ['<', encodeCbor([8, 48, 1, {}, 'wamp.error.no_such_procedure'])],
    ],
  },
  {
    id: 'protobuf',
    dialect: 'with a schema',
    schema: `syntax = "proto3"; enum E { A = 0; B = 1; }
      message M { string name = 1; repeated sint32 n = 2; map<string, M> m = 3; E e = 4; oneof o { bytes b = 5; fixed64 f = 6; } }`,
    frames: [
      ['>', bytes(0x0a, 2, 'hi', 0x12, 3, 1, 2, 0xac, 0x02, 0x20, 1)],
      ['<', bytes(0x1a, 8, 0x0a, 1, 'k', 0x12, 3, 0x0a, 1, 'v', 0x31, 1, 2, 3, 4, 5, 6, 7, 8)],
    ],
  },
];
export function contextOf(sample: Sample) {
  return {
    url: sample.url ?? 'wss://example.org/ws',
    subprotocol: sample.subprotocol ?? '',
    offered: [],
    frames: framesOf(sample),
  };
}
