import { atSocket, inferred, rfc, say, socketCheck } from '../../checks/authoring';
import { endedAtOf, openedAtOf } from '../lifecycle';

/** Proxies commonly drop what has been silent for one to five minutes. */
const IDLE_MS = 120_000;

export const heartbeat = socketCheck({
  id: 'websocket/heartbeat',
  title: 'The connection is kept alive',
  severity: 'information',
  spec: rfc(6455, '5.5.2'),
  explanation:
    'Proxies drop connections that stay silent, and neither side is told. Ping and pong frames prevent that, but the browser answers them by itself and shows them to nobody: a silence here may have pings in it.',
  mend: 'Let the server ping every 20 to 30 seconds, or send a small message of your own.',
  evaluate({ socket, context }) {
    const openedAt = openedAtOf(socket.state);
    if (openedAt === undefined) return undefined;
    const until = endedAtOf(socket.state) ?? context.session.span?.to ?? openedAt;
    const idle = until - (socket.lastFrameAt ?? openedAt);
    return idle > IDLE_MS && socket.framesVisible
      ? [
          inferred(
            say`No message for ${Math.round(idle / 1000)} s. Pings, if there are any, are invisible to pages.`,
            atSocket(socket.id, `idle for ${Math.round(idle / 1000)} s`),
          ),
        ]
      : [];
  },
});
