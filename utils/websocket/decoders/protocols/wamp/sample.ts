import { encode as encodeMsgpack } from '@msgpack/msgpack';
import { encode as encodeCbor } from 'cbor2';
import type { Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'wamp',
    subprotocol: 'wamp.2.msgpack',
    frames: [
      ['>', encodeMsgpack([1, 'realm1', { roles: { caller: {} } }])],
      ['<', encodeMsgpack([2, 7, { roles: {} }])],
      ['>', encodeMsgpack([48, 1, {}, 'add', [1, 2]])],
      ['<', encodeMsgpack([50, 1, {}, [3]])],
      ['>', '[32,2,{},"topic"]'],
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
];
