import type { Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'graphql-transport-ws',
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
  {
    id: 'graphql-ws',
    subprotocol: 'graphql-ws',
    frames: [
      ['>', '{"type":"connection_init","payload":{}}'],
      ['>', '{"id":"1","type":"start","payload":{"query":"{ me { id } }"}}'],
      ['<', '{"id":"1","type":"data","payload":{"data":{"me":{"id":1}}}}'],
      ['<', '{"type":"ka"}'],
    ],
  },
];
