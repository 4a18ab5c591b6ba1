import { bytes, type Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'protobuf',
    frames: [
      ['<', bytes(8, 0x96, 1, 0x12, 2, 'hi', 0x1a, 4, 8, 1, 0x10, 2)],
      ['>', bytes(0x0d, 0, 0, 0x80, 0x3f, 0x11, 1, 2, 3, 4, 5, 6, 7, 8)],
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
