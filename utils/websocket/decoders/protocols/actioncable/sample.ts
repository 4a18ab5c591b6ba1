import type { Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'actioncable',
    subprotocol: 'actioncable-v1-json',
    frames: [
      ['<', '{"type":"welcome"}'],
      ['>', '{"command":"subscribe","identifier":"{\\"channel\\":\\"Room\\",\\"id\\":1}"}'],
      ['<', '{"identifier":"{\\"channel\\":\\"Room\\",\\"id\\":1}","message":{"text":"hi"}}'],
      ['<', '{"type":"ping","message":1}'],
    ],
  },
];
