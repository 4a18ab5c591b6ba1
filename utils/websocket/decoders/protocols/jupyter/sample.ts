import { bytes, type Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'jupyter',
    url: 'ws://host/api/kernels/k/channels',
    frames: [
      [
        '>',
        '{"channel":"shell","header":{"msg_id":"m1","msg_type":"execute_request"},"parent_header":{},"metadata":{},"content":{"code":"1+1"}}',
      ],
      [
        '<',
        '{"channel":"iopub","header":{"msg_id":"m2","msg_type":"stream"},"parent_header":{"msg_id":"m1"},"metadata":{},"content":{"text":"2"}}',
      ],
      [
        '<',
        bytes(0, 0, 0, 2, 0, 0, 0, 12, 0, 0, 0, 59, '{"header":{"msg_id":"m","msg_type":"comm_msg"}}', 1, 2),
      ],
    ],
  },
];
