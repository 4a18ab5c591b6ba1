import { bytes, type Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'socketio',
    url: 'ws://host/socket.io/?EIO=4&transport=websocket',
    frames: [
      ['<', '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'],
      ['>', '40/admin,{"token":"t"}'],
      ['<', '42["chat",{"text":"hi"}]'],
      ['>', '42/admin,7["ask",1,[2]]'],
      ['<', '43/admin,7["ok"]'],
      ['<', '451-["picture",{"_placeholder":true,"num":0}]'],
      ['<', bytes(1, 2, 3)],
      ['<', '2'],
    ],
  },
  {
    id: 'socketio',
    dialect: 'Engine.IO 3',
    url: 'ws://host/socket.io/?EIO=3&transport=websocket',
    frames: [
      ['<', '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":5000}'],
      ['<', '40'],
      ['>', '4251-7["picture",{"_placeholder":true,"num":0}]'],
      ['>', bytes(4, 1, 2, 3)],
      ['>', '2'],
      ['<', '3'],
    ],
  },
];
