import { bytes, type Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'mqtt',
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
];
