import { bytes, type Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'kubernetes',
    url: 'wss://host/api/v1/namespaces/n/pods/p/exec?command=sh',
    subprotocol: 'v5.channel.k8s.io',
    frames: [
      ['>', bytes(0, 'ls\n')],
      ['<', bytes(1, 'a.txt\r\n')],
      ['>', bytes(4, '{"Width":80,"Height":24}')],
      ['<', bytes(3, '{"metadata":{},"status":"Failure","message":"exit code 1"}')],
      ['>', bytes(255, 0)],
      ['<', '1aGk='],
    ],
  },
];
