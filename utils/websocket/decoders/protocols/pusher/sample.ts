import type { Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'pusher',
    url: 'wss://ws-eu.pusher.com/app/key?protocol=7&client=js',
    frames: [
      ['<', '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\"}"}'],
      ['>', '{"event":"pusher:subscribe","data":{"channel":"private-a","auth":"key:signature"}}'],
      ['<', '{"event":"news","channel":"private-a","data":"{\\"text\\":\\"hi\\"}"}'],
    ],
  },
];
