import { tryUtf8 } from '../../bytes';
import type { Protocol } from '../../decoder';
import { bySubprotocol, surest, when } from '../../sight';

/** https://docs.nats.io/reference/reference-protocols/nats-protocol */
const nats: Protocol = {
  id: 'nats',
  title: 'NATS',
  versions: 'client protocol 0 and 1, with headers',
  detected: '`INFO {` from the server, `CONNECT {` from the client',
  shows: 'publications, subscriptions and their messages, requests with their replies, headers, errors',
  stateful: true,
  detect: (context) =>
    surest(
      bySubprotocol(context, /^nats$/),
      when(
        context.frames.some(({ payload = '', sent }) =>
          (sent ? /^CONNECT \{/ : /^INFO \{.*"server_id"/s).test(
            typeof payload === 'string'
              ? payload.slice(0, 4_000)
              : (tryUtf8(payload.subarray(0, 4_000)) ?? ''),
          ),
        ),
        0.96,
        'a frame is INFO with a server_id from the server, or CONNECT from the client',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [nats];
