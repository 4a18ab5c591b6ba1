import type { Protocol } from '../../decoder';
import { asObject } from '../../json';
import { arrays, bySubprotocol, surest, when } from '../../sight';

/** https://wamp-proto.org/wamp_latest_ietf.html */
const wamp: Protocol = {
  id: 'wamp',
  title: 'WAMP',
  versions: '2, in JSON, MessagePack and CBOR, batched or not',
  detected: 'subprotocol `wamp.2.…`, or HELLO with roles',
  shows: 'messages by name; calls, registrations, subscriptions and their events by request id',
  stateful: true,
  detect: (context) =>
    surest(
      bySubprotocol(context, /^wamp\.2\.(json|msgpack|cbor)(\.batched)?$/),
      when(
        arrays(context).some(
          (m) => m[0] === 1 && typeof m[1] === 'string' && asObject(m[2])?.roles !== undefined,
        ),
        0.95,
        'a frame is a HELLO, [1, realm, details with roles]',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [wamp];
