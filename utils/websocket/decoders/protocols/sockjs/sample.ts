import type { Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'sockjs',
    url: 'ws://host/ws/123/abcdefgh/websocket',
    frames: [
      ['<', 'o'],
      ['>', '["{\\"text\\":\\"hi\\"}"]'],
      ['<', 'a["{\\"a\\":1}","{\\"b\\":2}"]'],
      ['<', 'h'],
      ['<', 'c[3000,"Go away!"]'],
    ],
  },
];
