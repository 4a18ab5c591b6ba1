import { bytes, type Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'nats',
    subprotocol: 'nats',
    frames: [
      ['<', bytes('INFO {"server_id":"S","version":"2"}\r\n')],
      ['>', bytes('CONNECT {"auth_token":"t"}\r\nSUB a.b 1\r\nPUB a.b inbox.1 2\r\nhi\r\n')],
      ['<', bytes('HMSG a.b 1 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n')],
      ['<', bytes("-ERR 'no'\r\nPING\r\n")],
    ],
  },
];
