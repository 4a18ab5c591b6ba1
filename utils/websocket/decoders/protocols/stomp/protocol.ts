import { tryUtf8 } from '../../bytes';
import type { Protocol } from '../../decoder';
import { bySubprotocol, surest, when } from '../../sight';

const COMMAND =
  /^\n*(CONNECT|STOMP|CONNECTED|SEND|SUBSCRIBE|UNSUBSCRIBE|MESSAGE|RECEIPT|ERROR|DISCONNECT|ACK|NACK|BEGIN|COMMIT|ABORT)\r?\n(?:[^\n:]+:[^\n]*\n|\r?\n)/;

/** https://stomp.github.io/stomp-specification-1.2.html */
const stomp: Protocol = {
  id: 'stomp',
  title: 'STOMP',
  versions: '1.0, 1.1, 1.2; also within SockJS',
  detected: 'subprotocol `v10.stomp`, `v11.stomp` or `v12.stomp`, or a command line followed by headers',
  shows: 'commands, destinations, headers, bodies, subscriptions with their messages, receipts',
  stateful: true,
  detect: (context) =>
    surest(
      bySubprotocol(context, /^(v1[012]\.)?stomp$/),
      when(
        context.frames.some(({ payload = '' }) =>
          COMMAND.test(
            typeof payload === 'string'
              ? payload.slice(0, 2_000)
              : (tryUtf8(payload.subarray(0, 2_000)) ?? ''),
          ),
        ),
        0.93,
        'a frame is a STOMP command on a line of its own, followed by headers',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [stomp];
