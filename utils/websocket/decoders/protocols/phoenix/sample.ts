import { bytes, type Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'supabase',
    url: 'wss://ref.supabase.co/realtime/v1/websocket?vsn=1.0.0',
    frames: [
      [
        '>',
        '{"topic":"realtime:room","event":"phx_join","payload":{"access_token":"jwt"},"ref":"1","join_ref":"1"}',
      ],
      [
        '<',
        '{"topic":"realtime:room","event":"postgres_changes","payload":{"data":{"type":"INSERT","schema":"public","table":"t","record":{"id":1}}},"ref":null}',
      ],
      ['<', bytes(4, 4, 4, 0, 1, 'room', 'move', '{"x":1}')],
    ],
  },
  {
    id: 'phoenix',
    url: 'ws://host/socket/websocket?vsn=2.0.0',
    frames: [
      ['>', '["1","1","room:1","phx_join",{"token":"t"}]'],
      ['<', '["1","1","room:1","phx_reply",{"status":"ok","response":{}}]'],
      ['>', '[null,"2","phoenix","heartbeat",{}]'],
      ['>', bytes(0, 1, 1, 6, 4, '1', '3', 'room:1', 'data', 1, 2)],
      ['<', bytes(2, 6, 4, 'room:1', 'data', 1, 2)],
    ],
  },
];
