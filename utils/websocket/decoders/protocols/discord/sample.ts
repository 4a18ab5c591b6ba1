import { bytes, type Sample } from '../../sample';

/** The beginning of a zlib stream (RFC 1950): a stored block, and the empty one by which it was flushed. */
const FLUSHED = bytes(0x78, 0x01, 0, 18, 0, 0xed, 0xff, '{"op":11,"d":null}', 0, 0, 0, 0xff, 0xff);

export const samples: readonly Sample[] = [
  {
    id: 'discord',
    url: 'wss://gateway.discord.gg/?v=10&encoding=json&compress=zlib-stream',
    frames: [
      ['<', '{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}'],
      ['>', '{"op":2,"d":{"token":"Bot abc","intents":1}}'],
      ['<', '{"op":0,"d":{"content":"hi"},"s":1,"t":"MESSAGE_CREATE"}'],
      ['>', '{"op":1,"d":1}'],
      ['<', FLUSHED],
    ],
  },
];
