import type { Protocol } from '../../decoder';
import { binaries, bySubprotocol, surest, when } from '../../sight';

const startsWithHeader = (bytes: Uint8Array) =>
  bytes[0] === 0x41 && bytes[1] === 0x4d && bytes[2] === 0x51 && bytes[3] === 0x50;

/** OASIS AMQP 1.0 and its WebSocket binding; AMQP 0-9-1 */
const amqp: Protocol = {
  id: 'amqp',
  title: 'AMQP',
  versions: '1.0 (and SASL), 0-9-1',
  detected: 'subprotocol `amqp` or `AMQPWSB10`, or the protocol header `AMQP`',
  shows: 'performatives and methods by name with their arguments, links, messages, heartbeats, errors',
  stateful: true,
  detect: (context) =>
    surest(
      bySubprotocol(context, /^(amqp|AMQPWSB10)$/),
      when(
        binaries(context).some(startsWithHeader),
        0.97,
        'a frame is the protocol header "AMQP" and a version',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [amqp];
