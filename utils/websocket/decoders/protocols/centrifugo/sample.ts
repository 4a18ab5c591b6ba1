import { bytes, type Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'centrifugo',
    url: 'ws://host/connection/websocket',
    frames: [
      ['>', '{"connect":{"token":"t"},"id":1}\n{"subscribe":{"channel":"a"},"id":2}'],
      ['<', '{"id":1,"connect":{"client":"c"}}\n{"id":2,"subscribe":{}}'],
      ['<', '{"push":{"channel":"a","pub":{"data":{"text":"hi"}}}}'],
      ['<', bytes(11, 0x22, 9, 0x12, 1, 'a', 0x22, 4, 0x22, 2, 'hi')],
      ['<', '{}'],
    ],
  },
];
