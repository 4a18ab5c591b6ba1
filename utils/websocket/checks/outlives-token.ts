import { atSocket, inferred, proved, socketCheck, websocketSecurity } from '../../checks/authoring';

const OUTLIVES = new Set(['token-expired-while-open', 'open-after-logout']);

export const outlivesToken = socketCheck({
  id: 'websocket/outlives-token',
  title: 'The connection does not outlive its token or the logout',
  severity: 'should',
  spec: websocketSecurity('Session Management'),
  explanation:
    'A server that looks at the token only when the connection opens goes on serving a user who has logged out or lost the right. It may check again in ways that cannot be seen from here.',
  mend: 'At the server: close with 4401 when the token expires or is revoked. At the client: close on logout, and reconnect with a fresh token.',
  evaluate({ socket, carried, context }) {
    if (carried.length === 0) return undefined;
    const stories = context.session.stories.filter(
      ({ socketId, kind }) => socketId === socket.id && OUTLIVES.has(kind),
    );
    return stories.map(({ text, confidence }) =>
      (confidence === 'proved' ? proved : inferred)(text, atSocket(socket.id, text.slice(0, 160))),
    );
  },
});
