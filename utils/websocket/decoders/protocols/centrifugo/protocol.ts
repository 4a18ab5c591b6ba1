import type { Protocol } from '../../decoder';
import { asObject } from '../../json';
import { bySubprotocol, objects, pathOf, surest, when } from '../../sight';

const COMMANDS = ['connect', 'subscribe', 'publish', 'rpc', 'history', 'presence', 'refresh'];

/** https://centrifugal.dev/docs/transports/client_protocol */
const centrifugo: Protocol = {
  id: 'centrifugo',
  title: 'Centrifugo (Centrifuge)',
  versions: 'client protocol v2, JSON and protobuf',
  detected: 'subprotocol `centrifuge-protobuf` or `centrifuge-json`, or numbered commands such as `connect`',
  shows: 'commands and replies by id, publications and other pushes by channel, errors, pings',
  stateful: true,
  detect: (context) =>
    surest(
      bySubprotocol(context, /^centrifuge-(protobuf|json)$/),
      when(
        objects(context).some(
          (m) =>
            (typeof m.id === 'number' && COMMANDS.some((name) => asObject(m[name]))) ||
            typeof asObject(m.push)?.channel === 'string',
        ),
        0.88,
        'messages have an id and a command such as connect, or a push with a channel',
      ),
      when(
        /\/connection\/websocket$/.test(pathOf(context.url)),
        0.7,
        'the URL ends in /connection/websocket',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [centrifugo];
