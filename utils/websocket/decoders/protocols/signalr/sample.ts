import { bytes, type Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'signalr',
    frames: [
      ['>', '{"protocol":"json","version":1}\u001e'],
      ['<', '{}\u001e'],
      ['<', '{"type":1,"target":"chat","arguments":["hi"]}\u001e{"type":6}\u001e'],
      ['>', '{"type":1,"invocationId":"1","target":"Add","arguments":[1,2]}\u001e'],
      ['<', bytes(7, 0x95, 3, 0x80, 0xa1, '1', 3, 0x2a)],
    ],
  },
];
