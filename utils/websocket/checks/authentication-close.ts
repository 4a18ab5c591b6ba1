import { atSocket, inferred, say, socketCheck, websocketSecurity } from '../../checks/authoring';
import { saysUnauthorized } from '../unauthorized';

const SOON_MS = 5_000;
const NAMED: ReadonlySet<number> = new Set([1008, 4401, 4403]);

export const authenticationClose = socketCheck({
  id: 'websocket/authentication-close',
  title: 'The server did not close at once for want of authentication',
  severity: 'information',
  spec: websocketSecurity('Authentication'),
  explanation:
    'A WebSocket server that does not like the credential often opens the connection and closes it at once, with 1008, or with 4401 or 4403 after their HTTP namesakes. These private codes are a habit, not a rule.',
  mend: 'See whether the token was there, was meant for this server and had not expired; refresh before reconnecting.',
  evaluate({ socket }) {
    const { state } = socket;
    if (state.phase !== 'closed') return undefined;
    const soon = state.since - state.openedAt <= SOON_MS;
    if (
      !soon ||
      state.by === 'page' ||
      !(NAMED.has(state.code) || saysUnauthorized(state.code, state.reason))
    )
      return [];
    const after = say`${((state.since - state.openedAt) / 1000).toFixed(1)} s after it opened`;
    return [
      inferred(
        say`Closed with ${state.code} ${after}: the server did not accept the credential.`,
        atSocket(socket.id, `${state.code} ${state.reason.slice(0, 123)}`),
      ),
    ];
  },
});
