import type { Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'appsync',
    subprotocol: 'aws-appsync-event-ws',
    frames: [
      ['>', '{"type":"connection_init"}'],
      [
        '>',
        '{"type":"subscribe","id":"a","channel":"/default/room","authorization":{"Authorization":"Bearer x.y"}}',
      ],
      ['<', '{"type":"subscribe_success","id":"a"}'],
      ['<', '{"type":"data","id":"a","event":"{\\"text\\":\\"hi\\"}"}'],
      [
        '>',
        '{"type":"start","id":"b","payload":{"data":"{\\"query\\":\\"subscription A { a }\\"}","extensions":{"authorization":{"x-api-key":"k"}}}}',
      ],
    ],
  },
];
