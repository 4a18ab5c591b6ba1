import { encode as encodeMsgpack } from '@msgpack/msgpack';
import { serialize } from 'bson';
import { encode as encodeCbor } from 'cbor2';
import { gzipSync } from 'fflate';
import { bytes, type Sample } from '../../sample';

const messages = { text: 'hi', list: [1, 2.5, null, true], deep: { a: { b: ['ω'] } } };

export const samples: readonly Sample[] = [
  {
    id: 'ndjson',
    frames: [
      ['<', '{"a":1}\n{"b":2}\n'],
      ['<', '[1]\n[2]'],
    ],
  },
  {
    id: 'json',
    frames: [
      ['<', JSON.stringify(messages)],
      ['>', '[1,"a",{}]'],
    ],
  },
  {
    id: 'bson',
    frames: [
      ['<', serialize(messages)],
      ['>', serialize({ when: new Date(0), bytes: bytes(1, 2) })],
    ],
  },
  {
    id: 'msgpack',
    frames: [
      ['<', encodeMsgpack(messages)],
      ['>', encodeMsgpack([1, 'two', bytes(3)])],
    ],
  },
  {
    id: 'cbor',
    frames: [
      ['<', encodeCbor(messages)],
      ['>', encodeCbor([1, 'two', new Date(0), 2n ** 70n])],
    ],
  },
  {
    id: 'compressed',
    frames: [['<', gzipSync(new TextEncoder().encode(JSON.stringify(messages)), { mtime: 0 })]],
  },
  { id: 'base64', frames: [['<', btoa('{"text":"hi","n":1}')]] },
  {
    id: 'raw',
    frames: [
      ['<', 'ping'],
      ['<', bytes(0, 1, 2)],
    ],
  },
];
