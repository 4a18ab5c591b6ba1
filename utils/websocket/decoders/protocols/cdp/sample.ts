import type { Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'cdp',
    url: 'ws://localhost:9222/devtools/page/ABC',
    frames: [
      ['>', '{"id":1,"method":"Page.enable","sessionId":"S"}'],
      ['<', '{"id":1,"result":{},"sessionId":"S"}'],
      ['<', '{"method":"Page.loadEventFired","params":{"timestamp":1}}'],
    ],
  },
];
