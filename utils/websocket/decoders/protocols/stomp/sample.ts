import type { Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'stomp',
    subprotocol: 'v12.stomp',
    frames: [
      ['>', 'CONNECT\naccept-version:1.2\npasscode:p\n\n\0'],
      ['<', 'CONNECTED\nversion:1.2\n\n\0'],
      ['>', 'SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:r1\n\n\0'],
      ['<', 'MESSAGE\nsubscription:0\ndestination:/topic/a\ncontent-length:13\n\n{"text":"hi"}\0'],
      ['<', '\n'],
    ],
  },
];
